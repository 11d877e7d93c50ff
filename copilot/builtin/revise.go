package builtin

import (
	"slices"
	"strconv"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// How much of a text "shorter" leaves, in graphemes.
const shorter = 0.65

// revision turns earlier texts into what a person asks for.
type revision struct {
	drafting
	prompt  copilot.Prompt
	changes []change
	notes   []copilot.Note
	left    []string // what went for length and will be missed
}

// revise changes the i-th earlier text. One that this writer made itself is made
// anew when network, tone or language changed; one that a person touched keeps
// their words.
func (r *revision) revise(i int, angle string, tags []string) string {
	words := text.Canonical(r.prompt.Previous[i])
	if len(r.prompt.Doubts) > 0 {
		return r.corrected(words, tags)
	}
	if r.wrote(words, angle) {
		fresh, left, _ := r.variant(angle).fit(r.layout, r.prompt.Network, tags)
		r.left = append(r.left, left...)
		words = text.Canonical(fresh)
	} else {
		words = r.relaid(words)
	}
	for _, c := range r.changes {
		if changed, done := r.apply(c, words); done {
			words = changed
		} else {
			r.cannot(c.said)
		}
	}
	final := r.fitted(r.resized(words), tags)
	r.left = append(r.left, lost(words, final)...)
	return final
}

// corrected mends what the checks doubt in a text that has the changes already.
func (r *revision) corrected(words string, tags []string) string {
	for _, c := range r.changes {
		if c.kind == unknown {
			r.cannot(c.said)
		}
	}
	return r.fitted(r.undoubted(words), tags)
}

// cannot says once what was not understood or not possible.
func (r *revision) cannot(said string) {
	for _, n := range r.notes {
		if n.Key == "note.builtin.cannot" && n.Args["Reason"] == said {
			return
		}
	}
	r.notes = append(r.notes, copilot.Note{Key: "note.builtin.cannot", Args: map[string]any{"Reason": text.Cut(said, 200)}})
}

// wrote says whether an earlier text is this writer's own, untouched: the same
// brief with the settings it was made with makes it again.
func (r *revision) wrote(words, angle string) bool {
	made := func(p copilot.Prompt) bool {
		d := newDrafting(p)
		again, _, _ := d.variant(angle).fit(d.layout, p.Network, p.Tags)
		return text.Canonical(again) == words
	}
	if made(r.prompt) {
		return true
	}
	p, was := r.prompt, r.prompt.Before
	p.Network, p.Tone, p.Audience, p.Language = networkOf(was.Network), was.Tone, was.Audience, was.Language
	return was.Language != "" && made(p)
}

// relaid sets a person's text for another network: a line for each sentence, or
// no blank lines, as its readers expect.
func (r *revision) relaid(words string) string {
	if r.layout.tight && r.prompt.Network.Over(words) > 0 {
		return strings.ReplaceAll(words, "\n\n", "\n")
	}
	return words
}

// undoubted leaves out the sentences that the checks doubt, but for those that
// are the brief's own words: about them a person decides.
func (r *revision) undoubted(words string) string {
	b := takeApart(words)
	asked := text.Fold(typeset(r.phrases.lang, r.prompt.Brief))
	for _, doubt := range r.prompt.Doubts {
		span := doubted(doubt)
		if span == "" {
			continue
		}
		b.without(func(s string) bool {
			return strings.Contains(s, span) && !strings.Contains(asked, text.Fold(bare(s))) && !r.wished(s)
		})
	}
	return b.String()
}

// wished says whether a sentence has the words that a person wants in it.
func (r *revision) wished(s string) bool {
	return slices.ContainsFunc(r.changes, func(c change) bool {
		words := c.what
		if c.kind == swapping {
			words = c.with
		}
		return (c.kind == swapping || c.kind == adding) && words != "" && strings.Contains(text.Fold(s), text.Fold(bare(typeset(r.phrases.lang, words))))
	})
}

// longDoubt is the length of a span above which a doubt is about the whole text.
const longDoubt = 200

// doubted is the span a doubt begins with, in quotation marks.
func doubted(doubt string) string {
	quoted, err := strconv.QuotedPrefix(doubt)
	if err != nil {
		return ""
	}
	span, err := strconv.Unquote(quoted)
	if err != nil || len(span) > longDoubt || strings.Contains(span, "\n") {
		return ""
	}
	return span
}

// resized makes a text shorter, or longer with what the brief says and the text
// does not.
func (r *revision) resized(words string) string {
	switch r.prompt.Length {
	case "shorter":
		goal := int(shorter * float64(text.Graphemes(words)))
		b := takeApart(words)
		r.shorten(b, rankFigure, func(b bits) bool { return text.Graphemes(b.String()) <= goal })
		if b.String() == words {
			r.notes = addNote(r.notes, copilot.Note{Key: "note.builtin.shorter"})
		}
		return b.String()
	case "longer":
		return r.longer(words)
	}
	return words
}

func (r *revision) longer(words string) string {
	said := text.Fold(words)
	added := false
	for _, s := range r.brief.points {
		if strings.Contains(said, text.Fold(bare(s.words))) || enumerated(said, s) {
			continue
		}
		if longer, done := r.insert(s.words, words); done {
			words, added = longer, true
		}
	}
	if !added {
		r.notes = addNote(r.notes, copilot.Note{Key: "note.builtin.longer"})
	}
	return words
}

// enumerated says whether the items of an enumeration stand in a text as a list.
func enumerated(said string, s statement) bool {
	return every(s.items(), func(item string) bool { return strings.Contains(said, text.Fold(item)) })
}

func addNote(notes []copilot.Note, note copilot.Note) []copilot.Note {
	for _, n := range notes {
		if n.Key == note.Key {
			return notes
		}
	}
	return append(notes, note)
}

// fitted makes a text fit its network.
func (r *revision) fitted(words string, tags []string) string {
	after := ""
	if len(tags) > 0 {
		after = "\n\n" + strings.Join(tags, " ")
	}
	fits := func(s string) bool { return r.prompt.Network.Fits(s + after) }
	if fits(words) {
		return words
	}
	b := takeApart(words)
	if r.shorten(b, rankLead, func(b bits) bool { return fits(b.String()) }) {
		return b.String()
	}
	r.notes = addNote(r.notes, copilot.Note{Key: "note.builtin.cut", Args: map[string]any{"Network": r.prompt.Network.Name}})
	return shorten(r.prompt.Network, b.String(), after)
}
