package check

import (
	"strings"

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

// around cuts a sentence so that it keeps the claim that starts at byte start.
func around(s text.Span, start int, claim string) string {
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

// find returns the place of a name of the sources.
func (x *Indexed) find(whole string) (place, bool) {
	for _, l := range x.items[name] {
		if strings.Join(l.words, " ") == whole {
			return x.at(l), true
		}
	}
	return place{}, false
}

// sharing returns a name of the sources that shares a word with the name, but is another.
func (x *Indexed) sharing(it item) (place, bool) {
	if len(it.words) < 2 {
		return place{}, false
	}
	for _, l := range x.items[name] {
		if len(l.words) < 2 {
			continue
		}
		for _, w := range it.words {
			if strings.Contains(" "+strings.Join(l.words, " ")+" ", " "+w+" ") {
				return x.at(l), true
			}
		}
	}
	return place{}, false
}
