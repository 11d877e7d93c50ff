package network

import (
	"iter"
	"slices"
)

// piece is a stretch of a text. units is what the network counts for it
// whatever its length, or -1 if it is plain text.
type piece struct {
	text  string
	units int
}

// pieces divides text into plain stretches and the links and names that the
// network counts in its own way. Put together again, they are text.
func (n Network) pieces(text string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		rest, pos := text, 0 // pos is the offset of rest in runes
		for _, s := range n.specials(text) {
			start := byteOffset(rest, s.Start-pos)
			end := start + byteOffset(rest[start:], s.End-s.Start)
			if start > 0 && !yield(piece{rest[:start], -1}) {
				return
			}
			if !yield(piece{rest[start:end], s.units}) {
				return
			}
			rest, pos = rest[end:], s.End
		}
		if rest != "" {
			yield(piece{rest, -1})
		}
	}
}

// byteOffset returns where rune number runes of text starts.
func byteOffset(text string, runes int) int {
	for i := range text {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(text)
}

// special is a span that counts units.
type special struct {
	Span
	units int
}

// specials returns what in text does not count as it is written, in order.
func (n Network) specials(text string) []special {
	if n.LinkUnits == 0 && !n.ShortMentions {
		return nil
	}
	var out []special
	r := []rune(text)
	if n.LinkUnits > 0 {
		for _, l := range links(r, n.SchemeOnly) {
			out = append(out, special{l, n.LinkUnits})
		}
	}
	if n.ShortMentions {
		for _, h := range handles(r) {
			out = append(out, special{Span{Start: h.start, End: h.end}, n.Unit.measure(string(r[h.start:h.short]))})
		}
	}
	return withoutOverlaps(out)
}

// withoutOverlaps sorts all by start and drops what starts inside another.
func withoutOverlaps(all []special) []special {
	slices.SortStableFunc(all, func(a, b special) int { return a.Start - b.Start })
	kept, end := all[:0], 0
	for _, s := range all {
		if s.Start >= end {
			kept, end = append(kept, s), s.End
		}
	}
	return kept
}
