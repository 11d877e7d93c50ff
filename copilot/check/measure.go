package check

import "github.com/brouillon/brouillon/copilot/text"

// measure is an amount in the unit of its kind that all others of the kind are counted in.
type measure struct {
	kind   string
	amount float64
}

// scales are how many of the kind's least unit a unit has: 48 hours are two days, 1.2 km are 1,200 m.
var scales = map[string]measure{
	"minute": {"time", 1}, "hour": {"time", 60}, "day": {"time", 1440}, "week": {"time", 7 * 1440},
	"month": {"months", 1}, "year": {"months", 12}, "decade": {"months", 120}, "century": {"months", 1200},
	"mm": {"length", 1}, "cm": {"length", 10}, "m": {"length", 1000}, "km": {"length", 1e6},
	"g": {"mass", 1}, "kg": {"mass", 1000}, "quintal": {"mass", 1e5}, "tonne": {"mass", 1e6},
	"ml": {"volume", 1}, "cl": {"volume", 10}, "l": {"volume", 1000}, "hl": {"volume", 1e5},
	"kw": {"power", 1}, "mw": {"power", 1000}, "gw": {"power", 1e6},
	"wh": {"energy", 1}, "kwh": {"energy", 1000}, "mwh": {"energy", 1e6}, "gwh": {"energy", 1e9},
	"m2": {"area", 1}, "ha": {"area", 1e4}, "km2": {"area", 1e6},
}

// measures returns the amounts that a claim may mean, if its unit has others beside it.
func (it *item) measures() []measure {
	scale, ok := scales[it.unit]
	if !ok {
		return nil
	}
	var out []measure
	for _, v := range it.values {
		out = append(out, measure{scale.kind, v * scale.amount})
	}
	return out
}

// inWeeks are the weeks that French counts in days, the first and the last among them: "huit jours" is one week, "quinze
// jours" two. Neither is seven days or fourteen.
var inWeeks = map[float64]float64{8: 1, 15: 2}

// weeks returns how many weeks a claim says, in weeks or, in French, in days.
func (d *doc) weeks(it *item) (measure, bool) {
	n := 0.0
	switch {
	case it.unit == "week":
		n = it.values[0]
	case it.unit == "day" && d.lang == text.French:
		n = inWeeks[it.values[0]]
	}
	return measure{"weeks", n}, n > 0
}

// learnAmounts notes what a figure of a source measures.
func (x *Indexed) learnAmounts(l located) {
	if m, ok := x.docs[l.source].weeks(l.item); ok {
		x.amounts[m] = true
	}
	for _, m := range l.measures() {
		x.amounts[m] = true
	}
}

// measured reports whether the sources have the amount of a claim, in whatever unit.
func (x *Indexed) measured(d *doc, it *item) bool {
	if m, ok := d.weeks(it); ok && x.amounts[m] {
		return true
	}
	for _, m := range it.measures() {
		if x.amounts[m] {
			return true
		}
	}
	return false
}
