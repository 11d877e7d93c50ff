package copilot

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
)

// sourceChange is what became of a message that drafts may cite.
type sourceChange struct {
	line string
	gone bool // deleted, not edited
	// forgotten says that it is still there, and whoever wrote it is forgotten: gone as well.
	forgotten bool
}

// act is what the record calls it.
func (s sourceChange) act() string {
	switch {
	case s.forgotten:
		return "source_forgotten"
	case s.gone:
		return "source_deleted"
	}
	return "source_edited"
}

// note is the key of what the reviewer is told.
func (s sourceChange) note() string {
	switch {
	case s.forgotten:
		return "note.source.forgotten"
	case s.gone:
		return "note.source.deleted"
	}
	return "note.source.edited"
}

// stand is what stands in a text in the place of the words of the message.
func (s sourceChange) stand(lang string) string {
	if s.forgotten {
		return catalogue.Say(lang, "source.forgotten", nil)
	}
	return catalogue.Say(lang, "source.deleted", nil)
}

// request names the revision that the change makes of a draft: the same for the
// same change of the newest answer that cites the message, so that it is made
// once. It holds the draft's id, for requests are told apart by tenant.
func (s sourceChange) request(d Draft) string {
	newest := 0
	for _, r := range d.Revisions {
		if s.cited(r) && !bySource(r) {
			newest = r.Number
		}
	}
	return fmt.Sprintf("%s%d", s.requests(d), newest)
}

// requests is what the ids of all of them begin with.
func (s sourceChange) requests(d Draft) string {
	return fmt.Sprintf("%s%s:%s:%s:", sourcePrefix, s.act(), d.ID, s.line)
}

// cited says whether a revision rests on the message.
func (s sourceChange) cited(r Revision) bool { return slices.ContainsFunc(r.Points, s.carries) }

// carries says whether the message carries a point, alone or with others.
func (s sourceChange) carries(p Point) bool {
	return slices.ContainsFunc(p.Cites, func(c Cite) bool { return c.Line == s.line })
}

// alone says whether nothing else carries a point that the message carries.
func (s sourceChange) alone(p Point) bool {
	return s.carries(p) && !slices.ContainsFunc(p.Cites, func(c Cite) bool { return c.Line != s.line })
}

// concerns says whether a draft rests on the message, or did until it was deleted:
// its card may still have to be shown.
func (s sourceChange) concerns(d Draft) bool {
	return slices.ContainsFunc(d.Revisions, func(r Revision) bool {
		return s.cited(r) || s.gone && strings.HasPrefix(r.Request, s.requests(d))
	})
}

// due says whether a revision is to be put on top of the draft.
func (s sourceChange) due(d Draft) bool {
	if d.State().Final() || !slices.ContainsFunc(d.Revisions, s.cited) {
		return false
	}
	request := s.request(d)
	return !slices.ContainsFunc(d.Revisions, func(r Revision) bool { return r.Request == request })
}

// noted is the latest revision once more, with a note: nobody has decided it.
func (s sourceChange) noted(d Draft) Revision {
	r := d.Latest()
	r.Request = s.request(d)
	r.Number++
	r.State, r.Decision, r.Asked, r.Made = Pending, nil, "", r.Made.free()
	if s.gone {
		r.Notes = unquotedNotes(r.Notes)
	}
	r.Notes = counted(r.Notes, s.note())
	return r
}

// counted adds a note, or one more to a note that is there.
func counted(notes []Note, key string) []Note {
	notes = slices.Clone(notes)
	at := slices.IndexFunc(notes, func(n Note) bool { return n.Key == key })
	if at < 0 {
		return append(notes, Note{key, map[string]any{"Count": 1}})
	}
	count := 1
	switch n := notes[at].Args["Count"].(type) {
	case int:
		count = n
	case float64: // as JSON gives it back
		count = int(n)
	}
	notes[at] = Note{key, map[string]any{"Count": count + 1}}
	return notes
}

// left are the points that still rest on something, without the message.
func (s sourceChange) left(points []Point) []Point {
	var all []Point
	for _, p := range points {
		if !s.alone(p) {
			all = append(all, s.uncited(p))
		}
	}
	return all
}

// uncited is a point that does not cite the message.
func (s sourceChange) uncited(p Point) Point {
	p.Cites = slices.DeleteFunc(slices.Clone(p.Cites), func(c Cite) bool { return c.Line == s.line })
	return p
}

// words are what the draft said on the word of the message alone.
func (s sourceChange) words(d Draft) []string {
	var all []string
	for _, r := range d.Revisions {
		for _, p := range r.Points {
			if s.alone(p) && !slices.Contains(all, p.Text.s) {
				all = append(all, p.Text.s)
			}
		}
	}
	return all
}

// purge are the revisions of a draft, redacted.
func (s sourceChange) purge(d Draft) []Revision {
	words := s.words(d)
	all := slices.Clone(d.Revisions)
	for i, r := range all {
		all[i], _ = s.redacted(r, words)
	}
	return all
}

// redacted is a revision with our sentence in the place of those words, under the
// number and the digests it had; false when it holds none.
func (s sourceChange) redacted(r Revision, words []string) (Revision, bool) {
	was := r.Variants
	stand := newGenerated(s.stand(r.Settings.Language))
	cited := s.cited(r)
	switch {
	case cited:
		points := slices.Clone(r.Points)
		for i, p := range points {
			if s.alone(p) {
				points[i].Text = stand
			}
			points[i] = s.uncited(points[i])
		}
		job := composition{settings: r.Settings}
		r.Points, r.Variants = points, []Variant{{Text: newGenerated(job.summaryText(points))}}
	case len(r.Points) == 0:
		r.Variants = s.purged(r, words)
	default:
		return unquotedNow(r)
	}
	for i := range min(len(r.Variants), len(was)) {
		r.Variants[i].Digest = was[i].Digest
	}
	if !cited && slices.Equal(was, r.Variants) {
		return r, false
	}
	r.Findings = unquoted(r)
	r.Notes = counted(unquotedNotes(r.Notes), s.note())
	return r, true
}

// unquotedNow is a revision that does not cite the message and may still quote it, where
// it was made of one that did; false when it quotes nothing.
func unquotedNow(r Revision) (Revision, bool) {
	quotes := slices.ContainsFunc(r.Notes, func(n Note) bool { return n.Args["Changes"] != nil })
	r.Notes = unquotedNotes(r.Notes)
	return r, quotes
}

// atLength is from how many runes on words are looked for within a line: shorter
// ones may be anybody's.
const atLength = 20

// purged are the texts of a revision that somebody wrote by hand, in which no
// point says what it rests on, with our sentence in the place of the words: of
// lines that hold nothing else, and of long ones wherever they are.
func (s sourceChange) purged(r Revision, words []string) []Variant {
	stand := s.stand(r.Settings.Language)
	variants := slices.Clone(r.Variants)
	for i, v := range variants {
		lines := strings.Split(v.Text.s, "\n")
		for at, line := range lines {
			bare := strings.TrimSpace(bullet.ReplaceAllString(line, ""))
			for _, w := range words {
				if bare == w || utf8.RuneCountInString(w) >= atLength {
					lines[at] = strings.ReplaceAll(lines[at], w, stand)
				}
			}
		}
		variants[i].Text = newGenerated(strings.Join(lines, "\n"))
	}
	return variants
}

// incomplete says whether a text was cut off.
func incomplete(found []check.Finding) bool {
	return slices.ContainsFunc(found, func(f check.Finding) bool { return f.Kind == check.Incomplete })
}

// unquoted are a revision's findings about what is left of it, without what they
// quote of messages: what was doubted stays doubted.
func unquoted(r Revision) []check.Finding {
	var kept []check.Finding
	for _, f := range r.Findings {
		if f.Variant >= len(r.Variants) || f.Text == "" && f.Kind != check.Incomplete {
			continue
		}
		before, _, ok := strings.Cut(r.Variants[f.Variant].Text.s, f.Text)
		if !ok {
			continue
		}
		if f.Place != "" || len(f.Args) > 0 {
			f.Code = plainDoubt
		}
		start := utf8.RuneCountInString(before)
		kept = append(kept, check.Finding{
			Kind: f.Kind, Code: f.Code, Text: f.Text, Start: start, End: start + utf8.RuneCountInString(f.Text), Variant: f.Variant,
		})
	}
	return kept
}

// plainDoubt is the code of a finding that says no more than that its text is not
// in the sources.
const plainDoubt = "number_absent"
