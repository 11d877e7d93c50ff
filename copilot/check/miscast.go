package check

import "slices"

// castReach is how many words and marks lie at most between a name and a word that says who it is or what it does.
const castReach = 4

// miscast returns the person whose part the text gives to another: whoever the sources have beside a word that the text
// has beside this name, and that they have beside nobody else.
func (x *Indexed) miscast(d *doc, ours []about, n int, own []about) (about, bool) {
	it := ours[n]
	if !d.person(it.item) {
		return about{}, false
	}
	words, known := d.cast(it.item), wordsBeside(own)
	for _, l := range x.notes().labels[name] {
		if it.equal(l.item, name) || !x.human(l) || !d.affords(agreeCost*castReach) {
			continue
		}
		if slices.ContainsFunc(ours, func(o about) bool { return o.equal(l.item, name) && d.tok(o.from).sentence == d.tok(it.from).sentence }) {
			continue
		}
		theirs := x.docs[l.source].cast(l.item)
		for _, w := range words {
			if stands(w, theirs) && !stands(w, known) && x.only(w, l) {
				return l, true
			}
		}
	}
	return about{}, false
}

// only reports whether the sources have a word beside no other person.
func (x *Indexed) only(w string, l about) bool {
	return !slices.ContainsFunc(x.notes().labels[name], func(o about) bool {
		return !o.equal(l.item, name) && x.human(o) && stands(w, o.words)
	})
}

// human reports whether a name of a source reads as somebody's.
func (x *Indexed) human(l about) bool { return x.docs[l.source].person(l.item) }

// person reports whether a name reads as somebody's: a first name and a surname, or a lone word that is no other and that
// nothing is in, at or from.
func (d *doc) person(it *item) bool {
	for k := it.from; k < it.to; k++ {
		if t := d.tok(k); t.raw == "&" || k > it.from && streets[t.fold] != "" {
			return false
		}
	}
	if len(it.words) == 1 && d.tok(it.from).upper || d.everyday(d.tok(it.from)) || d.tok(it.from-1).capital || closing[d.tok(it.from-1).raw] != "" {
		return false
	}
	return len(it.words) > 1 || !it.unsureStart && !d.tok(it.from-1).is(whereabouts...) && d.tok(it.from-1).raw != "-"
}

var whereabouts = []string{"in", "at", "from", "near", "around", "of", "to", "the", "a", "en", "de", "du", "d", "'", "’", "la", "le", "les", "chez", "vers", "pour", "par"}

// cast returns the stems of the words with a meaning that stand next to a name, with at most one mark between.
func (d *doc) cast(it *item) []string {
	var out []string
	for _, step := range []int{-1, 1} {
		k := it.from - 1
		if step > 0 {
			k = it.to
		}
		marks := 0
		for n := 0; n < castReach && k >= 0 && k < len(d.tokens); n, k = n+1, k+step {
			t := d.tok(k)
			if t.shape == markShape && !t.is("'", "’", "-") {
				marks++
			}
			if marks > 1 || t.is(".", "!", "?", ";", "/", "+", "·", "|") || t.breaks && step > 0 || t.capital && !t.initial && t.content() {
				break
			}
			if t.content() {
				out = append(out, t.stem)
			}
			if t.breaks {
				break
			}
		}
	}
	return out
}
