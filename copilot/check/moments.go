package check

import (
	"slices"
	"strconv"
)

// dates reports days, months and weekdays that the sources do not name.
func (x *Indexed) dates(d *doc, items []item) []Finding {
	var found []Finding
	for _, it := range items {
		if !slices.ContainsFunc(it.days, x.dated) && !x.repeats(d, it) {
			found = append(found, x.absent(d, it, day))
		}
	}
	return found
}

// dated reports whether some source has the date, its year included if a year is claimed.
func (x *Indexed) dated(claimed date) bool {
	for _, s := range x.items[day] {
		if slices.ContainsFunc(s.days, func(known date) bool {
			return claimed.within(known) && (claimed.year == 0 || claimed.year == known.year || x.mentions(claimed.year))
		}) {
			return true
		}
	}
	return false
}

// mentions reports whether some source has the year, alone or in a date.
func (x *Indexed) mentions(year int) bool {
	return x.words[strconv.Itoa(year)] || slices.ContainsFunc(x.items[day], func(s located) bool {
		return slices.ContainsFunc(s.days, func(d date) bool { return d.year == year })
	})
}

// hours reports times of day that the sources do not name.
func (x *Indexed) hours(d *doc, items []item) []Finding {
	var found []Finding
	for _, it := range items {
		if !slices.ContainsFunc(it.values, x.timed) && !x.repeats(d, it) {
			found = append(found, x.absent(d, it, hour))
		}
	}
	return found
}

// timed reports whether some source has the time, as a time or as "17 heures".
func (x *Indexed) timed(minutes float64) bool {
	for _, s := range x.items[hour] {
		if s.means(minutes) {
			return true
		}
	}
	return slices.ContainsFunc(x.items[figure], func(s located) bool {
		return (s.unit == "hour" || s.unit == "") && (s.means(minutes/60) || minutes >= 720 && s.unit == "" && s.means(minutes/60-12))
	})
}

var absentCode = map[sort]string{figure: "number", day: "date", hour: "time"}

// absent reports a claim that no source makes; when a source says something else in the same words, it contradicts.
func (x *Indexed) absent(d *doc, it item, s sort) Finding {
	if twin, ok := x.twin(d, it, s); ok {
		at := x.at(twin)
		return at.on(d.finding(Contradiction, it.start, it.end, absentCode[s]+"_other", map[string]string{"other": at.text}))
	}
	return d.finding(Unsupported, it.start, it.end, absentCode[s]+"_absent", nil)
}
