package copilot

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/check"
	"github.com/brouillon/brouillon/copilot/text"
)

// taskOpinion is what a writer is asked when somebody wants its opinion on a draft. No
// command names it.
const taskOpinion Task = "opinion"

// Of an opinion no more than so many sentences are taken, none shorter than so many runes.
const (
	mostDoubted  = 5
	leastDoubted = 12
)

// opine adds to a draft that a model wrote what a model doubts in it, where that is
// wanted: an opinion, marked as one, beside what the checks found, which stays as it is.
// It blocks nothing and changes no word. A draft is none the worse without it.
func (c Composer) opine(ctx context.Context, job composition, r Revision) (Revision, error) {
	if !c.SecondOpinion || r.Made.Model == "" || len(r.Variants) == 0 {
		return r, nil
	}
	p := job.prompt
	p.Task, p.Previous, p.Lines = taskOpinion, texts(r), job.citedLines(r)
	p.Doubts, p.Tags, p.Length, p.Partials, p.Fresh, p.Parts = nil, nil, "", nil, nil, 0
	if c.Window > 0 && roomFor(p.Lines) > c.Window {
		return c.unheard(ctx, r, "its sources are longer than the window", nil), nil
	}
	if err := render(&p); err != nil {
		return r, err
	}
	answer, err := c.ask(ctx, p, nil)
	switch {
	case ctx.Err() != nil:
		return r, ctx.Err()
	case err != nil:
		return c.unheard(ctx, r, "no second opinion", err), nil
	case answer.Model == "": // a writer that stepped in has none
		return c.unheard(ctx, r, "another writer stepped in", nil), nil
	}
	r.Findings = append(r.Findings, opinions(answer.Text, r)...)
	return r, nil
}

// unheard is a revision about which no opinion could be had, and which says so: it must
// not look like one in which nothing was doubted.
func (c Composer) unheard(ctx context.Context, r Revision, why string, err error) Revision {
	if c.Log != nil {
		c.Log.WarnContext(ctx, "draft without a second opinion", "why", why, "error", err)
	}
	r.Notes = append(r.Notes, Note{"note.opinion.none", nil})
	return r
}

// stillDoubted are the doubts of an opinion about what an edit left as it was: they are
// not asked for again.
func stillDoubted(last, edit Revision) []check.Finding {
	var all []check.Finding
	for _, f := range last.Findings {
		if f.Kind != check.Doubted || f.Variant >= len(edit.Variants) {
			continue
		}
		if start, end, ok := standing(f.Text, edit.Variants[f.Variant].Text.s); ok {
			f.Start, f.End = start, end
			all = append(all, f)
		}
	}
	return all
}

// opinions are the sentences of a revision that an answer repeats word for word. All else
// that it says is thrown away.
func opinions(answer string, r Revision) []check.Finding {
	var all []check.Finding
	for _, s := range sections(answer) {
		for _, line := range s.lines {
			words := text.Canonical(strings.Trim(bullet.ReplaceAllString(line, ""), "\"“”«» \u00a0"))
			f, ok := sentenceOf(words, r)
			if ok && len(all) < mostDoubted && !slices.ContainsFunc(all, func(d check.Finding) bool { return d.Text == f.Text && d.Variant == f.Variant }) {
				all = append(all, f)
			}
		}
	}
	return all
}

// sentenceOf is the finding about words, where some variant has them.
func sentenceOf(words string, r Revision) (check.Finding, bool) {
	if utf8.RuneCountInString(words) < leastDoubted {
		return check.Finding{}, false
	}
	for i, v := range r.Variants {
		if start, end, ok := standing(words, v.Text.s); ok {
			return check.Finding{Kind: check.Doubted, Code: string(check.Doubted), Text: words, Start: start, End: end, Variant: i}, true
		}
	}
	return check.Finding{}, false
}

// standing is where words stand in a text, in runes; false when they do not.
func standing(words, s string) (start, end int, ok bool) {
	before, _, ok := strings.Cut(s, words)
	start = utf8.RuneCountInString(before)
	return start, start + utf8.RuneCountInString(words), ok
}
