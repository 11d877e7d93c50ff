package check

import (
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot/text"
)

// Claims returns what of a draft the sources do not carry or contradict: numbers, amounts, dates, times, names, quotations,
// links, handles, superlatives and sentences that turn a source's statement round. Without any source only hard claims
// are reported: figures, dates, times, quotations and addresses.
func Claims(draft string, sources []Source) []Finding { return Index(sources).Claims(draft) }

// Claims is like the function Claims, with sources that were prepared once.
func (x *Indexed) Claims(draft string) []Finding { return tidy(x.claims(read(valid(draft)))) }

func (x *Indexed) claims(d *doc) []Finding {
	items := d.items()
	found := x.overruled(d, items[figure]) // before what is copied is left out: the brief may be, and wrong
	for s := range items {
		if s != int(quotation) {
			items[s] = slices.DeleteFunc(items[s], func(it *item) bool { return x.copied(d, it) })
		}
	}
	x.pounds(items[figure])
	items[figure] = x.ratios(d, items[figure])
	found = slices.Concat(
		found,
		x.figures(d, items[figure]),
		x.dates(d, items[day]),
		x.hours(d, items[hour]),
		x.quotes(d, items[quotation]),
		x.addresses(d, items[address]),
	)
	if x.empty {
		return found
	}
	found = append(found, x.names(d, items[name])...)
	if !x.foreign(d.lang) {
		found = append(found, x.boastful(d, items[superlative])...)
	}
	found = append(found, x.swaps(d, items, found)...)
	if x.written(d) && !x.foreign(d.lang) {
		found = append(found, x.roles(d, items, found)...)
	}
	return append(found, x.statements(d, found)...)
}

// copied reports whether the whole sentence of the claim is a source's: nothing to doubt there.
func (x *Indexed) copied(d *doc, it *item) bool {
	n := d.tokens[it.from].sentence
	return n < len(d.sentences) && d.tokens[it.to-1].sentence == n && x.copies(d, n)
}

// copies reports whether sentence n stands word for word in a source, alone or after the name of who says it there.
func (x *Indexed) copies(d *doc, n int) bool {
	if d.verbatim == nil {
		d.verbatim = make([]int8, len(d.sentences))
	}
	if d.verbatim[n] == 0 {
		d.verbatim[n] = -1
		if words := d.wordsOf(n); x.verbatim(words) || x.attributed(d, n, words) {
			d.verbatim[n] = 1
		}
	}
	return d.verbatim[n] > 0
}

// speakerMost is how many words a speaker's name has at most ("Client · Benoît R.: ").
const speakerMost = 5

// attributed reports whether a sentence such as "Marc Olivier: We won't." has its words from a source that begins with
// that name: a summary quotes a later sentence of a message like this.
func (x *Indexed) attributed(d *doc, n int, words []string) bool {
	name := 0
	for _, t := range d.in(n) {
		if t.raw == ":" {
			break
		}
		if t.heard() {
			name++
		}
	}
	if name == 0 || name > speakerMost || name >= len(words) {
		return false
	}
	speaker, said := " "+strings.Join(words[:name], " ")+" ", " "+strings.Join(words[name:], " ")+" "
	if !x.neighbours(words[name:]) || !d.affords(len(x.spoken)*5+x.size) {
		return false
	}
	return slices.ContainsFunc(x.spoken, func(s string) bool { return strings.HasPrefix(s, speaker) && strings.Contains(s, said) })
}

// wordsOf returns the folded words of sentence n, marks left out.
func (d *doc) wordsOf(n int) []string {
	var words []string
	for _, t := range d.in(n) {
		if t.heard() {
			words = append(words, t.fold)
		}
	}
	return words
}

// wordsIn returns the folded words of the bytes [start:end], marks left out.
func (d *doc) wordsIn(start, end int) []string {
	from, _ := slices.BinarySearchFunc(d.tokens, start, func(t token, at int) int { return t.start - at })
	var words []string
	for _, t := range d.tokens[from:] {
		if t.end > end {
			break
		}
		if t.heard() {
			words = append(words, t.fold)
		}
	}
	return words
}

// repeats reports whether a source has the claim letter for letter.
func (x *Indexed) repeats(d *doc, it *item) bool {
	var words []string
	for _, t := range d.tokens[it.from:it.to] {
		if t.heard() {
			words = append(words, t.fold)
		}
	}
	return x.verbatim(words)
}

// closest returns where a source shares most words with the given ones, and the share, 0 to 1.
func (x *Indexed) closest(d *doc, words []string) (place, float64) {
	if !d.affords(x.size * 20) {
		return place{}, 0
	}
	wanted := map[string]int{}
	for _, w := range words {
		wanted[w]++
	}
	best, at := 0, place{}
	for n, src := range x.docs {
		if score, from, to := src.window(wanted, len(words)); score > best {
			best = score
			at = place{id: x.sources[n].ID, excerpt: x.quoted(n, from, to)}
		}
	}
	return at, float64(best) / float64(max(1, len(words)))
}

// quoted returns the quotation of a source that has most of its tokens [from:to], the last included; in none, the sentence.
func (x *Indexed) quoted(source, from, to int) string {
	src := x.docs[source]
	for _, l := range x.items[quotation] {
		if shared := min(l.to-2, to) - max(l.from+1, from) + 1; l.source == source && 2*shared > to-from {
			said := src.text[src.tokens[l.from+1].start:src.tokens[l.to-2].end]
			return text.Cut(strings.Join(strings.Fields(said), " "), excerptRunes)
		}
	}
	first := src.tokens[from]
	return around(src.sentences[first.sentence], first.start, first.raw)
}

// again reports whether token i stands once more up to token last.
func (d *doc) again(i, last int) bool {
	return slices.ContainsFunc(d.tokens[i+1:last+1], func(t token) bool { return t.fold == d.tokens[i].fold })
}

// window slides over the tokens of d and returns the stretch with most of the wanted words, from the first to the last of
// them, and how many of them.
func (d *doc) window(wanted map[string]int, size int) (score, first, last int) {
	var spots []int
	have, hits := map[string]int{}, 0
	for i, t := range d.tokens {
		if t.shape == markShape {
			continue
		}
		spots = append(spots, i)
		if have[t.fold]++; have[t.fold] <= wanted[t.fold] {
			hits++
		}
		if len(spots) > size {
			gone := d.tokens[spots[0]].fold
			if have[gone]--; have[gone] < wanted[gone] {
				hits--
			}
			spots = spots[1:]
		}
		if hits > score {
			score, first, last = hits, spots[0], i
		}
	}
	for first < last && (wanted[d.tokens[first].fold] == 0 || d.again(first, last)) {
		first++
	}
	return score, first, last
}
