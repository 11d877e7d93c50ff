package check

import "slices"

// speakerReach is how many words and marks stand at most between somebody's words and the name of who says them.
const speakerReach = 6

// misquoted reports whom a text has say what the sources have somebody else say: a name beside a quotation that stands
// word for word in a source, beside another name.
func (x *Indexed) misquoted(d *doc, items [sorts][]*item) []Finding {
	var found []Finding
	for _, q := range items[quotation] {
		for _, said := range x.items[quotation] {
			if !d.affords(agreeCost*len(x.notes().labels[name])) || !slices.Equal(q.words, said.words) {
				continue
			}
			theirs := x.speakers(said)
			for _, it := range items[name] {
				if len(theirs) == 0 || !d.says(it, q) || !d.person(it) || slices.ContainsFunc(theirs, func(l about) bool { return it.equal(l.item, name) }) || len(x.ownLabels(it, name)) == 0 {
					continue
				}
				at := x.at(theirs[0].located)
				found = append(found, at.on(d.finding(Contradiction, it.start, it.end, "misplaced", map[string]string{"other": at.text})))
			}
		}
	}
	return found
}

// speakers returns the people whom a source names beside a quotation.
func (x *Indexed) speakers(q located) []about {
	var all []about
	for _, l := range x.notes().labels[name] {
		if l.source == q.source && x.docs[q.source].says(l.item, q.item) && x.human(l) {
			all = append(all, l)
		}
	}
	return all
}

// says reports whether a name stands beside a quotation, with no end of a sentence or line between.
func (d *doc) says(it, q *item) bool {
	from, to := q.to, it.from
	if it.to <= q.from {
		from, to = it.to, q.from
	}
	if to < from || to-from > speakerReach || it.from > q.from && it.to < q.to {
		return false
	}
	for k := from; k <= to; k++ {
		if d.tok(k).breaks || k < to && d.tok(k).is(".", "!", "?") {
			return false
		}
	}
	return true
}
