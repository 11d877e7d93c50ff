package check

import (
	"slices"
	"sync"
)

// A brief may have a figure that the channel knows better: it says €79, and a fact "The Halo 2 costs €89". A text that repeats
// the brief is faithful to it, and wrong by the fact.

// selling are words that say that something is to be had or told, and not what.
var selling = sync.OnceValue(func() map[string]bool {
	return stemsOf(
		"cost", "costs", "price", "priced", "sell", "sold", "sale", "launch", "launches", "available", "new", "out", "now", "pay", "buy", "order", "arrives",
		"tell", "say", "announce", "post", "meet", "discover", "yours",
		"coûte", "prix", "tarif", "vente", "vendu", "lancement", "lance", "disponible", "nouveau", "nouvelle", "sort", "sortie", "arrive", "acheter", "commander", "dispo",
		"dire", "dis", "annonce", "annoncer", "rappel", "découvrez", "voici",
	)
})

// stemsOf returns the stems of words of either language.
func stemsOf(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[newForm(w, "en").stem], m[newForm(w, "fr").stem] = true, true
	}
	return m
}

// overruled reports figures that the brief has, of what a fact has another figure of.
func (x *Indexed) overruled(d *doc, figures []*item) []Finding {
	if !slices.ContainsFunc(x.sources, func(s Source) bool { return s.Fact }) {
		return nil
	}
	var found []Finding
	known, cost := few(x.items[figure]), len(few(x.items[figure]))*agreeCost
	for _, it := range figures {
		if d.trivial(it) || !d.affords(cost) {
			continue
		}
		brief, ok := x.briefed(it)
		if !ok {
			continue
		}
		for _, l := range known {
			if x.sources[l.source].Fact && it.counterpart(l.item) && d.affords(cost) && !x.granted(l, figures) && x.ofSame(d, it, brief, l) {
				at := x.at(l)
				found = append(found, at.on(d.finding(Contradiction, it.start, it.end, "fact_other", map[string]string{"other": at.text})))
				break
			}
		}
	}
	return found
}

// briefed returns where the brief has a figure, unless a fact has it as well.
func (x *Indexed) briefed(it *item) (at located, ok bool) {
	for _, l := range few(x.items[figure]) {
		if src := x.sources[l.source]; (src.Fact || src.ID == briefID) && it.meets(l.item) {
			if src.Fact {
				return located{}, false
			}
			at, ok = l, true
		}
	}
	return at, ok
}

// briefID is the ID of the source that is the brief.
const briefID = "brief"

// counterpart reports whether two figures measure or count one sort of thing, and differ.
func (it *item) counterpart(fact *item) bool {
	if it.meets(fact) || it.unit != fact.unit || it.ordinal || fact.ordinal {
		return false
	}
	return it.unit != "" || len(it.nouns) > 0 && len(fact.nouns) > 0 && it.nouns[0] == fact.nouns[0]
}

// granted reports whether the text or the brief has the figure of a fact as well: they know it, and say more than it.
func (x *Indexed) granted(fact located, figures []*item) bool {
	return slices.ContainsFunc(figures, fact.meets) || slices.ContainsFunc(few(x.items[figure]), func(l located) bool {
		return !x.sources[l.source].Fact && fact.meets(l.item) || l.source == fact.source && l.item != fact.item && l.unit == fact.unit
	})
}

// ofSame reports whether a figure of a text is of the same thing as that of a fact: the text has all that the fact says it is
// of, and neither it nor the brief says that it is of anything else.
func (x *Indexed) ofSame(d *doc, it *item, brief, fact located) bool {
	things := slices.DeleteFunc(x.docs[fact.source].clauseOf(fact.item), func(w string) bool { return selling()[w] })
	from, to := d.blockOf(it)
	ours := d.labels(from, to, it)
	if len(things) == 0 || slices.ContainsFunc(things, func(w string) bool { return !slices.Contains(ours, w) }) {
		return false
	}
	return !slices.ContainsFunc(slices.Concat(d.things(it), x.docs[brief.source].things(brief.item)), func(w string) bool {
		return !slices.Contains(things, w) && !selling()[w]
	})
}

// things returns the stems of what the clause of a figure names, but for days and times.
func (d *doc) things(it *item) []string {
	from, to := d.clause(it)
	var out []string
	for k := from; k < to; k++ {
		if t := &d.tokens[k]; t.content() && t.kin&(dayKin|numberKin) == 0 && units[t.fold] == "" && (k < it.from || k >= it.to) {
			out = append(out, t.stem)
		}
	}
	return out
}
