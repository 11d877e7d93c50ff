package check

import (
	"math"
	"slices"
	"strings"
)

// figures reports numbers that are not in the sources, or that count something else there.
func (x *Indexed) figures(d *doc, items []*item) []Finding {
	var found []Finding
	for _, it := range items {
		if d.trivial(it) || x.repeatsUnit(it) || x.measured(d, it) {
			continue
		}
		equal := x.equals(d, it)
		if len(equal) == 0 {
			if f := x.absent(d, it, figure); !x.derived(d, it) && !x.reckoned(d, it) && (f.Kind == Contradiction || !it.loose()) {
				found = append(found, f)
			}
			continue
		}
		if f, ok := x.otherRole(d, it, equal); ok {
			found = append(found, f)
		}
	}
	return found
}

// pounds makes money of pounds where the sources pay in them.
func (x *Indexed) pounds(items []*item) {
	if slices.ContainsFunc(few(x.items[figure]), func(l located) bool { return l.unit == "£" }) {
		for _, it := range items {
			if it.unit == "lb" {
				it.unit = "£"
			}
		}
	}
}

// trivial leaves out what claims nothing: list numerals and the digit one.
func (d *doc) trivial(it *item) bool {
	t := d.tok(it.from)
	next := d.tok(it.to)
	numeral := it.from == 0 || t.breaks
	if numeral && it.unit == "" && it.values[0] <= 30 && next.joined && (next.is(".", ")", ":", "/") || !strings.ContainsAny(next.raw, ",-%") && next.shape == markShape) {
		return true
	}
	if it.unit == "" && it.values[0] <= 30 && d.labelled(it.from) {
		return true
	}
	if before := d.tok(it.from - 1); before.raw == "-" && before.joined && t.joined && d.tok(it.from-2).upper {
		return true // "COVID-19": part of a name
	}
	return it.values[0] <= 1 && it.unit == "" && !strings.ContainsAny(d.text[it.start:it.end], ".,")
}

// labelled reports whether the number at token i only says which step, option or passage is meant ("steps 7 and 8").
func (d *doc) labelled(i int) bool {
	if d.tok(i-2).shape == numberShape && d.tok(i-1).is("and", "or", "to", "et", "ou", "a", "-", "–", ",") {
		i -= 2
	}
	return d.tok(i - 1).is(labels...)
}

var labels = []string{"step", "steps", "passage", "passages", "option", "options", "etape", "etapes", "extrait", "extraits"}

// repeatsUnit lets "1 day" and "one hour" pass: they are ways to speak.
func (x *Indexed) repeatsUnit(it *item) bool { return it.values[0] == 1 && it.unit != "" && it.spelled }

// loose is a number that people count for themselves ("two speakers", "three ways"): only a contradiction counts.
func (it *item) loose() bool {
	return it.spelled && it.values[0] <= 3 && (it.unit == "" || it.unit == "person")
}

// equals returns the claims of the sources that have the number, whatever it counts there.
func (x *Indexed) equals(d *doc, it *item) []located {
	var out []located
	for _, v := range it.values {
		for _, s := range x.valued[v] {
			switch {
			case s.sort == figure && it.meets(s.item) && !(x.written(d) && it.otherThing(s.item)),
				s.sort == day && it.unit == "" && !(x.written(d) && it.counted(x)),
				s.sort == hour && (it.unit == "hour" || it.unit == "") && !(x.written(d) && it.counted(x)):
				out = append(out, s)
			}
		}
	}
	return out
}

// learnValues notes the numbers that a claim of a source has: its own, the day and year of a date, the hour of a time.
func (x *Indexed) learnValues(l located) {
	add := func(v float64) {
		if known := x.valued[v]; len(known) < 50 { // more places prove nothing more
			x.valued[v] = append(known, l)
		}
	}
	switch l.sort {
	case figure:
		for _, v := range l.values {
			add(v)
			x.learnHours(v, l.unit)
		}
		x.learnAmounts(l)
		if raw := x.docs[l.source].tokens[l.from].raw; len(raw) == 2 && l.unit == "" && (len(l.nouns) == 0 || x.docs[l.source].tok(l.from-1).is("-", "/", "–")) && l.values[0] >= yearLeast {
			x.words["20"+raw] = true // "season 26-27"
		}
	case hour:
		x.learnTwelve(l)
		for _, m := range l.values {
			x.timed[m] = true
			add(m / 60)
			add(m/60 - 12)
		}
	case day:
		if first, last := x.docs[l.source].tokens[l.from], x.docs[l.source].tokens[l.to-1]; months[first.fold] != "" && len(last.raw) == 2 && last.raw >= "20" {
			x.words["20"+last.raw] = true // "vs Sept 24"
		}
		for _, when := range l.days {
			add(float64(when.day))
			add(float64(when.year))
			x.learnDate(when)
		}
	}
}

// otherThing reports whether the bare number of a note cannot be the amount of the text: notes leave out what they mean
// only where it stands nearby.
func (it *item) otherThing(s *item) bool {
	_, scaled := scales[it.unit]
	switch {
	case it.unit == "" || it.unit == s.unit || it.unit == "year": // ages go without
		return false
	case it.unit == "day" && it.values[0] == week: // "7/7"
		return false
	case scaled, it.unit == "%":
		return s.ordinal || s.unit == ""
	case it.money():
		return !s.paid && !s.ordinal && s.values[0] <= 24 && s.values[0] == math.Trunc(s.values[0])
	}
	return false
}

// yearLeast is the least number that may be a year of this century without its first two digits.
const yearLeast = 20

// meets reports whether two numbers may be the same: one common value, no conflicting unit or sign.
func (it *item) meets(s *item) bool {
	if it.unit != s.unit && it.unit != "" && s.unit != "" && !(it.money() && s.money() && it.unit == s.unit) {
		return false
	}
	if it.sign != 0 && s.sign != 0 && it.sign != s.sign {
		return false
	}
	return slices.ContainsFunc(it.values, s.means)
}

func (it *item) money() bool { return it.unit != "" && strings.Contains("€$£chf", it.unit) }

func (it *item) means(v float64) bool {
	return slices.ContainsFunc(it.values, func(w float64) bool { return math.Abs(v-w) <= 1e-9*math.Max(math.Abs(v), 1) })
}

// derived reports whether the sources say the number in a way that is no number: "both", "half", "weekly".
func (x *Indexed) derived(d *doc, it *item) bool {
	for word, v := range saidWithout {
		if it.means(v) && x.words[word] {
			return true
		}
	}
	return len(it.values) > 0 && it.unit == "" && (x.codes[trimFloat(it.values[0])] || !(x.written(d) && it.counted(x))) && it.values[0] < 100000 && x.words[strings.TrimSpace(trimFloat(it.values[0]))]
}

var saidWithout = map[string]float64{
	"both": 2, "couple": 2, "twice": 2, "double": 2, "pair": 2, "duo": 2, "deuxieme": 2, "second": 2, "seconde": 2, "ii": 2, "biennial": 2,
	"triple": 3, "third": 3, "troisieme": 3, "trio": 3, "iii": 3, "fourth": 4, "quatrieme": 4, "iv": 4, "fifth": 5, "cinquieme": 5, "v": 5,
	"sixth": 6, "sixieme": 6, "vi": 6, "seventh": 7, "septieme": 7, "eighth": 8, "huitieme": 8, "ninth": 9, "neuvieme": 9, "tenth": 10, "dixieme": 10,
	"quarter": 25, "quart": 25, "half": 50, "moitie": 50, "demi": 50,
}

// otherRole reports a number that the sources know, of other things only.
func (x *Indexed) otherRole(d *doc, it *item, equal []located) (Finding, bool) {
	if len(it.nouns) == 0 || it.unit != "" || it.ordinal || it.year() {
		return Finding{}, false
	}
	if x.docs[equal[0].source].lang != d.lang {
		return Finding{}, false
	}
	for _, s := range equal {
		if x.sameRole(d, it, s) {
			return Finding{}, false
		}
	}
	if x.written(d) && !x.counts(it) {
		return Finding{}, false
	}
	noun := d.tok(it.to)
	at := x.at(equal[0])
	other := x.docs[equal[0].source].phrase(equal[0].item)
	f := d.finding(Contradiction, it.start, noun.end, "number_role", map[string]string{"other": other, "noun": noun.raw})
	return at.on(f), true
}

// counts reports whether the sources count what the claim counts, and so more or fewer of it: else the noun is the
// writer's word for what they call otherwise.
func (x *Indexed) counts(it *item) bool {
	return slices.ContainsFunc(few(x.items[figure]), func(l located) bool { return len(l.nouns) > 0 && l.nouns[0] == it.nouns[0] && !it.meets(l.item) })
}

// counted reports whether a number surely counts something, and is no day or hour: it is in words before a noun, or the
// sources count the noun.
func (it *item) counted(x *Indexed) bool {
	return it.unit == "" && len(it.nouns) > 0 && (it.spelled || x.counts(it))
}

// year reports whether the number may be a year, which counts nothing.
func (it *item) year() bool {
	v := it.values[0]
	return !it.spelled && v >= 1500 && v <= 2100 && v == math.Trunc(v)
}

// sameRole reports whether the number may count the same in the text as in the source: it counts nothing in particular
// in one of them, or one names in its sentence what the other counts.
func (x *Indexed) sameRole(d *doc, it *item, s located) bool {
	if s.sort != figure || len(s.nouns) == 0 || s.unit != "" {
		return true
	}
	src := x.docs[s.source]
	return shares(it.nouns[:1], src.near(s.from)) || shares(s.nouns[:1], d.near(it.from)) || related(it.nouns, s.nouns)
}

func shares(stems []string, tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.shape == wordShape && slices.Contains(stems, t.stem) })
}

// related reports whether two words are of one family: participants and players may be the same people.
func related(a, b []string) bool {
	for _, w := range a {
		for _, v := range b {
			if c := family()[w]; c != "" && c == family()[v] {
				return true
			}
		}
	}
	return false
}

// phrase returns a number of the source with the word that it counts.
func (d *doc) phrase(it *item) string {
	end := it.end
	if t := d.tok(it.to); len(it.nouns) > 0 && t.end > end {
		end = t.end
	}
	return d.text[it.start:end]
}
