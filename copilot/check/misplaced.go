package check

import "slices"

// In notes a claim stands beside what it is about: "le Mulet 3 490 €, Mulet Kids 3 890 €", "conductor Marta Olsson,
// director Clement Ravell". A text that puts one where the notes have another of its kind has exchanged the two,
// although it uses no word that the notes do not have.

// about is a claim of a source or text with the words that stand beside it.
type about struct {
	located
	words []string // stems of words with a meaning, and numbers
	line  [2]int   // the tokens of its line
}

// blockTokens is how far on each side of a claim its line is read.
const blockTokens = 60

// roles reports what a text that is written up from notes has in another role than they have it in.
func (x *Indexed) roles(d *doc, items [sorts][]*item, known []Finding) []Finding {
	d.changed = d.changes(items[figure])
	found := slices.Concat(x.exchanged(d), x.misquoted(d, items), x.sides(d, items), x.turnedRound(d, items[figure]), x.denied(d))
	return append(found, x.misplaced(d, items, slices.Concat(known, found))...)
}

// misplaced reports two claims of one kind that stand among each other's words, and a claim that stands among the words of
// another on its line of a source.
func (x *Indexed) misplaced(d *doc, items [sorts][]*item, known []Finding) []Finding {
	var found []Finding
	taken := spans(known)
	for _, s := range []sort{figure, day, hour, name} {
		ours := d.beside(items[s], s, -1)
		own := make([][]about, len(ours))
		for n := range ours {
			if !d.affords(len(x.notes().labels[s]) * agreeCost) {
				return found
			}
			own[n] = x.ownLabels(ours[n].item, s)
		}
		for n := range ours {
			if taken.meet(int(d.runeAt[ours[n].start]), int(d.runeAt[ours[n].end])) || len(own[n]) == 0 || d.vague(ours[n].item, s) {
				continue
			}
			other, ok := x.crossed(d, ours, own, n, s)
			if !ok {
				other, ok = x.sibling(ours, n, own[n], s)
			}
			if !ok && s == name {
				other, ok = x.miscast(d, ours, n, own[n])
			}
			if ok {
				at := x.at(other.located)
				found = append(found, at.on(d.finding(Contradiction, ours[n].start, ours[n].end, "misplaced", map[string]string{"other": at.text})))
			}
		}
	}
	return found
}

// ownLabels are the claims of the sources that are the claim.
func (x *Indexed) ownLabels(it *item, s sort) []about {
	var own []about
	for _, l := range x.notes().labels[s] {
		if it.equal(l.item, s) {
			own = append(own, l)
		}
	}
	return own
}

// crossedReach is how many words and marks lie at most between two claims that were exchanged.
const crossedReach = 40

// crossed returns the claim of the sources that claim n of the text was exchanged with.
func (x *Indexed) crossed(d *doc, ours []about, own [][]about, n int, s sort) (about, bool) {
	for k := range ours {
		near := ours[k].from-ours[n].from <= crossedReach && ours[n].from-ours[k].from <= crossedReach
		if k == n || !near || len(own[k]) == 0 || !ours[n].kindred(ours[k].item, s) || ours[n].equal(ours[k].item, s) || !d.affords(agreeCost*len(own[n])*len(own[k])) {
			continue
		}
		if d.vague(ours[k].item, s) || s == name && (x.human(own[n][0]) != x.human(own[k][0]) || listed(own[n], own[k])) {
			continue
		}
		mine, theirs := wordsBeside(own[n]), wordsBeside(own[k])
		a, aCross := told(ours[n].words, mine, theirs)
		b, bCross := told(ours[k].words, theirs, mine)
		if (aCross > 0 && bCross > 0 || a+b == 0 && x.telling(d, ours[n], own[n][0], own[k][0], s)) && aCross+bCross > a+b {
			return own[k][0], true
		}
	}
	return about{}, false
}

// telling reports whether words of one are enough to say that two claims were exchanged, where none speaks for their
// order: two people by their full names, or two amounts of one unit of which neither took the place of the other.
func (x *Indexed) telling(d *doc, it, own, other about, s sort) bool {
	if s == name {
		return len(own.words) > 0 && len(own.item.words) > 1 && len(other.item.words) > 1 && x.human(own) && x.human(other)
	}
	return s == figure && it.unit != "" && !slices.ContainsFunc(d.changed, func(c change) bool {
		return c.now == it.item || c.before == it.item
	})
}

// sibling returns the claim beside whose words the text puts another one of the same line.
func (x *Indexed) sibling(ours []about, n int, own []about, s sort) (about, bool) {
	if s != figure || len(own) > 1 || ours[n].unit == "" {
		return about{}, false
	}
	for _, l := range x.notes().labels[s] {
		if l.source != own[0].source || l.line != own[0].line || l.unit != ours[n].unit || own[0].equal(l.item, s) {
			continue
		}
		if slices.ContainsFunc(ours, func(o about) bool { return o.equal(l.item, s) }) {
			continue
		}
		if mine, theirs := told(ours[n].words, own[0].words, l.words); theirs > 0 && mine == 0 && len(own[0].words) > 0 {
			return l, true
		}
	}
	return about{}, false
}

// listed reports whether a source names two side by side: what is said of one may be said of both.
func listed(a, b []about) bool {
	return slices.ContainsFunc(a, func(l about) bool {
		return slices.ContainsFunc(b, func(o about) bool {
			return l.source == o.source && (o.from-l.to >= 0 && o.from-l.to < 2 || l.from-o.to >= 0 && l.from-o.to < 2)
		})
	})
}

func wordsBeside(list []about) []string {
	var all []string
	for _, l := range list {
		all = append(all, l.words...)
	}
	return all
}

// told counts the words that tell for one of two claims, and for the other.
func told(words, mine, theirs []string) (one, other int) {
	for _, w := range words {
		switch in, its := stands(w, theirs), stands(w, mine); {
		case in && !its:
			other++
		case its && !in:
			one++
		}
	}
	return one, other
}

// bare reports whether a number has neither a unit nor a thing that it counts.
func (it *item) bare() bool { return it.unit == "" && len(it.nouns) == 0 && !it.numbered }

// kindred reports whether two claims of a sort can take each other's place.
func (it *item) kindred(other *item, s sort) bool {
	if s != figure {
		return true
	}
	return it.unit == other.unit || it.money() && other.bare() || it.bare() && other.money()
}

// stands reports whether one of the words is w, or of its root or family.
func stands(w string, words []string) bool {
	return slices.ContainsFunc(words, func(o string) bool {
		if w == o {
			return true
		}
		if c := family()[w]; c != "" && c == family()[o] {
			return true
		}
		return len(w) >= rootLeast && len(o) >= rootLeast && rooted(w, o)
	})
}

// beside returns the claims of a sort, each with the words beside it.
func (d *doc) beside(items []*item, s sort, source int) []about {
	out := make([]about, 0, len(items))
	if s == name { // an ordinary word at the start of a sentence is no name that parts two
		items = slices.DeleteFunc(slices.Clone(items), func(it *item) bool { return d.vague(it, s) })
	}
	for n, it := range items {
		from, to := d.blockOf(it)
		line := [2]int{from, to}
		for k := n - 1; k >= 0 && items[k].to > from; k-- {
			if items[k].kindred(it, s) {
				_, from = d.parting(items[k].to, it.from)
			}
		}
		for k := n + 1; k < len(items) && items[k].from < to; k++ {
			if items[k].kindred(it, s) {
				to, _ = d.parting(it.to, items[k].from)
			}
		}
		out = append(out, about{located{it, source}, d.labels(from, to, it), line})
	}
	return out
}

// blockOf returns the tokens of the line or sentence of a claim, and of the question before it: "Rice? €3.60."
func (d *doc) blockOf(it *item) (from, to int) {
	from, to = it.from, it.to
	n := d.tokens[it.from].sentence
	for from > 0 && it.from-from < blockTokens && d.tokens[from-1].sentence == n && !d.tokens[from].breaks {
		from--
	}
	if from > 0 && d.tokens[from-1].raw == "?" && !d.tokens[from].breaks {
		n = d.tokens[from-1].sentence
		for from > 0 && it.from-from < blockTokens && d.tokens[from-1].sentence == n && !d.tokens[from].breaks {
			from--
		}
	}
	for to < len(d.tokens) && to-it.to < blockTokens && d.tokens[to].sentence == d.tokens[it.to-1].sentence && !d.tokens[to].breaks {
		to++
	}
	return from, to
}

// partings are the marks and words between what is about one claim and what is about the next, the strongest first.
var partings = [][]string{{".", "!", "?", "…"}, {";", "/", "|", "·", "•"}, {",", "("}, {"and", "et", "but", "mais", "+", "&", "or", "ou"}}

// parting returns where what is about one claim ends between two, and where what is about the next begins; without a
// mark, all between may be about either.
func (d *doc) parting(from, to int) (end, begin int) {
	for _, marks := range partings {
		end, begin = -1, -1
		for k := from; k < to; k++ {
			if d.tokens[k].is(marks...) && !d.tok(k+1).joined {
				if end < 0 {
					end = k
				}
				begin = k + 1
			}
		}
		if end >= 0 {
			return end, begin
		}
	}
	return to, from
}

// labels returns the stems of the words with a meaning and the numbers of some tokens, but for those of a claim.
func (d *doc) labels(from, to int, but *item) []string {
	var out []string
	for k := from; k < to; k++ {
		t := &d.tokens[k]
		switch {
		case k >= but.from && k < but.to:
		case t.content() && units[t.fold] == "":
			out = append(out, t.stem)
		case t.shape == numberShape || t.shape == clockShape:
			out = append(out, t.fold)
		}
	}
	return out
}

// notes are what roles are told from: claims with what stands beside them, and figures of which one took the place of the
// other.
type notes struct {
	labels  [sorts][]about
	changes []changed
}

// readNotes reads the sources as notes.
func (x *Indexed) readNotes() (n notes) {
	for source, items := range x.claimed {
		d := x.docs[source]
		for _, s := range []sort{figure, day, hour, name} {
			n.labels[s] = append(n.labels[s], d.beside(items[s], s, source)...)
		}
		for _, p := range d.changes(items[figure]) {
			n.changes = append(n.changes, changed{located{p.now, source}, located{p.before, source}})
		}
	}
	return n
}
