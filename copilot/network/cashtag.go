package network

const longestSymbol = 6

// Cashtags returns the "$SYMBOL" of text in order, each with its "$". X turns
// them into links to a share price.
func Cashtags(text string) []Span {
	r := []rune(text)
	var out []Span
	for i := range r {
		if r[i] != '$' || i > 0 && !space(r[i-1]) {
			continue
		}
		if end := symbolEnd(r, i+1); end > 0 {
			out = append(out, span(r, i, end))
		}
	}
	return out
}

// symbolEnd returns the end of the ticker symbol at i, or 0 if there is none:
// at most six letters, then perhaps a dot or underscore and one or two more.
func symbolEnd(r []rune, i int) int {
	end := letters(r, i, longestSymbol)
	if end == i {
		return 0
	}
	if c := at(r, end); c == '.' || c == '_' {
		if tail := letters(r, end+1, 2); tail > end+1 && symbolMayEnd(r, tail) {
			return tail
		}
	}
	if !symbolMayEnd(r, end) {
		return 0
	}
	return end
}

func letters(r []rune, i, most int) int {
	end := i
	for end < len(r) && end-i < most && asciiLetter(r[end]) {
		end++
	}
	return end
}

func symbolMayEnd(r []rune, i int) bool {
	return i >= len(r) || space(r[i]) || r[i] == 0xFEFF || punct(r[i])
}
