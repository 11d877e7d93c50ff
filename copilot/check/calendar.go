package check

import (
	"cmp"
	"time"
)

// Short names of days are words of their own as well ("mon", "mer", "sam", "sun"): beside a number, a time or another
// day they are days, as in "sam 21 mars, 14h", "Fri-Sun", "ouvert mer/sam".

// certainDays are short names that are no other word; with a capital they need nothing beside.
var certainDays = map[string]bool{"tue": true, "tues": true, "thu": true, "thur": true, "thurs": true, "fri": true, "weds": true}

// shortDay reports whether token i is the short name of a day.
func (d *doc) shortDay(i int) bool {
	t := d.tok(i)
	switch {
	case certainDays[t.fold] && t.capital:
		return true
	case t.is("mon", "sun") && d.lang == "fr", t.is("sam", "dim", "mer", "mar", "ven", "jeu", "lun") && d.lang == "en" && !d.dayAfter(i):
		return false
	case t.is("mar"): // March, unless a month follows
		if _, k := d.dayNumber(i + 1); d.lang == "en" && d.month(k, true) == 0 {
			return false
		}
	}
	return d.dayAfter(i) || d.besideDay(i)
}

// dayAfter reports whether what follows token i is what follows the name of a day: its number, a time, a part of it.
func (d *doc) dayAfter(i int) bool {
	next := d.tok(i + 1)
	if next.raw == "." {
		next = d.tok(i + 2)
	}
	switch {
	case next.breaks || i+1 >= len(d.tokens):
		return false
	case next.shape == clockShape, next.shape == dateShape, next.is(":", "soir", "matin", "midi", "eve", "evening", "morning", "night", "am", "pm", "noon", "afternoon"):
		return true
	case next.shape == numberShape:
		return len(next.raw) <= 5 // a day, or a time: "Wed 8.30pm"
	}
	return false
}

// besideDay reports whether only a mark or a small word parts token i from the name of another day.
func (d *doc) besideDay(i int) bool {
	return d.tok(i+1).is(upTo...) && weekdays[d.tok(i+2).fold] != "" || d.tok(i-1).is(upTo...) && !d.tok(i).breaks && (weekdays[d.tok(i-2).fold] != "" || d.tok(i-1).raw != ",")
}

const (
	week    = 7    // how many days it has
	anyYear = 2001 // of dates without one; no leap year
)

// learnOpening notes the days that a source names without their names: those between the ends of a span, and
// those before and after a day on which something is closed ("closed Mondays": open from Tuesday to Sunday).
func (x *Indexed) learnOpening(d *doc, days []*item) {
	for n, it := range days {
		w := it.days[0].dayOfWeek()
		if w == 0 {
			continue
		}
		chained := n > 1 && d.spans(days[n-2].to, days[n-1].from) || n+1 < len(days) && d.spans(it.to, days[n+1].from) // "Wed-Sat-Sun": a list
		if n > 0 && d.spans(days[n-1].to, it.from) && !chained {
			for k := days[n-1].days[0].dayOfWeek(); k > 0 && k != w; k = k%week + 1 {
				x.learnDate(date{weekday: k})
			}
		}
		for k := it.from - 1; k >= it.from-4 && k >= 0 && !d.tok(k+1).breaks; k-- {
			if d.tok(k).is("sauf", "ferme", "fermee", "fermes", "closed", "hors", "except", "relache", "excluding", "excl") {
				x.learnDate(date{weekday: w%week + 1})
				x.learnDate(date{weekday: (w+week-2)%week + 1})
			}
		}
	}
}

// spans reports whether the tokens from and up to a second day say that the days between are meant too.
func (d *doc) spans(from, to int) bool {
	return to-from >= 1 && to-from <= 2 && d.tok(from).is("-", "–", "—", "to", "until", "through", "au", ">", "→")
}

// learnEve notes the day before a date that something has to come before: "before the 18th" is "until the 17th".
func (x *Indexed) learnEve(d *doc, it *item) {
	for k := it.from - 1; k >= it.from-2; k-- {
		if !d.tok(k).is("avant", "avt", "before") {
			continue
		}
		for _, when := range it.days {
			if when.day == 0 || when.month == 0 {
				continue
			}
			eve := time.Date(cmp.Or(when.year, anyYear), time.Month(when.month), when.day-1, 0, 0, 0, 0, time.UTC)
			known := date{day: eve.Day(), month: int(eve.Month()), year: when.year}
			if w := when.dayOfWeek(); w > 0 {
				known.weekday = (w+week-2)%week + 1
			}
			x.learnDate(known)
		}
	}
}
