package check

import (
	"math"
	"slices"
)

// A writer reckons a little with what the sources say: how much more, how much each, how long. The words beside the
// number say that it was reckoned, and only the numbers of one line of a source are reckoned with.

const (
	reckonReach = 5  // words and marks around a number that may say so
	lineMost    = 12 // figures of a line; beyond, it is a table, in which any number can be reckoned from two
)

var (
	differs = []string{"more", "less", "fewer", "longer", "shorter", "better", "higher", "lower", "up", "down", "extra", "plus", "moins", "mieux", "hausse", "baisse", "gagne", "perd"}
	amounts = []string{"soit", "makes", "ie", "chacun", "chacune", "each"}
	totals  = []string{"total", "totale", "totaux", "tout", "all", "altogether", "together", "ensemble"}
)

// reckoned reports whether a number that the sources do not have follows from two that they have on one line.
func (x *Indexed) reckoned(d *doc, it *item) bool {
	if it.year() && d.tok(it.from-1).is("before", "avant") && x.words[trimFloat(it.values[0]-1)] {
		return true // "before 2028": by the end of 2027
	}
	differ, amount, total := false, false, false
	for k := max(0, it.from-reckonReach); k < min(len(d.tokens), it.to+reckonReach); k++ {
		if k < it.from || k >= it.to {
			t := &d.tokens[k]
			differ, amount, total = differ || t.is(differs...), amount || t.is(amounts...), total || t.is(totals...)
		}
	}
	if !differ && !amount && !total {
		return false
	}
	return slices.ContainsFunc(x.lines, func(line []*item) bool {
		if len(line) > lineMost || !d.affords(len(line)*len(line)*agreeCost) {
			return false
		}
		for _, a := range line {
			for _, b := range line {
				if a != b && compatible(it, a, b) && (differ && it.means(round(a.values[0]-b.values[0])) || amount && it.quotes(a.values[0], b.values[0]) || total && it.means(round(a.values[0]+b.values[0]))) {
					return true
				}
			}
		}
		return false
	})
}

// quotes reports whether a number is one taken so many times, or shared out.
func (it *item) quotes(a, b float64) bool {
	return it.means(round(a*b)) || b != 0 && it.means(round(a/b))
}

// compatible reports whether a number may be reckoned from two others: none of the units is another than the rest.
func compatible(it, a, b *item) bool {
	unit := it.unit
	for _, other := range []*item{a, b} {
		switch {
		case other.unit == "" || other.unit == unit:
		case unit == "":
			unit = other.unit
		default:
			return false
		}
	}
	return true
}

func round(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// ratio reads "six bus sur dix", "one in five": the share in per cent of the figure that ends before token i of the
// whole whose number is at token i, and where the part begins.
func (d *doc) ratio(whole *item) (percent float64, part int) {
	k := whole.from - 1
	switch {
	case d.tok(k).is("sur", "in"):
	case d.tok(k).is("of") && d.tok(k-1).is("out"):
		k--
	default:
		return 0, 0
	}
	for n := k - 1; n >= k-3 && n >= 0 && d.tok(n).sentence == d.tok(k).sentence; n-- {
		v := 0.0
		switch t := d.tok(n); {
		case t.shape == numberShape:
			if all := numberValues(t.raw); len(all) > 0 {
				v = all[0]
			}
		case t.shape == wordShape:
			v = smallNumber[t.fold]
		}
		if v > 0 && v < whole.values[0] {
			return v / whole.values[0] * 100, n
		}
	}
	return 0, 0
}

// learnRatios notes the shares that a source gives as one number of another, and shares out those it gives in per cent.
func (x *Indexed) learnRatios(d *doc, figures []*item) {
	for _, it := range figures {
		if it.unit == "%" {
			x.percents = append(x.percents, it.values...)
		}
		if p, _ := d.ratio(it); p > 0 {
			x.percents = append(x.percents, p)
			x.shares[math.Round(p)] = true
		}
	}
}

// shared reports whether the sources have a share, as exactly as the text gives it: "four in ten" is any share nearer to
// four tenths than to three or five.
func (x *Indexed) shared(d *doc, percent, whole float64) bool {
	if !d.affords(len(x.percents)) {
		return true
	}
	return slices.ContainsFunc(x.percents, func(p float64) bool { return math.Abs(p-percent) <= 50/whole })
}

// ratios leaves out the figures that are one number of another, where the sources have the share.
func (x *Indexed) ratios(d *doc, figures []*item) []*item {
	gone := map[int]bool{}
	for _, it := range figures {
		if p, part := d.ratio(it); p > 0 && x.shared(d, p, it.values[0]) {
			gone[it.from], gone[part] = true, true
		}
	}
	return slices.DeleteFunc(figures, func(it *item) bool { return gone[it.from] || it.unit == "%" && x.shares[it.values[0]] })
}

// learnLines notes the figures of each line of a source, and what a line says once for several: in "€9.8m, 1.1 of it
// from residents" and "38 to 42k" all are thousands or millions.
func (x *Indexed) learnLines(d *doc, figures []*item) {
	var line []*item
	flush := func() {
		if len(line) > 1 { // one figure makes no other
			x.lines = append(x.lines, line)
		}
		for n, it := range line {
			if it.unit == "m" && d.tokens[it.to-1].joined && d.tokens[it.to-1].raw == "m" {
				it.values = append(it.values, it.values[0]*1e6) // "2m listens"
			}
			it.paid = slices.ContainsFunc(line, (*item).money)
			ranged := n+1 < len(line) && d.paired(it, line[n+1])
			switch {
			case it.unit != "" || it.times > 0:
			case ranged:
				it.unit = line[n+1].unit
			case n > 0 && len(it.nouns) == 0 && d.paired(line[n-1], it):
				it.unit = line[n-1].unit
			}
			part := len(it.nouns) == 0 || d.tok(it.from-1).is("dont", "which", "of", "vs", "contre", "incl", "including")
			if it.times > 1 || it.unit != "" && !it.money() || it.spelled || !part && !ranged {
				continue
			}
			for k, other := range line {
				if other.times > 1 && (other.money() || ranged && k == n+1) {
					it.values = append(it.values, it.values[0]*other.times)
				}
			}
		}
		line = nil
	}
	last := 0
	for _, it := range figures {
		for k := last; k <= it.from; k++ {
			if d.tokens[k].breaks {
				flush()
				break
			}
		}
		last = it.from + 1
		line = append(line, it)
	}
	flush()
}

// paired reports whether two figures stand side by side, so that one unit may be said of both.
func (d *doc) paired(a, b *item) bool {
	return b.from-a.to == 1 && d.tok(a.to).is("-", "–", "—", "to", "au", "à", "a", "and", "et", "or", "ou", "&", ">", "→")
}

// learnSpan notes how many days and nights lie between two dates of a source that say from when to when.
func (x *Indexed) learnSpan(d *doc, days []*item) {
	for n := 1; n < len(days); n++ {
		a, b := days[n-1].days[0], days[n].days[0]
		if !d.spans(days[n-1].to, days[n].from) || b.day <= a.day || b.month != a.month {
			continue
		}
		nights := float64(b.day - a.day)
		x.amounts[measure{"time", (nights + 1) * scales["day"].amount}] = true
		x.amounts[measure{"nights", nights}] = true
	}
}
