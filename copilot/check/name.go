package check

import (
	"slices"
	"strings"
)

// nameMost is how many words a name may have: beyond, it is a title or noise, and is read as several.
const nameMost = 8

// name reads a run of capitalized words, linked by hyphens or small words ("Tour de France", "Marks & Co").
func (r *reader) name(i int) (item, bool) {
	d := r.d
	if !d.namelike(i) {
		return item{}, false
	}
	it := item{from: i, to: i + 1, words: []string{d.tok(i).fold}, unsureStart: d.tok(i).initial}
	for {
		next := d.linked(it.to)
		if next < 0 || len(it.words) == nameMost || !r.free(next) || !d.namelike(next) {
			return it, true
		}
		if t := d.tok(it.from); len(it.words) == 1 && t.initial && next == it.from+1 && d.everyday(t) {
			// "Meet Jean Dupont": the verb is no part of the name
			it = item{from: next, words: it.words[:0], unsureStart: d.tok(next).initial}
		}
		it.words = append(it.words, d.tok(next).fold)
		it.to = next + 1
	}
}

// namelike reports whether token i looks like (part of) a proper name.
func (d *doc) namelike(i int) bool { return d.tok(i).kin&nameKin != 0 }

// linked returns the token at which a name that stands before token i may go on, or -1.
func (d *doc) linked(i int) int {
	t := d.tok(i)
	switch {
	case t.breaks || i >= len(d.tokens):
		return -1
	case t.shape == wordShape && t.capital:
		return i
	case t.raw == "-" && t.joined && d.tok(i+1).joined, t.raw == "&":
		return i + 1
	case t.is("d", "l", "o") && !t.joined && d.tok(i+1).is("'", "’"):
		return i + 2
	case t.is("de", "du", "des", "la", "of", "van", "von"):
		if d.tok(i+1).is("la", "l", "the", "der", "den") {
			return i + 2
		}
		return i + 1
	}
	return -1
}

// names reports the names of the text that no source knows, and those put together from two.
func (x *Indexed) names(d *doc, items []*item) []Finding {
	var found []Finding
	for _, it := range items {
		if x.repeats(d, it) {
			continue
		}
		if f, ok := x.unknownName(d, it); ok {
			found = append(found, f)
		} else if f, ok := x.mixedName(d, it); ok {
			found = append(found, f)
		}
	}
	return found
}

// unknownName reports a name of which a word is not in the sources.
func (x *Indexed) unknownName(d *doc, it *item) (Finding, bool) {
	if x.expands(it.words) {
		return Finding{}, false
	}
	for i := it.from; i < it.to; i++ {
		t := d.tok(i)
		if t.shape != wordShape || !d.namelike(i) || x.knows(d, t) || d.ordinary(i) || x.translated(d, t) || it.to-it.from > 1 && (slices.Contains(titles, t.fold) || jobs[t.fold]) {
			continue
		}
		code, args, at := "name_absent", map[string]string{}, place{}
		if whole, ok := x.sharing(d, it); ok {
			code, at = "name_other", whole
			args["other"] = whole.text
		}
		f := d.finding(Unsupported, it.start, it.end, code, args)
		if code == "name_other" {
			f.Kind = Contradiction
		}
		return at.on(f), true
	}
	return Finding{}, false
}

// translated reports whether a word of a name may be a source's word in the other language ("World Cycling Day",
// "Journée mondiale du vélo").
func (x *Indexed) translated(d *doc, t *token) bool { return d.everyday(t) && x.foreign(d.lang) }

// ordinary reports whether the capital of token i says nothing: the word is an everyday word at the start of its
// sentence, or one written large.
func (d *doc) ordinary(i int) bool {
	t := d.tok(i)
	plain := d.everyday(t)
	switch {
	case t.upper:
		return plain
	case !t.initial:
		return d.lower[t.fold]
	}
	next := d.tok(i + 1)
	if next.is(".", "!", "?", "…", ",") && d.tok(i-1).is(".", "!", "?", "…", "") && (next.raw != "," || d.lists(i+1)) {
		return true // "The bug? Squashed.", "Stubborn, strong, ..."
	}
	if next.is(prepositions...) && !next.breaks {
		return true // "Holders of our card": whoever does something is named before a verb
	}
	return plain || d.lower[t.fold] || !next.breaks && next.is(determiners...) || d.tok(i+1).is("'", "’") && len(t.raw) == 1
}

// lists reports whether the comma at token i is followed by a word in lower case that is no small word: more of a list
// rather than words about a name.
func (d *doc) lists(i int) bool {
	next, after := d.tok(i+1), d.tok(i+2)
	return next.content() && !next.capital && after.is(",", ":", "and", "et", ".", "!")
}

var prepositions = []string{"of", "with", "without", "for", "on", "de", "d", "aux", "sans", "avec", "pour", "sur"}

var determiners = []string{
	"the", "a", "an", "your", "our", "my", "their", "his", "her", "its", "this", "that", "these", "those", "us", "up", "out", "to", "into", "along", "off", "over", "back", "around",
	"le", "la", "les", "un", "une", "des", "du", "vos", "nos", "votre", "notre", "mes", "ses", "leur", "leurs", "ce", "cette", "ces",
}

// everyday reports whether a word is known to the language in lower case.
func (d *doc) everyday(t *token) bool {
	if t.shape != wordShape || t.form == beyond.form {
		return d.plainly(t)
	}
	switch t.plain.Load() {
	case 1:
		return true
	case -1:
		return false
	}
	plain := d.plainly(t)
	if plain {
		t.plain.Store(1)
	} else {
		t.plain.Store(-1)
	}
	return plain
}

// plainly is everyday, asked for the first time.
func (d *doc) plainly(t *token) bool {
	if t.stop || common()[t.fold] || commonStems()[d.lang][t.stem] || smallNumber[t.fold] > 0 || multiplier[t.fold] > 0 {
		return true
	}
	if len(t.fold) < 6 {
		return false
	}
	for _, suffix := range suffixes {
		if strings.HasSuffix(t.fold, suffix) {
			return true
		}
	}
	return false
}

// suffixes are endings that proper names rarely have.
var suffixes = []string{
	"ing", "ings", "ed", "ly", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ity", "ities", "able", "ible", "ables", "ful", "less",
	"ous", "ive", "ives", "ance", "ence", "ances", "ite", "ites", "eux", "euse", "euses", "ique", "iques", "ez", "ons", "aire", "aires", "age", "ages",
	"isme", "iste", "istes", "ism", "ize", "ise", "iser", "ifier", "ify", "ical", "ally",
}

// knows reports whether some source uses the word, in this or a related form.
func (x *Indexed) knows(d *doc, t *token) bool {
	if x.words[t.fold] || x.stems[t.stem] || x.words[strings.TrimSuffix(t.fold, "s")] || x.words[t.fold+"s"] {
		return true
	}
	if c := countryOf(t.fold); c != "" && x.countries[c] || x.streets[streets[t.fold]] || x.demonym(t.fold) {
		return true
	}
	if (t.upper || t.initial) && len(t.fold) > rootLeast && x.derives(d, t.stem) {
		return true
	}
	return (t.upper || t.fold == "yoy") && (x.initials()[t.fold] || x.quarter(t.fold)) || len(t.fold) > 4 && d.affords(x.size) && strings.Contains(x.squeezed, t.fold)
}

// expands reports whether the words spell out an acronym of the sources.
func (x *Indexed) expands(words []string) bool {
	if len(words) < 2 {
		return false
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w[:1])
	}
	if a := b.String(); x.uppers[a] || len(a) > 2 && x.words[a+"s"] {
		return true
	}
	c := countries[strings.Join(words, " ")]
	return c != "" && x.countries[c]
}

// mixedName reports a name made of a first name and a surname that the sources only give to different people.
func (x *Indexed) mixedName(d *doc, it *item) (Finding, bool) {
	for i := 1; i < len(it.words); i++ {
		a, b := it.words[i-1], it.words[i]
		if x.heard.has(a, b) || x.followed[a] == "" || x.preceded[b] == "" || x.alone[a] || x.alone[b] {
			continue
		}
		other := x.followed[a]
		at := x.at(x.named[other])
		f := d.finding(Contradiction, it.start, it.end, "name_other", map[string]string{"other": at.text})
		return at.on(f), true
	}
	return Finding{}, false
}

// quarter reports whether "Q3" or "T3" is the third quarter that a source speaks of.
func (x *Indexed) quarter(f string) bool {
	if len(f) != 2 || f[0] != 'q' && f[0] != 't' || !x.words["quarter"] && !x.words["trimestre"] && !x.words["q"+f[1:]] && !x.words["t"+f[1:]] {
		return false
	}
	for word, n := range map[string]byte{
		"first": '1', "premier": '1', "second": '2', "deuxieme": '2', "third": '3', "troisieme": '3', "fourth": '4', "quatrieme": '4', f[1:]: f[1], "q" + f[1:]: f[1],
		"t" + f[1:]: f[1],
	} {
		if n == f[1] && x.words[word] {
			return true
		}
	}
	return false
}
