package check

import "slices"

// Which of two numbers is the old one, and on which side of a number things are: what a text turns round with every
// word and number as the sources have it.

// change is two figures of one measure, one instead of the other.
type change struct{ now, before *item }

// pairReach is how many words and marks stand between the two at most.
const pairReach = 9

var (
	insteads = []string{"instead", "lieu", "contre", "against", "versus", "vs", "compared", "was", "etait", "were", "rather", "plutot"}
	befores  = []string{"last", "dernier", "derniere", "passe", "precedent", "precedente", "avant", "auparavant", "before", "usually", "hab", "habitude", "earlier", "was", "previously", "previous"}
)

// changes reads "€5 instead of 6.50", "38 % (52 % l'an dernier)", "from 9 weeks to 5".
func (d *doc) changes(figures []*item) []change {
	var out []change
	for n := 1; n < len(figures); n++ {
		a, b := figures[n-1], figures[n]
		if b.from-a.to > pairReach || d.tok(a.from).sentence != d.tok(b.to-1).sentence || a.unit != b.unit && a.unit != "" && b.unit != "" {
			continue
		}
		switch {
		case d.becomes(a, b):
			out = append(out, change{now: b, before: a})
		case d.replaces(a, b):
			out = append(out, change{now: a, before: b})
		}
	}
	return out
}

// becomes reports "from a to b", "a → b".
func (d *doc) becomes(a, b *item) bool {
	last := d.tok(b.from - 1)
	if last.is("→", ">") {
		return true
	}
	return last.is("to", "a") && d.tok(a.from-1).is("from", "de", "d")
}

// replaces reports "a instead of b", "a (b last year)", "a, down from b".
func (d *doc) replaces(a, b *item) bool {
	for k := a.to; k < b.from; k++ {
		if d.tokens[k].is(insteads...) || d.tokens[k].is("from") && d.tok(k-1).is("down", "up") {
			return true
		}
	}
	if d.tok(b.from-1).raw != "(" {
		return false
	}
	for k := b.to; k < b.to+4 && d.tok(k).raw != ")"; k++ {
		if d.tok(k).is(befores...) {
			return true
		}
	}
	return d.tok(b.to).raw == ")" && len(b.nouns) == 0
}

// exchanged reports pairs of figures of which a source has the new one as the old one.
func (x *Indexed) exchanged(d *doc) []Finding {
	var found []Finding
	for _, ours := range d.changed {
		for _, theirs := range x.notes().changes {
			if !d.affords(agreeCost) {
				return found
			}
			if !ours.now.meets(theirs.before.item) || !ours.before.meets(theirs.now.item) {
				continue
			}
			at := x.at(theirs.now)
			from, to := min(ours.now.start, ours.before.start), max(ours.now.end, ours.before.end)
			found = append(found, at.on(d.finding(Contradiction, from, to, "negation", nil)))
			break
		}
	}
	return found
}

// changed is a pair of a source.
type changed struct{ now, before located }

// side is on which side of a figure or date things are.
type side int8

const (
	below side = -1
	above side = 1
)

// sideOf returns on which side of a claim things are, as the words before it say, or 0.
func (d *doc) sideOf(it *item) side {
	for k := it.from - 1; k >= it.from-sideReach && k >= 0 && d.tok(k).sentence == d.tok(it.from).sentence; k-- {
		switch t := d.tok(k); {
		case t.is("moins") && d.tok(k-1).is("au"), t.is("least"):
			return above
		case t.is("plus") && d.tok(k-1).is("au"), t.is("most"):
			return below
		case t.is("avant", "before", "under", "until", "moins", "below", "jusqu", "til", "till"):
			return below
		case t.is("apres", "after", "over", "above", "partir", "plus", "des", "from", "since", "depuis") && (t.fold != "des" || t.raw == "dès" || t.raw == "Dès"):
			return above
		case t.shape == numberShape || t.shape == markShape && !t.is("'", "’"): // "jusqu'au"
			return 0
		}
	}
	return 0
}

// sides reports claims that the sources have, but with the same things on the other side of them.
func (x *Indexed) sides(d *doc, items [sorts][]*item) []Finding {
	var found []Finding
	for _, s := range []sort{figure, day, hour} {
		for _, it := range items[s] {
			ours := d.sideOf(it)
			if ours == 0 || d.onBothSides(it, items[s], s) || !d.affords(len(few(x.items[s]))*agreeCost) {
				continue
			}
			l, ok := x.allAgainst(s, func(known *item) bool { return it.equal(known, s) }, func(l located) bool {
				src := x.docs[l.source]
				return src.sideOf(l.item) == -ours && !src.leavesRest(l.item) && !x.complements(d.clauseOf(it), src.clauseOf(l.item))
			})
			if ok {
				at := x.at(l)
				found = append(found, at.on(d.finding(Contradiction, it.start, it.end, "negation", nil)))
			}
		}
	}
	return found
}

// onBothSides reports whether a text also tells what is on the other side of a claim: "12 before 10 May, 15 after 10 May".
func (d *doc) onBothSides(it *item, items []*item, s sort) bool {
	return slices.ContainsFunc(items, func(other *item) bool { return d.sideOf(other) == -d.sideOf(it) && it.equal(other, s) })
}

// rests name what is on the other side of a claim: "free under 12, others 5".
var rests = []string{
	"others", "other", "else", "otherwise", "then", "afterwards", "after", "later", "rest", "beyond", "above", "older",
	"autres", "autre", "sinon", "puis", "ensuite", "apres", "reste", "dela", "dessus",
}

// complements reports whether what a text says of one side of a claim is of the sources, but not what they say there of
// the other: "adults over 12 pay 5 euros" from "free under 12; adults 5".
func (x *Indexed) complements(ours, theirs []string) bool {
	return !meet(ours, theirs) && slices.ContainsFunc(ours, func(w string) bool { return x.stems[w] || x.words[w] })
}

// sideReach is how many words before a claim say on which side of it things are.
const sideReach = 3

// leavesRest reports whether the sentence of a claim also speaks of what is on its other side.
func (d *doc) leavesRest(it *item) bool {
	near := d.near(it.from)
	first := slices.IndexFunc(near, func(t token) bool { return t.start == it.start })
	return slices.ContainsFunc(near[:max(0, first-sideReach)], func(t token) bool { return t.is(rests...) }) ||
		slices.ContainsFunc(near[min(len(near), first+it.to-it.from):], func(t token) bool { return t.is(rests...) })
}

// clauseOf returns the stems of the words with a meaning and the numbers between the marks around a claim.
func (d *doc) clauseOf(it *item) []string {
	from, to := d.clause(it)
	return d.labels(from, to, it)
}

// clause returns the tokens between the marks around a claim.
func (d *doc) clause(it *item) (from, to int) {
	from, to = d.blockOf(it)
	for k := it.from - 1; k >= from; k-- {
		if d.tokens[k].is(clauseMarks...) {
			from = k + 1
		}
	}
	for k := it.to; k < to; k++ {
		if d.tokens[k].is(clauseMarks...) {
			to = k
		}
	}
	return from, to
}

// clauseMarks stand between two things that a sentence says.
var clauseMarks = []string{",", ";", ".", "(", ")", ":", "/", "!", "?"}

// denied reports what a text leaves out of a list ("cards, but no cheques") and the notes have, each time they name it.
func (x *Indexed) denied(d *doc) []Finding {
	var found []Finding
	for i := range d.tokens {
		k := d.leftOut(i)
		if k < 0 {
			continue
		}
		t := &d.tokens[k]
		if at, ok := x.states(d, t.stem); ok {
			found = append(found, at.on(d.finding(Contradiction, t.start, t.end, "negation", nil)))
		}
	}
	return found
}

// leftOut returns the word that a list leaves out with the negation at token i, or -1.
func (d *doc) leftOut(i int) int {
	if !d.tokens[i].is("pas", "not", "no") || !d.tok(i-1).is("mais", "but") || d.tokens[i].breaks {
		return -1
	}
	k := i + 1
	if d.tok(k).is("de", "d", "les", "la", "le", "l", "the", "any") {
		k++
	}
	if d.tok(k).is("'", "’") {
		k++
	}
	if t := d.tok(k); !t.content() || t.kin&dayKin != 0 {
		return -1
	}
	return k
}

// statedMost is in how many sentences of the sources a word is looked up: more prove nothing more.
const statedMost = 20

// states returns where the sources have a word, unless they deny anything in the same clause.
func (x *Indexed) states(d *doc, stem string) (at place, ok bool) {
	spots := x.about[stem]
	for _, spot := range spots[:min(len(spots), statedMost)] {
		theirs := x.docs[spot.source].in(spot.sentence)
		if len(theirs) > sentenceMost || !d.affords(len(theirs)*wordCost) {
			return place{}, false
		}
		k := position(theirs, stem)
		if k < 0 || clauseDenies(theirs, k) {
			return place{}, false
		}
		at, ok = x.word(spot, theirs[k]), true
	}
	return at, ok
}

// bans are said of all that a list has.
var bans = []string{"banned", "forbidden", "prohibited", "interdit", "interdits", "interdite", "interdites", "defense"}

// clauseDenies reports whether something is denied between the marks around token k.
func clauseDenies(tokens []token, k int) bool {
	if slices.ContainsFunc(tokens, func(t token) bool { return t.is(bans...) }) {
		return true
	}
	for _, step := range []int{-1, 1} {
		for i := k; i >= 0 && i < len(tokens) && !tokens[i].is(clauseMarks...); i += step {
			if negates(tokens, i) || tokens[i].is("n", "ne", "hors", "sauf", "except", "non") {
				return true
			}
			if step > 0 && i > k && tokens[i].breaks || step < 0 && tokens[i].breaks {
				break
			}
		}
	}
	return false
}
