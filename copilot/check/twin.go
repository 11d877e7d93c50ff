package check

import (
	"slices"
	"strconv"
	"strings"
)

// twinWords is how many words around two claims must agree, outward from the claim, for them to be about the same
// thing: fewer is chance, more misses what was lightly reworded.
const twinWords = 3

// agreeCost is about what laying two claims beside each other costs, in nanoseconds.
const agreeCost = 100

// twin returns the claim of a source that stands among the same words as it, or counts the same thing, but is another.
func (x *Indexed) twin(d *doc, it *item, s sort) (located, bool) {
	if !d.affords(len(few(x.items[s])) * agreeCost) {
		return located{}, false
	}
	best, at := 0, -1
	for i, known := range few(x.items[s]) {
		if s == figure && known.unit != it.unit {
			continue
		}
		score := d.agree(it, x.docs[known.source], known.item)
		if s == figure && score < twinWords && len(it.nouns) > 0 && len(known.nouns) > 0 && it.nouns[0] == known.nouns[0] {
			score = twinWords
		}
		if score > best {
			best, at = score, i
		}
	}
	if best < twinWords {
		return located{}, false
	}
	return x.items[s][at], true
}

// agree counts the words around two claims that are the same, outward on both sides until the first difference.
func (d *doc) agree(it *item, other *doc, known *item) int {
	left, leftMeant := d.run(it.from, other, known.from, -1)
	right, rightMeant := d.run(it.to-1, other, known.to-1, 1)
	if leftMeant+rightMeant == 0 {
		return 0
	}
	return left + right
}

// run counts equal words beyond token i of d and token k of other in one direction, at most six and in one sentence,
// and how many of them have a meaning of their own. Any two numbers count as equal: they may have been exchanged too.
func (d *doc) run(i int, other *doc, k, step int) (same, meant int) {
	ours, theirs := d.tok(i).sentence, other.tok(k).sentence
	for same < 6 {
		i, k = d.skipMarks(i+step, step), other.skipMarks(k+step, step)
		a, b := d.tok(i), other.tok(k)
		if a.fold == "" || b.fold == "" || a.sentence != ours || b.sentence != theirs {
			return same, meant
		}
		if a.fold != b.fold && !(a.shape == numberShape && b.shape == numberShape) && !(a.shape == clockShape && b.shape == clockShape) {
			return same, meant
		}
		same++
		if a.content() {
			meant++
		}
	}
	return same, meant
}

// skipMarks goes on to what is no mark, and no word for one between two numbers ("6 to 8", "6-8").
func (d *doc) skipMarks(i, step int) int {
	for i >= 0 && i < len(d.tokens) && (d.tokens[i].shape == markShape || d.tokens[i].is("to", "au") && d.tok(i-1).shape == numberShape && d.tok(i+1).shape == numberShape) {
		i += step
	}
	return i
}

// few bounds how many claims of the sources one claim is laid beside, so that a megabyte of figures stays affordable.
func few(items []located) []located { return items[:min(len(items), 2000)] }

// swaps reports claims that the sources know, but not here: among these very words a source has another one of the same
// sort. That is how an exchange of two dates, names or amounts shows.
func (x *Indexed) swaps(d *doc, items [sorts][]*item, known []Finding) []Finding {
	var found []Finding
	taken := spans(known)
	for _, s := range []sort{figure, day, hour, name, address} {
		for _, it := range items[s] {
			if taken.meet(int(d.runeAt[it.start]), int(d.runeAt[it.end])) || d.vague(it, s) || s == hour && x.onTwelve(d, it) {
				continue
			}
			if l, ok := x.swapped(d, it, s); ok {
				at := x.at(l)
				found = append(found, at.on(d.finding(Contradiction, it.start, it.end, otherCode[s], map[string]string{"other": at.text})))
			}
		}
	}
	return found
}

var otherCode = map[sort]string{figure: "number_other", day: "date_other", hour: "time_other", name: "name_other", address: "address_other"}

// swapped returns the claim that a source makes in place of this one.
func (x *Indexed) swapped(d *doc, it *item, s sort) (located, bool) {
	if !d.affords(len(few(x.items[s])) * agreeCost) {
		return located{}, false
	}
	own, other, at, named := 0, 0, -1, s != name
	for i, known := range few(x.items[s]) {
		src := x.docs[known.source]
		score := d.agree(it, src, known.item)
		if it.equal(known.item, s) {
			named = true
		}
		switch {
		case score == 0:
		case it.equal(known.item, s):
			own = max(own, score)
		case score > other && !src.vague(known.item, s) && it.unit == known.unit:
			other, at = score, i
		}
	}
	if at < 0 || !named || other < twinWords || own*2 >= other || x.nearer(d, it, s, x.items[s][at]) {
		return located{}, false
	}
	return x.items[s][at], true
}

// nearer reports whether the sources make the very claim elsewhere, in a sentence that has as many of the words of the
// text's sentence as the one that seems to contradict it ("we now expect 2020 revenue", whatever is said of 2021), or
// name both side by side.
func (x *Indexed) nearer(d *doc, it *item, s sort, other located) bool {
	src := x.docs[other.source]
	ours := meanings(d.near(it.from))
	least := overlap(ours, src.near(other.from))
	for _, known := range few(x.items[s]) {
		if !it.equal(known.item, s) {
			continue
		}
		if known.source == other.source && src.tokens[known.from].sentence == src.tokens[other.from].sentence {
			if s == name && known.beside(other.item) {
				return true
			}
			continue
		}
		theirs := x.docs[known.source].near(known.from)
		if !d.affords(len(theirs)*spotCost) || overlap(ours, theirs) >= least {
			return true
		}
	}
	return false
}

// besideTokens is how many words and marks stand at most between two names side by side: "ADA (Americans with
// Disabilities Act)", "Linz and Graz".
const besideTokens = 3

// beside reports whether two claims of a sentence stand side by side.
func (it *item) beside(other *item) bool {
	return it.to <= other.from && other.from-it.to <= besideTokens || other.to <= it.from && it.from-other.to <= besideTokens
}

// meanings returns the stems of the words with a meaning.
func meanings(tokens []token) map[string]bool {
	m := map[string]bool{}
	for _, t := range tokens {
		if t.content() {
			m[t.stem] = true
		}
	}
	return m
}

// overlap counts the different words of a sentence that are among the stems.
func overlap(stems map[string]bool, tokens []token) int {
	seen := map[string]bool{}
	for _, t := range tokens {
		if t.content() && stems[t.stem] {
			seen[t.stem] = true
		}
	}
	return len(seen)
}

// vague reports whether a claim is too slight to be told from others by the words around it.
func (d *doc) vague(it *item, s sort) bool {
	switch s {
	case figure:
		return d.trivial(it) || it.unit == "" && len(it.nouns) == 0 && it.values[0] < 20
	case name:
		for i := it.from; i < it.to; i++ {
			if d.namelike(i) && !d.ordinary(i) {
				return false
			}
		}
		return true
	}
	return false
}

// equal reports whether two claims of a sort claim the same, or parts of the same.
func (it *item) equal(known *item, s sort) bool {
	switch s {
	case figure, hour:
		return it.meets(known)
	case day:
		return slices.ContainsFunc(it.days, func(a date) bool {
			return slices.ContainsFunc(known.days, func(b date) bool { return a.within(b) || b.within(a) })
		})
	case name:
		return slices.ContainsFunc(it.words, func(w string) bool { return slices.Contains(known.words, w) })
	}
	return it.key == known.key || strings.HasPrefix(known.key, it.key) || strings.HasPrefix(it.key, known.key)
}

// trimFloat writes a number as people do: no exponent, no trailing zeros.
func trimFloat(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
