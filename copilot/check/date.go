package check

import (
	"strconv"
	"strings"
	"time"
)

// date is what a text says of a day; 0 where it says nothing. Weekday 1 is Monday.
type date struct{ day, month, year, weekday int }

// within reports whether everything d says agrees with what s says, and s says at least the day or month of it.
func (d date) within(s date) bool {
	if d.weekday > 0 && d.day == 0 && d.month == 0 {
		return d.weekday == s.dayOfWeek()
	}
	return said(d.day, s.day) && said(d.month, s.month) && (d.year == 0 || s.year == 0 || d.year == s.year) &&
		(d.weekday == 0 || s.dayOfWeek() == 0 || d.weekday == s.dayOfWeek())
}

func said(claimed, known int) bool { return claimed == 0 || claimed == known }

// dayOfWeek returns the weekday a date states, or that its day, month and year imply; 0 if neither.
func (d date) dayOfWeek() int {
	if d.weekday > 0 || d.day == 0 || d.month == 0 || d.year == 0 {
		return d.weekday
	}
	w := int(time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Weekday())
	return (w+6)%7 + 1
}

// date reads "12 March 2026", "Thursday, March 12th", "jeudi 12 mars", "12/03", "March 2026", "Thursday".
func (r *reader) date(i int) (item, bool) {
	d := r.d
	t := d.tok(i)
	if t.shape == dateShape {
		return item{from: i, to: i + 1, days: numericDates(t.raw)}, true
	}
	when, k, apart := date{}, i, false
	if w := d.weekday(i); w > 0 {
		when.weekday, k = w, i+1
		for d.tok(k).is(",", "the", "le", ".") && !d.tok(k).breaks {
			apart = apart || d.tok(k).is(",")
			k++
		}
	}
	if rest, next := d.dayAndMonth(k); next > k {
		rest.weekday = when.weekday
		return item{from: i, to: next, days: []date{rest}}, true
	}
	if t := d.tok(k); when.weekday > 0 && t.shape == dateShape {
		it := item{from: i, to: k + 1, days: numericDates(t.raw)}
		for n := range it.days {
			it.days[n].weekday = when.weekday
		}
		return it, true
	}
	if n, next := d.dayNumber(k); when.weekday > 0 && n > 0 && !apart && !d.measured(next) {
		when.day = n
		return item{from: i, to: next, days: []date{when}}, true
	}
	if when.weekday > 0 {
		return item{from: i, to: i + 1, days: []date{when}}, true
	}
	return item{}, false
}

// measured reports whether the number that ends before token i is a quantity or a time rather than a day.
func (d *doc) measured(i int) bool {
	t, next := d.tok(i), d.tok(i+1)
	if t.is("-", "–") && !t.breaks && (next.shape == clockShape || next.shape == numberShape) {
		return true // "Sat 10-19h", "Sun 11-5": hours; days would have their month
	}
	return !t.breaks && (units[t.fold] != "" || t.is("am", "pm", "a", "p", ":") && t.raw != "à" || t.content() && t.fold != "h" && strings.HasSuffix(t.fold, "s"))
}

// dayAndMonth reads a day with its month, or a month with its year, or a lone month, and the year after either.
func (d *doc) dayAndMonth(i int) (date, int) {
	if n, k := d.dayNumber(i); n > 0 {
		if d.tok(k).is("of", "de") {
			k++
		}
		if m := d.month(k, true); m > 0 {
			return d.withYear(date{day: n, month: m}, k+1)
		}
		if n2, k2 := d.rangeEnd(k); k2 > 0 { // "12-14 March", "du 12 au 14 mars": the first takes the month of the last
			if m := d.month(k2, true); m > 0 && n2 > 0 {
				return date{day: n, month: m}, k
			}
		}
		return date{}, i
	}
	m := d.month(i, false)
	if m == 0 {
		return date{}, i
	}
	k := i + 1
	if d.tok(k).is(".") && d.tok(k).joined && len(d.tok(i).fold) <= 4 {
		k++
	}
	if n, next := d.dayNumber(k); n > 0 && !d.tok(k).breaks && !d.isClock(next) {
		return d.withYear(date{day: n, month: m}, next)
	}
	when, next := d.withYear(date{month: m}, k)
	if when.year == 0 && !d.surelyMonth(i) {
		return date{}, i
	}
	return when, next
}

// isClock reports whether the number before token i was an hour: "March 5 pm" has no day.
func (d *doc) isClock(i int) bool { return d.tok(i).is("am", "pm") }

// rangeEnd reads the second number of "12-14" or "12 au 14" and returns it with the token after it, or 0, 0.
func (d *doc) rangeEnd(k int) (int, int) {
	for hops := 0; hops < 6 && (d.tok(k).is(upTo...) || weekdays[d.tok(k).fold] != ""); hops++ {
		if d.tok(k+1).shape == numberShape {
			n, next := d.dayNumber(k + 1)
			if d.month(next, true) > 0 {
				return n, next
			}
			k = next
			continue
		}
		k++
	}
	return 0, 0
}

// upTo are the marks and words between the first day and the last, or between one and the next.
var upTo = []string{"-", "–", "—", "to", "until", "through", "au", "and", "et", "&", "+", ",", "/", ">", "→"}

// dayNumber reads 1 to 31, with "st", "er" or the like.
func (d *doc) dayNumber(i int) (int, int) {
	t := d.tok(i)
	if t.shape != numberShape || len(t.raw) > 2 {
		return 0, i
	}
	n, err := strconv.Atoi(t.raw)
	if err != nil || n < 1 || n > 31 {
		return 0, i
	}
	if d.tok(i+1).joined && d.tok(i+1).is("st", "nd", "rd", "th", "er") {
		return n, i + 2
	}
	return n, i + 1
}

// month returns the month that token i names; next to a day number even "may" and "mar" are months.
func (d *doc) month(i int, afterDay bool) int {
	t := d.tok(i)
	if t.kin&dayKin == 0 || t.breaks && afterDay {
		return 0
	}
	m, _ := strconv.Atoi(months[t.fold])
	if m > 0 && !afterDay && len(t.fold) == 3 && !t.is("may", "mai") && d.tok(i+1).shape != numberShape && !d.tok(i+1).is(".") {
		return 0
	}
	return m
}

// surelyMonth tells the months from the words that look like them when no number stands by.
func (d *doc) surelyMonth(i int) bool {
	t := d.tok(i)
	switch t.fold {
	case "may", "march", "mar", "august":
		return t.capital && !t.initial && !t.upper && d.tok(i-1).is("in", "of", "by", "until", "since", "early", "late", "last", "next", "this", "mid", "from", "to", "and")
	case "mai", "mars", "avril", "juin", "juillet", "aout":
		return d.lang == "fr" && !t.initial || d.tok(i-1).is("en", "de", "d", "debut", "fin", "mi")
	}
	return len(t.fold) > 4 && (t.capital || d.lang == "fr")
}

// withYear takes a year after what was read up to token i.
func (d *doc) withYear(when date, i int) (date, int) {
	k := i
	for d.tok(k).is(",", "of") && k < i+2 || d.tok(k).is(".") && d.shortened(k-1) {
		k++
	}
	if y := d.year(k); y > 0 {
		when.year = y
		return when, k + 1
	}
	return when, i
}

// shortened reports whether token i is an abbreviated month, after which a full stop ends nothing.
func (d *doc) shortened(i int) bool {
	t := d.tok(i)
	return months[t.fold] != "" && len(t.fold) <= 5 && !t.is("march", "april", "may", "june", "july", "mars", "avril", "mai", "juin", "aout")
}

// year returns the year that token i is, or 0.
func (d *doc) year(i int) int {
	t := d.tok(i)
	if t.shape != numberShape || t.breaks || len(t.raw) != 4 {
		return 0
	}
	if y, err := strconv.Atoi(t.raw); err == nil && y >= 1500 && y <= 2199 {
		return y
	}
	return 0
}

// weekday returns the day of the week token i names, 1 for Monday, or 0. Short forms need a capital and their place.
func (d *doc) weekday(i int) int {
	t := d.tok(i)
	if t.kin&dayKin == 0 {
		return 0
	}
	w, _ := strconv.Atoi(weekdays[t.fold])
	if w > 0 && len(t.fold) < 5 && !d.shortDay(i) {
		return 0
	}
	return w
}

// numericDates returns what "03/04/2026" may mean; "2026-04-03" has one meaning.
func numericDates(raw string) []date {
	p := strings.FieldsFunc(raw, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	n := make([]int, 3)
	for i := range min(len(p), 3) {
		n[i], _ = strconv.Atoi(p[i])
	}
	if len(p[0]) == 4 {
		return []date{{day: n[2], month: n[1], year: n[0]}}
	}
	if n[2] > 0 && n[2] < 100 {
		n[2] += 2000
	}
	var out []date
	if n[1] >= 1 && n[1] <= 12 {
		out = append(out, date{day: n[0], month: n[1], year: n[2]})
	}
	if n[0] >= 1 && n[0] <= 12 && n[0] != n[1] {
		out = append(out, date{day: n[1], month: n[0], year: n[2]})
	}
	return out
}

// plausibleDate tells a date from a score, a fraction or an address written with the same signs.
func plausibleDate(raw string) bool {
	if raw == "24/7" || raw == "7/7" || raw == "24-7" {
		return false
	}
	for _, d := range numericDates(raw) {
		if d.day >= 1 && d.day <= 31 && d.month >= 1 && d.month <= 12 {
			return true
		}
	}
	return false
}
