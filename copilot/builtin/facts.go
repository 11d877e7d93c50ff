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
	taken, full := 0, d.tells()
	for _, f := range facts {
		words := flat(text.Canonical(f.Text))
		if taken < mostFacts && d.relates(words, full) {
			taken++
			d.brief.points = append(d.brief.points, statement{
				words: words, subject: words, whole: true,
				order: len(d.brief.points), call: len(text.URLs(words)) > 0,
			})
		}
	}
}

// relates says whether a fact shares a name or two words with what a post is
// about, and has words of its own. A brief that is full, since it says something itself,
// takes a fact only where it speaks of what the fact says.
func (d *drafting) relates(fact string, full bool) bool {
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
	called := slices.DeleteFunc(names(d.brief.lang, d.core.words, d.core.ordered), func(name string) bool { return !strings.Contains(fact, name) })
	if full {
		for stem := range stems(d.brief.lang, strings.Join(called, " ")) {
			if of[stem] {
				known--
			}
		}
		return known > 0 && (shared > 1 || len(called) > 0)
	}
	return shared > 1 || len(called) > 0
}

// tells says whether a brief has a statement beyond what it is about.
func (d *drafting) tells() bool {
	c := d.core
	rest := c.words
	if c.when.span != noTime {
		rest = rest[:c.when.start] + rest[c.when.end:]
	}
	return d.brief.sober || len(d.brief.points) > 0 || c.whole || strings.ContainsAny(rest, "€$£%")
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
