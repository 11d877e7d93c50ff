package check

// direction is where a number goes, or when it is of: up or down, coming or past.
type direction int8

const (
	upward   direction = 1
	downward direction = -1
	coming   direction = 2
	past     direction = -2
)

// directionReach is how many words and marks on each side of a number may say where it goes.
const directionReach = 7

var directions = func() map[string]direction {
	m := map[string]direction{}
	for to, words := range map[direction][]string{
		upward: {
			"up", "grew", "grow", "grows", "growth", "rose", "rise", "rises", "rising", "increase", "increased", "climb", "climbed", "gain", "gained", "jumped", "higher",
			"progresse", "progression", "hausse", "augmente", "augmentation", "grimpe", "bondit", "croissance", "croit", "gagne", "grappille", "grappillent",
		},
		downward: {
			"down", "fell", "fall", "falls", "falling", "drop", "dropped", "decline", "declined", "decrease", "decreased", "shrank", "lower", "less", "fewer", "slipped", "off",
			"recule", "recul", "baisse", "baissent", "diminue", "diminution", "chute", "perd", "repli", "moins", "reduction", "remise",
		},
		coming: {"next", "prochain", "prochaine", "tomorrow", "demain"},
		past:   {"last", "dernier", "derniere", "passe", "passee", "previous", "precedent", "precedente", "yesterday", "hier"},
	} {
		for _, w := range words {
			m[w] = to
		}
	}
	return m
}()

// directionsOf returns the directions that stand in the clause of a figure.
func (d *doc) directionsOf(it *item) (to []direction) {
	switch {
	case it.unit == "%" && it.sign == '+':
		to = append(to, upward)
	case it.unit == "%" && it.sign == '-':
		to = append(to, downward)
	}
	for _, step := range []int{-1, 1} {
		k := it.from - 1
		if step > 0 {
			k = it.to
		}
		for n := 0; n < directionReach && k >= 0 && k < len(d.tokens); n, k = n+1, k+step {
			t := d.tok(k)
			if t.is(",", ":") && it.unit == "%" || t.is(";", ".", "(", ")", "!", "?", "/", "📈", "📉") || t.shape == numberShape || t.breaks && (step > 0 || n > 0) {
				break
			}
			if at := directions[t.fold]; at != 0 && (it.unit == "%" || at == coming || at == past) {
				to = append(to, at)
			}
		}
	}
	return to
}

// turnedRound reports figures that the sources have only going the other way, or of another time.
func (x *Indexed) turnedRound(d *doc, figures []*item) []Finding {
	var found []Finding
	for _, it := range figures {
		ours := d.directionsOf(it)
		if len(ours) != 1 || !d.affords(len(few(x.items[figure]))*agreeCost) {
			continue
		}
		l, ok := x.allAgainst(figure, it.equalSize, func(l located) bool {
			theirs := x.docs[l.source].directionsOf(l.item)
			return len(theirs) == 1 && theirs[0] == -ours[0]
		})
		if ok {
			at := x.at(l)
			found = append(found, at.on(d.finding(Contradiction, it.start, it.end, "negation", nil)))
		}
	}
	return found
}

// allAgainst returns the last claim of the sources that is meant, if all that are meant are against the text: one that is not is
// enough to carry it.
func (x *Indexed) allAgainst(s sort, meant func(*item) bool, against func(located) bool) (last located, ok bool) {
	for _, l := range few(x.items[s]) {
		switch {
		case !meant(l.item):
		case !against(l):
			return located{}, false
		default:
			last, ok = l, true
		}
	}
	return last, ok
}

// equalSize reports whether two figures are of one size, whatever their signs.
func (it *item) equalSize(other *item) bool {
	a, b := *it, *other
	a.sign, b.sign = 0, 0
	return a.meets(&b)
}
