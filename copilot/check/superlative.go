package check

import "strings"

var boasts = table("boasts")

// superlatives reads strong claims: "the best", "n° 1", "le plus grand", "world-leading".
func (d *doc) superlatives() []*item {
	var out []*item
	for i := range d.tokens {
		if found, ok := d.boast(i); ok {
			it := new(item)
			*it = found
			it.sort = superlative
			it.start, it.end = d.tokens[it.from].start, d.tokens[it.to-1].end
			out = append(out, it)
		}
	}
	return out
}

// boast reads one strong claim at token i. Its key is the class of the boast, so that "biggest" backs "largest".
func (d *doc) boast(i int) (item, bool) {
	t, next := d.tok(i), d.tok(i+1)
	if t.kin&boastKin == 0 && t.raw != "#" && t.raw != "#1" {
		return item{}, false
	}
	before := d.tok(i - 1)
	switch {
	case t.is("no", "n", "numero", "number", "#", "nr") && d.rankOne(i) > 0:
		return item{from: i, to: d.rankOne(i), key: "leading"}, true
	case t.raw == "#1":
		return item{from: i, to: i + 1, key: "leading"}, true
	case t.shape != wordShape:
		return item{}, false
	case t.is("plus") && before.is("le", "la", "les") && next.content() && !next.is("probable", "probables", "recent", "recente", "courant", "courante"):
		return item{from: i - 1, to: i + 2, key: most(next)}, true
	case t.is("most", "least") && before.is("the", "s") && next.content() && !next.is("likely", "recent", "common"):
		return item{from: i, to: i + 2, key: most(next)}, true
	case t.is("only", "seul", "seule", "seuls", "seules") && before.is("the", "le", "la", "les") && d.tok(i-2).raw != "à":
		return item{from: i, to: i + 1, key: "only"}, true
	case t.is("first", "premier", "premiere") && d.firstOf(i):
		return item{from: i, to: i + 1, key: "first"}, true
	case t.is("top") && next.is("menu", "bar", "left", "right", "corner", "row", "layer", "shelf", "floor", "half", "part", "button", "priority"):
		return item{}, false
	case t.is("leading", "top") && !(next.content() && !next.breaks && (t.fold == "leading" || before.stop)):
		return item{}, false
	case t.is("best") && next.is("way", "ways", "time", "times", "practice", "practices", "to", "for", "friend", "friends", "wishes", "known", "suited", "when", "if") || t.is("best") && before.is("work", "works", "worked"):
		return item{}, false
	case boasts[t.fold] != "":
		return item{from: i, to: i + 1, key: boasts[t.fold]}, true
	}
	return item{}, false
}

// most is the class of "most x" and "le plus x".
func most(t *token) string {
	if c := boasts["plus "+t.fold]; c != "" {
		return c
	}
	return "most " + t.stem
}

// firstOf reports whether "first" at token i is a claim ("the world's first", "la première plateforme") rather than an
// order ("First, ...", "the first step", "at first").
func (d *doc) firstOf(i int) bool {
	before, next := d.tok(i-1), d.tok(i+1)
	if next.is("ever", "of", "worldwide", "au", "en") && before.is("the", "s", "le", "la") {
		return true
	}
	return before.is("s") || before.is("the", "le", "la") && next.content() && !next.is(ordinals...) && d.tok(i+2).is("to", "of", "in", "that", "a", "au", "de", "du", "en", "qui") && d.tok(i+2).raw != "a" || before.is("the") && next.content() && !next.is(ordinals...) && d.tok(i+2).raw == "a"
}

var ordinals = []string{
	"step", "time", "day", "half", "quarter", "week", "month", "year", "part", "thing", "place", "name", "aid", "edition", "floor", "date", "passage",
	"etape", "fois", "jour", "moitie", "trimestre", "semaine", "mois", "annee", "partie", "chose", "etage", "pas", "point", "round", "tour",
}

// rankOne returns the token after "no. 1", "number one", "n° 1" at token i, or 0.
func (d *doc) rankOne(i int) int {
	k := i + 1
	for k < i+3 && d.tok(k).is(".", "°", "º") {
		k++
	}
	if t := d.tok(k); t.is("1", "one", "un", "uno") && (d.tok(i).fold != "no" || k > i+1 || t.raw == "1") && d.tok(i).fold != "n" || t.raw == "1" && k > i+1 {
		return k + 1
	}
	return 0
}

// boastful reports strong claims that the sources do not make.
func (x *Indexed) boastful(d *doc, items []*item) []Finding {
	var found []Finding
	for _, it := range items {
		if x.keys["boast "+it.key] || x.repeats(d, it) || strings.HasPrefix(it.key, "most ") && (!x.strict(it) || x.written(d) && x.tops) {
			continue
		}
		found = append(found, d.finding(Unsupported, it.start, it.end, "superlative_absent", nil))
	}
	return found
}

// strict reports whether "most x" is worth a remark: not when the sources call it x in some way.
func (x *Indexed) strict(it *item) bool { return !x.stems[strings.TrimPrefix(it.key, "most ")] }
