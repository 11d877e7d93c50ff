package network

// Span is a piece of a text. Start and End are offsets in runes of the text,
// End excluded; Text is []rune(text)[Start:End].
type Span struct {
	Start, End int
	Text       string
}

// span cuts r[start:end] out.
func span(r []rune, start, end int) Span {
	return Span{Start: start, End: end, Text: string(r[start:end])}
}

// at returns r[i], or 0 outside r: no rule of any network depends on NUL.
func at(r []rune, i int) rune {
	if i < 0 || i >= len(r) {
		return 0
	}
	return r[i]
}

// outside returns the spans of a that overlap none of b. Both are in order and
// free of overlaps among themselves. Where two overlap, the one that starts
// first stays, as in twitter-text.
func outside(a, b []Span) []Span {
	kept := a[:0:0]
	end, j := 0, 0
	for _, s := range a {
		for j < len(b) && b[j].Start < s.Start {
			if b[j].Start >= end {
				end = b[j].End
			}
			j++
		}
		if s.Start >= end {
			kept, end = append(kept, s), s.End
		}
	}
	return kept
}
