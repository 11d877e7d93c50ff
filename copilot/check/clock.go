package check

import (
	"strconv"
	"strings"
)

// clock reads "5 pm", "17:00", "17h", "17h30", "5.30 p.m.", "17 heures", noon and midnight as minutes since midnight.
func (r *reader) clock(i int) (item, bool) {
	d := r.d
	t := d.tok(i)
	switch {
	case t.is("noon", "midi"):
		return item{from: i, to: i + 1, values: []float64{720}}, t.fold != "midi" || !d.tok(i-1).is("apres", "-")
	case t.is("midnight", "minuit"):
		return item{from: i, to: i + 1, values: []float64{0, 1440}}, true
	case t.is("half", "quarter"):
		return d.spokenTime(i)
	case t.shape == clockShape:
		return d.afterNoon(item{from: i, to: i + 1}, clockMinutes(t.raw)), true
	case t.shape == numberShape && len(t.raw) <= 5:
		minutes, ok := shortTime(t.raw)
		if !ok {
			return item{}, false
		}
		it := item{from: i, to: i + 1}
		if half := d.half(i + 1); half != "" {
			return d.afterNoon(it, minutes), true
		}
		if next := d.tok(i + 1); next.is("-", "–", "to", "à", "a") && d.tok(i+2).shape == clockShape && !next.breaks { // "12-20h"
			it.values = []float64{minutes}
			return it, true
		}
		if next := d.tok(i + 1); next.is("-", "–", "to", "and") && d.half(i+3) != "" { // "5-7 pm"
			end, _ := d.meridiem(i+3, minutes)
			it.values = end
			return it, true
		}
	}
	return item{}, false
}

// spokenTime reads "half past six", "half five", "quarter to four", which may be in the morning or not.
func (d *doc) spokenTime(i int) (item, bool) {
	minutes, k := 30.0, i+1
	if d.tok(i).is("quarter") {
		minutes = 15
	}
	switch t := d.tok(k); {
	case t.is("past"):
		k++
	case t.is("to") && minutes == 15:
		minutes = -15
		k++
	case minutes == 15:
		return item{}, false
	}
	hour := smallNumber[d.tok(k).fold]
	if n, _ := d.dayNumber(k); n > 0 {
		hour = float64(n)
	}
	if hour < 1 || hour > 12 || k == i+1 && (d.numeric(k+1) || d.tok(k+1).content() && !d.tok(k+1).breaks) {
		return item{}, false
	}
	at := hour*60 + minutes
	return item{from: i, to: k + 1, values: []float64{at, at + 720}}, true
}

// clockMinutes reads digits around ":" or "h".
func clockMinutes(raw string) float64 {
	p := strings.FieldsFunc(strings.ToLower(raw), func(r rune) bool { return r < '0' || r > '9' })
	h, _ := strconv.Atoi(p[0])
	m := 0
	if len(p) > 1 {
		m, _ = strconv.Atoi(p[1])
	}
	return float64(h*60 + m)
}

// shortTime reads "5" or "5.30" as minutes.
func shortTime(raw string) (float64, bool) {
	h, m, _ := strings.Cut(raw, ".")
	hours, err := strconv.Atoi(h)
	if err != nil || hours > 24 {
		return 0, false
	}
	minutes := 0
	if m != "" {
		if minutes, err = strconv.Atoi(m); err != nil || minutes > 59 || len(m) != 2 {
			return 0, false
		}
	}
	return float64(hours*60 + minutes), true
}

// half returns "am" or "pm" if tokens from i on say so.
func (d *doc) half(i int) string {
	t := d.tok(i)
	switch {
	case t.breaks:
	case t.is("am", "pm"):
		return t.fold
	case t.is("a", "p") && d.tok(i+1).raw == "." && d.tok(i+2).is("m"):
		return t.fold + "m"
	case t.is("o") && d.tok(i+2).is("clock"):
		return "clock"
	}
	return ""
}

// meridiem returns what minutes may mean given what follows at token i, and the token after that.
func (d *doc) meridiem(i int, minutes float64) ([]float64, int) {
	twelve := minutes >= 720 && minutes < 780
	switch h := d.half(i); {
	case h == "":
		return []float64{minutes}, i
	case h == "clock":
		return []float64{minutes, minutes + 720}, i + 3
	case h == "pm" && minutes < 720:
		minutes += 720
	case h == "am" && twelve:
		minutes -= 720
	}
	if d.tok(i).is("am", "pm") {
		return []float64{minutes}, i + 1
	}
	next := i + 3
	if d.tok(next).raw == "." && d.tok(next).joined && d.tok(next+1).shape == wordShape && !d.tok(next+1).initial {
		next++
	}
	return []float64{minutes}, next
}

func (d *doc) afterNoon(it item, minutes float64) item {
	it.values, it.to = d.meridiem(it.to, minutes)
	return it
}
