package check

import (
	"math"
	"slices"

	"github.com/brouillon/brouillon/copilot/text"
)

// gist is what a text is made of, but for the words that every text has: the stems of
// its words and its figures, and their four-letter pieces, which survive other endings;
// and which of the stems are of names.
type gist struct{ stems, pieces, names map[string]struct{} }

// gistOf leaves out the usual stems, and the labels that lines begin with.
func gistOf(d *doc, usual map[string]bool) gist {
	g := gist{map[string]struct{}{}, map[string]struct{}{}, map[string]struct{}{}}
	for i := 0; i < len(d.tokens); i++ {
		if i = d.pastLabel(i); i == len(d.tokens) {
			break
		}
		stem, ok := d.tokens[i].gist()
		if !ok || usual[stem] {
			continue
		}
		g.stems[stem] = struct{}{}
		if d.ofName(i) {
			g.names[stem] = struct{}{}
		}
		r := []rune(" " + d.tokens[i].fold + " ")
		for i := 0; i+4 <= len(r); i++ {
			g.pieces[string(r[i:i+4])] = struct{}{}
		}
	}
	return g
}

// labelMost is how many words a label before a colon has at most: "À noter :", "Save the date:".
const labelMost = 3

// pastLabel returns the token after the label that a line begins with at token i, or i.
func (d *doc) pastLabel(i int) int {
	if i > 0 && !d.tokens[i].breaks {
		return i
	}
	for k := i; k <= i+labelMost && k < len(d.tokens); k++ {
		switch t := &d.tokens[k]; {
		case t.raw == ":":
			return k + 1
		case t.shape != wordShape || k > i && t.breaks:
			return i
		}
	}
	return i
}

// ofName reports whether token i is of a name: a capital within a sentence, or the number after one ("Halo 2").
func (d *doc) ofName(i int) bool {
	t := &d.tokens[i]
	if t.shape == numberShape {
		return i > 0 && !t.breaks && d.ofName(i-1)
	}
	return t.shape == wordShape && t.capital && !t.initial && !t.upper && t.kin&dayKin == 0
}

// gist is what a token adds to the gist of its text.
func (t *token) gist() (string, bool) {
	switch {
	case t.content():
		return t.stem, true
	case t.shape == numberShape || t.shape == clockShape:
		return t.fold, true
	}
	return "", false
}

// like says how much more alike two texts are than they have to be to be one text
// reworded, below 0 when they are not: by the cosine of their stems and the share of
// pieces in common, if they have more in common than names.
func (g gist) like(o gist) float64 {
	least := float64(min(len(g.stems), len(o.stems)))
	if least == 0 {
		return math.Inf(-1)
	}
	common, named := 0, 0
	for s := range g.stems {
		if _, both := o.stems[s]; both {
			common++
			if g.named(s) || o.named(s) {
				named++
			}
		}
	}
	if own := float64(common - named); own < min(alikeWords, alikeUnnamed*(least-float64(named))) {
		return math.Inf(-1)
	}
	cosine := float64(common) / math.Sqrt(float64(len(g.stems))*float64(len(o.stems)))
	return cosine + text.Jaccard(g.pieces, o.pieces) - alikeText - alikeLonger*math.Log(max(1, least/10))
}

func (g gist) named(stem string) bool {
	_, ok := g.names[stem]
	return ok
}

// What many posts of a channel say is no sign that two of them are one.
const (
	usualFrom  = 4   // texts, below which nobody can tell what is usual
	usualShare = 2   // a stem is usual when one text in so many has it
	alikeTwice = 0.9 // of two texts that are so much alike, one counts
)

// usualIn are the stems that the texts of a channel share: its name, its address, what
// it calls people to do. Texts that are nearly the same count once, or what is said
// again and again would pass for usual.
func usualIn(docs []*doc) map[string]bool {
	if len(docs) < usualFrom {
		return nil
	}
	var unlike []gist
	counts := map[string]int{}
	for _, d := range docs {
		g := gistOf(d, nil)
		if g.twiceIn(unlike) {
			continue
		}
		unlike = append(unlike, g)
		for s := range g.stems {
			counts[s]++
		}
	}
	if len(unlike) < usualFrom {
		return nil
	}
	usual := map[string]bool{}
	for s, n := range counts {
		usual[s] = n*usualShare >= len(unlike)
	}
	return usual
}

func (g gist) twiceIn(others []gist) bool {
	return slices.ContainsFunc(others, func(o gist) bool { return g.like(o) >= alikeTwice })
}
