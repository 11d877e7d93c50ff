package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// excerptRunes is how much of a source a finding quotes at most: a line or two on a card.
const excerptRunes = 160

// place is where a source speaks of something.
type place struct {
	id, text, excerpt string
}

// on writes the place into a finding.
func (p place) on(f Finding) Finding {
	f.Source, f.Place = p.id, p.excerpt
	return f
}

// at returns the place of a claim of a source: the claim itself and the sentence around it.
func (x *Indexed) at(l located) place {
	d := x.docs[l.source]
	p := place{id: x.sources[l.source].ID, text: d.text[l.start:l.end]}
	p.excerpt = p.text
	if n := d.tokens[l.from].sentence; n < len(d.sentences) {
		p.excerpt = around(d.sentences[n], l.start, p.text)
	}
	return p
}

// longSentence is how many bytes of a sentence are looked at for an excerpt.
const longSentence = 4000

// cutSpan returns the part of s in the bytes [from:to] of its text.
func cutSpan(s text.Span, from, to int) text.Span {
	from, to = max(from, s.Start), min(to, s.End)
	for from > s.Start && !utf8.RuneStart(s.Text[from-s.Start]) {
		from--
	}
	for to < s.End && !utf8.RuneStart(s.Text[to-s.Start]) {
		to++
	}
	return text.Span{Start: from, End: to, Text: s.Text[from-s.Start : to-s.Start]}
}

// around cuts a sentence so that it keeps the claim that starts at byte start.
func around(s text.Span, start int, claim string) string {
	if len(s.Text) > longSentence && start >= s.Start && start <= s.End {
		s = cutSpan(s, start-longSentence/4, start+longSentence/2)
	}
	whole := strings.Join(strings.Fields(s.Text), " ")
	if text.Runes(whole) <= excerptRunes || start < s.Start || start > s.End {
		return text.Cut(whole, excerptRunes)
	}
	before := strings.Join(strings.Fields(s.Text[:start-s.Start]), " ")
	if text.Runes(before)+text.Runes(claim) < excerptRunes*3/4 {
		return text.Cut(whole, excerptRunes)
	}
	return "…" + text.Cut(strings.Join(strings.Fields(s.Text[start-s.Start:]), " "), excerptRunes-1)
}

// titles stand before names and are none.
var titles = []string{"monsieur", "madame", "mademoiselle", "mme", "mlle", "mr", "mrs", "ms", "miss", "dr", "docteur", "doctor", "professeur", "professor", "president", "presidente", "councillor", "cllr", "conseiller", "conseillere", "mayor", "maire", "chef", "coach", "maitre", "me", "sir", "lady", "father", "pere"}

// sharing returns a name of the sources that shares a word with the name, but is another: "Mr Weber" and "Weber" may be
// the Ada Weber of the text.
func (x *Indexed) sharing(d *doc, it *item) (place, bool) {
	if len(it.words) < 2 || !d.affords(len(x.items[name])*len(it.words)*agreeCost) {
		return place{}, false
	}
	for _, l := range x.items[name] {
		if len(l.words) < 2 {
			continue
		}
		if slices.ContainsFunc(it.words, func(w string) bool { return slices.Contains(l.words, w) }) {
			if slices.ContainsFunc(l.words, func(w string) bool { return !slices.Contains(it.words, w) && !slices.Contains(titles, w) }) {
				return x.at(l), true
			}
		}
	}
	return place{}, false
}
