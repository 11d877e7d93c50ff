package copilot

import (
	"context"
	"reflect"
	"slices"
	"strings"
)

// condense prepares a composition for its one prompt. A conversation longer than
// the window is summarized in parts first, one after the other, and the prompt
// then asks to merge what they say. References are those of the whole
// conversation, so that a citation in a part is one in the merged summary.
//
// The merge carries as much of the parts' points as the window holds, evenly: it
// is one call however many parts there are. Only the room that every part has at
// least may make it longer than the window, in conversations of hundreds of parts.
//
// Of a thread with minutes only what came after them is read: they stand for the
// first part, or beside the lines where both fit into one call.
func (c Composer) condense(ctx context.Context, job composition, watch func(Progress)) (composition, error) {
	if job.task != TaskSummarize {
		return job, render(&job.prompt)
	}
	if job.known > 0 && job.fits(c.Window) {
		job.prompt.Partials, job.prompt.Fresh = job.earlier, job.lines[job.known:]
		return job, render(&job.prompt)
	}
	parts := chunks(job.lines[job.known:], c.Window)
	if job.known == 0 && len(parts) == 1 {
		job.prompt.Lines = parts[0]
		return job, render(&job.prompt)
	}
	var points [][]Partial
	if job.known > 0 {
		points = append(points, job.earlier)
	}
	of := len(points) + len(parts)
	for _, lines := range parts {
		number := len(points) + 1
		if watch != nil {
			watch(Progress{Part: number, Parts: of})
		}
		answer, err := c.readPart(ctx, job, number, of, lines)
		if err != nil {
			return job, err
		}
		points = append(points, partials(answer.Text, number, lines))
		job.incomplete = job.incomplete || answer.Incomplete
		job.notes = addNotes(job.notes, answer.Notes)
	}
	var trimmed int
	job.prompt.Parts = of
	job.prompt.Partials, trimmed = fit(points, c.Window)
	if trimmed > 0 {
		job.notes = append(job.notes, Note{"note.parts.trimmed", map[string]any{"Count": trimmed}})
	}
	return job, render(&job.prompt)
}

// readPart has one part summarized. A part with nothing to say would be missing from
// the summary without anybody knowing: it is an answer not worth having.
func (c Composer) readPart(ctx context.Context, job composition, number, of int, lines []PromptLine) (Answer, error) {
	prompt, err := job.part(number, of, lines)
	if err != nil {
		return Answer{}, err
	}
	answer, err := c.ask(ctx, prompt, nil)
	if err == nil && len(statements(answer.Text, lines)) == 0 {
		err = writerFault(ctx, &WriterError{Kind: WriterEmpty, Cause: errNoProduct})
	}
	return answer, err
}

// part is the prompt for one part of a conversation: to be read for itself, as
// fully as any, since what is asked of the whole is the merge's to see to. What a
// reviewer asked for says what to look for.
func (j composition) part(number, of int, lines []PromptLine) (Prompt, error) {
	p := j.prompt
	p.Part, p.Parts, p.Lines = number, of, lines
	p.Brief = strings.TrimSpace(p.Brief + "\n" + p.Reason)
	p.Reason, p.Length, p.Previous, p.Tags, p.MaxWords = "", "", nil, nil, 0
	return p, render(&p)
}

// partials are the points of a part's summary, by their weight, with the
// references that are lines of that part.
func partials(answer string, part int, lines []PromptLine) []Partial {
	here := make(map[string]bool, len(lines))
	for _, l := range lines {
		here[l.Ref] = true
	}
	all := statements(answer, lines)
	for i := range all {
		all[i].Part = part
		all[i].Refs = slices.DeleteFunc(all[i].Refs, func(ref string) bool { return !here[ref] })
	}
	slices.SortStableFunc(all, func(a, b Partial) int { return bySection(a.Section, b.Section) })
	return all
}

// addNotes adds those that do not say again what is said.
func addNotes(notes, more []Note) []Note {
	for _, n := range more {
		if !slices.ContainsFunc(notes, func(m Note) bool { return reflect.DeepEqual(m, n) }) {
			notes = append(notes, n)
		}
	}
	return notes
}
