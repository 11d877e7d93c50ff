package check

import (
	"math"
	"strconv"
	"strings"
)

// figure reads a number in digits or words with its multiplier, unit and what it counts.
func (r *reader) figure(i int) (item, bool) {
	d, it := r.d, item{from: i}
	switch t := d.tok(i); {
	case t.shape == numberShape:
		it.values, it.to = numberValues(t.raw), i+1
	case t.is("half", "demi", "quarter", "quart"):
		return d.partOfHour(i)
	case t.kin&numberKin != 0:
		v, next := d.spelled(i)
		if next == i {
			return item{}, false
		}
		it.values, it.to, it.spelled = []float64{v}, next, true
		if d.tok(next - 1).is("dozen") {
			it.values = append(it.values, v/12) // "4-dozen box"
		}
	default:
		return item{}, false
	}
	if len(it.values) == 0 { // hundreds of digits are no number
		return item{}, false
	}
	it.multiply(d)
	it.measure(d)
	it.signed(d)
	it.numbered = d.tok(it.from-1).is("°", "º", "no", "#", "x")
	it.nouns = d.counted(it.to)
	return it, true
}

// partOfHour reads "half an hour", "demi-heure", "quarter of an hour", "quart d'heure" as minutes.
func (d *doc) partOfHour(i int) (item, bool) {
	v, k := 30.0, i+1
	if d.tok(i).is("quarter", "quart") {
		v = 15
	}
	for d.tok(k).is("-", "d", "'", "’", "of", "an", "a") && k < i+4 {
		k++
	}
	if t := d.tok(k); t.breaks || units[t.fold] != "hour" || len(t.fold) < 4 {
		return item{}, false
	}
	return item{from: i, to: k + 1, values: []float64{v}, unit: "minute", spelled: true}, true
}

// ungrouped drops what groups digits.
var ungrouped = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u2009", "", "'", "", "’", "")

// numberValues returns what digits with separators may mean: "1.200" is 1200 or 1.2, "1 200" only 1200.
func numberValues(raw string) []float64 {
	clean := raw
	if len(raw) > digitsLen(raw) {
		clean = ungrouped.Replace(raw)
	}
	commas, dots := strings.Count(clean, ","), strings.Count(clean, ".")
	var forms []string
	switch {
	case commas > 0 && dots > 0:
		if strings.LastIndex(clean, ",") > strings.LastIndex(clean, ".") {
			forms = []string{strings.ReplaceAll(strings.ReplaceAll(clean, ".", ""), ",", ".")}
		} else {
			forms = []string{strings.ReplaceAll(clean, ",", "")}
		}
	case commas+dots > 1:
		forms = []string{strings.NewReplacer(",", "", ".", "").Replace(clean)}
	case commas+dots == 1:
		point := strings.ReplaceAll(clean, ",", ".")
		forms = []string{point}
		if whole, frac, _ := strings.Cut(point, "."); len(frac) == 3 && len(whole) <= 3 && whole != "0" {
			forms = append(forms, whole+frac)
		}
	default:
		forms = []string{clean}
	}
	var out []float64
	for _, f := range forms {
		if v, err := strconv.ParseFloat(f, 64); err == nil {
			out = append(out, v)
		}
	}
	return out
}

// spelledMost is how many words a number in words has at most; beyond, it is noise.
const spelledMost = 20

// spelled reads a number in words from token i and returns it with the first token after it; i itself if there is none.
// Lone articles ("un", "one") and lone round words ("hundreds", "cent") count nothing.
func (d *doc) spelled(i int) (float64, int) {
	total, group, k := 0.0, 0.0, i
	for ; k < len(d.tokens) && k < i+spelledMost; k++ {
		t := &d.tokens[k]
		if t.kin&numberKin == 0 && !t.is("zero", "-", "and", "et") {
			break
		}
		v, small := smallNumber[t.fold]
		m, big := multiplier[t.fold]
		switch {
		case t.shape == markShape && t.raw == "-" && t.joined && d.numeric(k+1) && k > i:
		case t.is("and", "et") && k > i && d.numeric(k+1) && d.tok(k-1).shape == wordShape && group >= 20:
		case small && v == 20 && group > 0 && math.Mod(group, 100) == 4: // quatre-vingt
			group += 76
		case small && group > 0 && !fits(group, v):
			return total + group, k
		case small:
			group += v
		case big && m < 1000 && (t.fold != "cents" || group > 0):
			group = max(group, 1) * m
		case big && m >= 1000 && len(t.fold) > 3:
			total += max(group, 1) * m
			group = 0
		default:
			return d.countable(i, k, total+group)
		}
	}
	return d.countable(i, k, total+group)
}

// fits reports whether a small number can follow in the same word group: "vingt cinq", "two hundred five".
func fits(group, v float64) bool {
	if v >= 100 {
		return false
	}
	rest := math.Mod(group, 100)
	return rest == 0 || v < 20 && (rest >= 20 && math.Mod(rest, 10) == 0 || rest == 10)
}

func (d *doc) numeric(i int) bool {
	t := d.tok(i)
	return t.kin&numberKin != 0 && !t.is("half", "quarter", "demi", "quart") || t.is("zero")
}

// countable refuses what is no number although it uses number words.
func (d *doc) countable(i, next int, v float64) (float64, int) {
	lone := next == i+1
	first := d.tok(i).fold
	switch {
	case v < 2, lone && d.tok(i).is("dozen", "douzaine", "neuf", "second", "seconde", "cents", "k", "mn", "md", "mds", "bn", "mio"):
		return 0, i
	case lone && multiplier[first] > 0 && strings.HasSuffix(first, "s"):
		return 0, i
	case lone && (first == "cent" && d.lang == "en" || first == "four" && d.lang == "fr"): // a coin, an oven
		return 0, i
	}
	return v, next
}

// multiply takes "k", "million", "Md" after digits.
func (it *item) multiply(d *doc) {
	if it.spelled {
		return
	}
	t := d.tok(it.to)
	m := multiplier[t.fold]
	money := d.tok(it.from-1).shape == markShape && units[d.tok(it.from-1).raw] != "" || units[d.tok(it.to+1).fold] == "€"
	switch {
	case t.shape != wordShape || t.breaks:
		return
	case t.fold == "m" && (money || t.raw == "M" && (t.joined || d.tok(it.to+1).is("d", "de"))):
		m = 1e6
	case t.fold == "b" && money:
		m = 1e9
	case m == 0 || m < 1000 && m != 100 && t.fold != "dozen" || t.is("cent", "cents"):
		return
	case len(t.fold) <= 2 && t.fold != "mn" && !t.joined && t.fold != "md" && !money:
		return
	}
	it.times = m
	for i := range it.values {
		it.values[i] = round(it.values[i] * m) // 2.3 million is 2300000, not a hair less
	}
	it.to++
}

// measure takes the unit on either side: "$25", "25 €", "40 per cent", "3 days"; and ordinals: "3rd", "2e".
func (it *item) measure(d *doc) {
	before := d.tok(it.from - 1)
	if u := units[before.fold]; u != "" && strings.Contains("€$£chf", u) && it.from > 0 {
		it.unit = u
		it.from--
	}
	t := d.tok(it.to)
	switch {
	case t.breaks:
	case t.joined && t.is("st", "nd", "rd", "th", "e", "er", "ere", "eme", "nde", "re"):
		it.ordinal = true
		it.to++
	case t.raw == "s" && t.joined && (before.raw == "-" || it.year()): // "the under-14s", "the 1990s"
		it.to++
	case t.is("pour", "per") && d.tok(it.to+1).is("cent"):
		it.unit, it.to = "%", it.to+2
	case it.unit == "" && units[t.fold] != "" && !(len(t.fold) == 1 && t.shape == wordShape && t.fold != "h" && (!unitLetter(t) || d.tok(it.to+1).is("'", "’"))):
		it.unit = units[t.fold]
		it.to++
		it.square(d)
	}
}

// square makes metres square metres where the next word says so, or the one before the unit.
func (it *item) square(d *doc) {
	if it.unit == "m" && d.tok(it.to).is("carre", "carres", "2", "²") {
		it.unit = "m2"
		it.to++
	}
}

// unitLetter accepts "5 m" and "5g" but not the start of an elided word ("5 m'a").
func unitLetter(t *token) bool {
	return t.joined || t.raw == "m" || t.raw == "g" || t.raw == "l" || t.raw == "t" || t.raw == "q"
}

// signed notes an explicit plus or minus before the number.
func (it *item) signed(d *doc) {
	before, t := d.tok(it.from-1), d.tok(it.from)
	if before.shape != markShape || !t.joined || before.joined && d.tok(it.from-2).raw != "(" {
		return
	}
	switch before.raw {
	case "+":
		it.sign = '+'
	case "-", "−", "–":
		it.sign = '-'
	}
}

// counted returns the stems of the words that say what the number before token i counts: up to three in a row.
func (d *doc) counted(i int) []string {
	var out []string
	for ; len(out) < 3; i++ {
		t := d.tok(i)
		switch {
		case t.shape != wordShape || t.breaks || d.numeric(i):
			return out
		case t.content():
			out = append(out, t.stem)
		case len(out) > 0 || !t.is("de", "d", "of", "the", "more", "new", "plus", "other", "autres"):
			return out
		}
	}
	return out
}
