package builtin

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/text"
)

// mostFacts is how many of a channel's facts a post takes up.
const mostFacts = 2

// recall adds the facts that are about the same thing as the brief and say
// something it does not.
func (d *drafting) recall(facts []copilot.Fact) {
	taken := 0
	for _, f := range facts {
		words := flat(text.Canonical(f.Text))
		if taken < mostFacts && d.relates(words) {
			taken++
			d.brief.points = append(d.brief.points, statement{
				words: words, subject: words, whole: true,
				order: len(d.brief.points), call: len(text.URLs(words)) > 0,
			})
		}
	}
}

// relates says whether a fact shares a name or two words with what a post is
// about, and has words of its own.
func (d *drafting) relates(fact string) bool {
	about, said, of := stems(d.brief.lang, d.core.words), stems(d.brief.lang, d.read().words), stems(d.brief.lang, fact)
	shared, known := 0, 0
	for stem := range of {
		if about[stem] {
			shared++
		}
		if said[stem] {
			known++
		}
	}
	if known*10 >= len(of)*8 {
		return false
	}
	return shared > 1 || slices.ContainsFunc(names(d.brief.lang, d.core.words, d.core.ordered), func(name string) bool {
		return strings.Contains(fact, name)
	})
}

// material is the words that a post is made of, for telling them from phrases.
type material struct{ words string }

// read gathers what brief and facts say.
func (d *drafting) read() material {
	words := d.core.words
	for _, s := range d.brief.points {
		words += ".\n" + s.subject
	}
	return material{gap.ReplaceAllLiteralString(words, ".")}
}

// has says whether a sentence is made of the material's words.
func (m material) has(s string) bool {
	folded := text.Fold(m.words)
	in, all := 0, 0
	for _, w := range split(s) {
		if text.Runes(w) > 3 {
			all++
			if strings.Contains(folded, text.Fold(w)) {
				in++
			}
		}
	}
	return all > 0 && 2*in > all
}
