package check

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
		if it.unit == "day" && (v == 15 || v == 8) { // "quinze jours", "huit jours": French for one week and two
			out = append(out, measure{scale.kind, (v - 1) * scale.amount})
		}
	}
	return out
}

// measured reports whether the sources have the amount of a claim, in whatever unit.
func (x *Indexed) measured(it *item) bool {
	for _, m := range it.measures() {
		if x.amounts[m] {
			return true
		}
	}
	return false
}
