package check

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/brouillon/brouillon/copilot/text"
)

// dates reports days, months and weekdays that the sources do not name.
func (x *Indexed) dates(d *doc, items []*item) []Finding {
	var found []Finding
	for _, it := range items {
		if !slices.ContainsFunc(it.days, func(claimed date) bool { return x.saysDate(d, claimed) }) && !x.repeats(d, it) {
			found = append(found, x.absent(d, it, day))
		}
	}
	return found
}

// learnDate notes a date of a source under what a text may say of it: day and month, either, the weekday.
func (x *Indexed) learnDate(d date) {
	if slices.Contains(x.dated[date{day: d.day, month: d.month}], d) {
		return
	}
	keys := []date{{day: d.day, month: d.month}, {day: d.day}, {month: d.month}, {weekday: d.dayOfWeek()}}
	slices.SortFunc(keys, func(a, b date) int { return cmp.Or(a.day-b.day, a.month-b.month, a.weekday-b.weekday) })
	for _, k := range slices.Compact(keys) {
		x.dated[k] = append(x.dated[k], d)
	}
	if d.year > 0 {
		x.words[strconv.Itoa(d.year)] = true
	}
}

// saysDate reports whether some source has the date, its year included if a year is claimed.
func (x *Indexed) saysDate(d *doc, claimed date) bool {
	key := date{day: claimed.day, month: claimed.month}
	if key == (date{}) {
		key.weekday = claimed.weekday
	}
	list := x.dated[key]
	if !d.affords(10 * len(list)) {
		return true
	}
	return slices.ContainsFunc(list, func(known date) bool {
		return claimed.within(known) && (claimed.year == 0 || claimed.year == known.year || x.words[strconv.Itoa(claimed.year)])
	})
}

// hours reports times of day that the sources do not name.
func (x *Indexed) hours(d *doc, items []*item) []Finding {
	var found []Finding
	for _, it := range items {
		if !slices.ContainsFunc(it.values, func(minutes float64) bool { return x.timed[minutes] }) && !x.onTwelve(d, it) && !x.repeats(d, it) {
			found = append(found, x.absent(d, it, hour))
		}
	}
	return found
}

// learnHours notes the times that a number of a source may be: "17 heures", or a bare 17, which may be 5 pm as well.
func (x *Indexed) learnHours(v float64, unit string) {
	if unit != "hour" && unit != "" || v > 24 {
		return
	}
	x.timed[math.Round(v*60)] = true
	if whole, part := math.Modf(v); unit == "" && part > 0 && part < 0.6 { // "9.30"
		minutes := whole*60 + math.Round(part*100)
		x.timed[minutes], x.timed[minutes+720] = true, true
	}
	if unit == "" && v <= 12 {
		x.timed[math.Round(v*60)+720] = true
	}
}

// learnTwelve notes a time after noon that a source has on a clock of twelve hours ("8.30pm"): a text may leave out the half of
// the day, as no reader of it takes the other.
func (x *Indexed) learnTwelve(l located) {
	t := x.docs[l.source].tokens[l.from]
	minutes, ok := shortTime(t.raw)
	if t.shape == clockShape {
		minutes, ok = clockMinutes(t.raw), true
	}
	if ok && len(l.values) == 1 && l.values[0] == minutes+halfDay {
		x.twelve[minutes] = true
	}
}

// onTwelve reports whether an English time is one of the sources without the half of the day.
func (x *Indexed) onTwelve(d *doc, it *item) bool {
	return d.lang == text.English && it.to == it.from+1 && d.tokens[it.from].raw[0] != '0' && x.twelve[it.values[0]]
}

// halfDay is how many minutes a clock of twelve hours goes round in.
const halfDay = 12 * 60

var absentCode = map[sort]string{figure: "number", day: "date", hour: "time"}

// absent reports a claim that no source makes; when a source says something else in the same words, it contradicts.
func (x *Indexed) absent(d *doc, it *item, s sort) Finding {
	if twin, ok := x.twin(d, it, s); ok {
		at := x.at(twin)
		return at.on(d.finding(Contradiction, it.start, it.end, absentCode[s]+"_other", map[string]string{"other": at.text}))
	}
	return d.finding(Unsupported, it.start, it.end, absentCode[s]+"_absent", nil)
}
