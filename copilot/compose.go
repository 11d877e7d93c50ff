package copilot

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// writerPerson is the Provenance.Writer of an edit by hand.
const writerPerson = "person"

// Composer turns a request and its material into a revision: prompt, writer,
// reading the answer, checks, one self-correction. It keeps nothing and shows
// nothing, so that the headless commands run the same code as the chats.
type Composer struct {
	Writer Writer
	Now    func() time.Time
	// Window is how many runes of a conversation one call to the writer may carry.
	// A summary of a longer one costs one call for each part and one that merges
	// them. 0: no bound, for a writer that needs none.
	Window int
	// SecondOpinion has the writer asked once more about a draft that a model wrote:
	// which of its sentences no source carries. What it doubts is a finding, marked as its
	// opinion.
	SecondOpinion bool
	Log           *slog.Logger // told of opinions that could not be had; nil: nobody is
	Witness       Witness      // nil: nobody is told
}

// Progress is how far a composition is.
type Progress struct {
	Text string // the raw text of the answer so far; never that of a part
	// Part is the part of a long conversation that is about to be read, from 1, of
	// Parts in all; both 0 while the answer is being written.
	Part, Parts int
}

// Settle checks a request as Accept does, for callers without a queue.
func (c Composer) Settle(r Request) (Request, error) { return settle(r, c.Now()) }

// Compose makes the next revision for a settled request. watch, unless nil, is
// called as the composition goes on. The error is a *Fault, or ctx's error.
//
// The writer is called once, and a second time when the checks find something it
// can mend, and once more for a second opinion; for a conversation longer than the window,
// once for each part before. Of
// a thread it is told only what was said since m.Minutes, and not called at all when
// that is nothing.
func (c Composer) Compose(ctx context.Context, r Request, m Material, watch func(Progress)) (Revision, error) {
	counted := &tally{Writer: c.Writer}
	c.Writer = counted
	made, err := c.compose(ctx, r, m, watch)
	made.Made.Used = counted.said()
	return made, err
}

func (c Composer) compose(ctx context.Context, r Request, m Material, watch func(Progress)) (Revision, error) {
	job, err := c.prepare(r, m)
	if err != nil {
		return Revision{}, err
	}
	if answer, ok := job.repeats(); ok {
		return job.finish(c.checked(ctx, job, answer), answer, c.Now()), nil
	}
	if job, err = c.condense(ctx, job, watch); err != nil {
		return Revision{}, err
	}
	answer, err := c.ask(ctx, job.prompt, watch)
	if err != nil {
		return Revision{}, err
	}
	first := c.checked(ctx, job, answer)
	if err := job.missing(first, answer); err != nil {
		return Revision{}, err
	}
	if doubts := doubts(first.Findings, job.settings.Language); len(doubts) > 0 {
		better, corrected, ok := c.correct(ctx, job, first, doubts)
		if ctx.Err() != nil {
			return Revision{}, ctx.Err()
		}
		if ok {
			first, answer = better, corrected
		}
	}
	return c.opine(ctx, job, job.finish(first, answer, c.Now()))
}

// correct lets the writer try once more, told what the checks found. The better
// version by the checks stays: false says that it is the first. A correction that
// fails only leaves the first one's findings.
func (c Composer) correct(ctx context.Context, job composition, first Revision, doubts []string) (Revision, Answer, bool) {
	job.prompt.Doubts = doubts
	job.prompt.Previous = texts(first)
	job.prompt.Tags = first.Hashtags
	if render(&job.prompt) != nil {
		return first, Answer{}, false
	}
	answer, err := c.ask(ctx, job.prompt, nil)
	if err != nil {
		return first, Answer{}, false
	}
	second := c.checked(ctx, job, answer)
	if incomplete(second.Findings) && !incomplete(first.Findings) {
		return first, Answer{}, false // doubts can be read over, an end that is missing cannot
	}
	if weight(second.Findings) >= weight(first.Findings) || len(second.Variants) < len(first.Variants) || job.missing(second, answer) != nil {
		return first, Answer{}, false
	}
	if note, ok := mended(first, second); ok {
		second.Notes = append(second.Notes, note)
	}
	return second, answer, true
}

// checked is composition.read, witnessed.
func (c Composer) checked(ctx context.Context, job composition, answer Answer) (r Revision) {
	_ = c.stage(ctx, Stage{Kind: StageCheck, What: string(job.task)}, func(context.Context) error {
		r = job.read(answer)
		return nil
	})
	return r
}

// ask has the writer write.
func (c Composer) ask(ctx context.Context, p Prompt, watch func(Progress)) (answer Answer, err error) {
	c.within(ctx, Stage{Kind: StageCompose, What: string(p.Task)}, func(ctx context.Context) End {
		answer, err = c.written(ctx, p, watch)
		end := endOf(err)
		if err != nil {
			end.Why = writerKind(err)
		}
		end.Writer, end.Model, end.Usage = answer.Writer, answer.Model, answer.Usage
		return end
	})
	return answer, err
}

func (c Composer) written(ctx context.Context, p Prompt, watch func(Progress)) (Answer, error) {
	var sofar strings.Builder
	answer, err := c.Writer.Compose(ctx, p, func(piece string) {
		if watch == nil {
			return
		}
		// A form feed is a writer starting over after a failed try.
		if _, after, ok := strings.Cut(piece, "\f"); ok {
			sofar.Reset()
			piece = after
		}
		sofar.WriteString(piece)
		watch(Progress{Text: sofar.String()})
	})
	if err != nil {
		return Answer{}, writerFault(ctx, err)
	}
	if answer.Model != "" { // the built-in writer echoes nothing
		answer.Text = withoutEcho(answer.Text, p)
	}
	if strings.TrimSpace(answer.Text) == "" {
		return Answer{}, writerFault(ctx, &WriterError{Kind: WriterEmpty})
	}
	return answer, nil
}

// composition is a request prepared for a writer.
type composition struct {
	request  Request
	task     Task
	brief    string
	material Material
	settings Settings
	lines    []PromptLine
	prompt   Prompt

	earlier []Partial // what the minutes of the thread say
	known   int       // how many of the lines they are about; 0: there are none to go on from

	notes      []Note // what the reader should know about what was gathered and read
	incomplete bool   // the summary of a part of the conversation was
}

func (c Composer) prepare(r Request, m Material) (composition, error) {
	job := composition{request: r, material: m, brief: r.Text, task: taskOf(r, m), notes: m.Notes}
	m.Facts = current(m.Facts, c.Now())
	job.material.Facts = m.Facts
	job.settings = resolve(r, job.task, m)
	reason := ""
	switch {
	case m.Previous == nil:
	case r.Command == "":
		job.brief, reason = m.Previous.Brief, text.Canonical(r.Text)
	case job.task == TaskHashtags:
		job.brief = chosen(m.Previous.Latest()).s
	}
	if job.task != TaskDraft || len(m.Conversation.Lines) > 0 {
		job.lines = worth(m.Conversation.Lines)
	}
	if err := job.something(); err != nil {
		return job, err
	}
	n := networkOf(job.settings)
	if most := n.Hashtags.Most; most > 0 && job.settings.MaxTags > most {
		job.notes = append(slices.Clone(job.notes), Note{"note.tags.most", map[string]any{"Network": n.Name, "Count": most}})
	}
	job.prompt = Prompt{
		Account: accountOf(r),
		Task:    job.task, Language: job.settings.Language, Brief: job.brief, Network: n,
		Tone: job.settings.Tone, Audience: m.Profile.audience(job.settings.Audience), Length: job.settings.Length,
		Angles: angles[:min(job.settings.Variants, len(angles))], MaxWords: job.settings.MaxWords,
		MaxTags: tagLimit(job.settings, n, job.task), Profile: m.Profile, Facts: m.Facts,
		Lines: job.lines, Recent: others(m), Reason: reason,
	}
	if m.Previous != nil && job.task == taskOfDraft(*m.Previous) {
		latest := m.Previous.Latest()
		job.prompt.Previous, job.prompt.Tags, job.prompt.Before = texts(latest), latest.Hashtags, latest.Settings
	}
	if c.Window > 0 {
		job = job.resume()
	}
	return job, nil
}

// others are the recent exchanges but for the draft at hand, which the writer is
// told about in full.
func others(m Material) []Exchange {
	if m.Previous == nil {
		return m.Recent
	}
	return slices.DeleteFunc(slices.Clone(m.Recent), func(e Exchange) bool { return e.Draft == m.Previous.ID })
}

// something refuses to write about nothing.
func (j composition) something() error {
	switch {
	case j.task == TaskSummarize && len(j.lines) == 0 && withheld(j.material.Conversation) > 0:
		return NewFault(FaultInput, "fault.withheld.all", nil, nil)
	case j.task == TaskSummarize && len(j.lines) == 0:
		return NewFault(FaultInput, "fault.conversation.empty", nil, nil)
	case j.task == TaskHashtags && j.brief == "" && len(j.lines) == 0:
		return NewFault(FaultInput, "fault.hashtags.nothing", nil, nil)
	case j.task == TaskHashtags:
		return tagless(j.settings.Network)
	}
	return nil
}

func taskOf(r Request, m Material) Task {
	if c, ok := Lookup(r.Command); ok {
		return c.Task
	}
	if m.Previous != nil {
		return taskOfDraft(*m.Previous)
	}
	return TaskDraft
}

func taskOfDraft(d Draft) Task {
	c, _ := Lookup(d.Command)
	return c.Task
}

// chosen is the text that stands for a revision: the signed variant, else the first.
func chosen(r Revision) Generated {
	switch {
	case len(r.Variants) == 0:
		return newGenerated(r.whole(Generated{}))
	case r.Decision != nil && r.Decision.Variant > 0 && r.Decision.Variant <= len(r.Variants):
		return r.Variants[r.Decision.Variant-1].Text
	default:
		return r.Variants[0].Text
	}
}

func texts(r Revision) []string {
	all := make([]string, len(r.Variants))
	for i, v := range r.Variants {
		all[i] = v.Text.s
	}
	return all
}

// doubts are the findings a writer could do something about, in the words a
// reviewer would read.
func doubts(findings []check.Finding, lang string) []string {
	var all []string
	for _, f := range findings {
		switch f.Kind {
		case check.Unsupported, check.Contradiction, check.TooLong, check.Banned, check.Voice, check.WornOut, check.Sameness, check.Language:
			all = append(all, fmt.Sprintf("%q: %s", f.Text, f.Why(lang)))
		}
	}
	return all
}

// weight says how much there is to doubt: what blocks a signature counts most.
func weight(findings []check.Finding) int {
	total := 0
	for _, f := range findings {
		switch {
		case f.Kind.Blocking():
			total += 10
		case f.Kind == check.Unsupported || f.Kind == check.Contradiction:
			total += 3
		default:
			total++
		}
	}
	return total
}

func writerFault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	kind := WriterDown
	if w, ok := asWriterError(err); ok {
		kind = w.Kind
	}
	return NewFault(FaultWriter, "writer."+string(kind), nil, err)
}
