package network

import (
	"unicode/utf16"
	"unicode/utf8"
)

// Count returns the length of text in the network's own unit.
func (n Network) Count(text string) int {
	switch n.Unit {
	case UTF16:
		total := 0
		for _, r := range text {
			total += utf16.RuneLen(r)
		}
		return total
	case Bytes:
		return len(text)
	}
	return utf8.RuneCountInString(text)
}

// Over returns how many units text has above the network's limit, 0 if it fits.
func (n Network) Over(text string) int {
	if n.Limit == 0 {
		return 0
	}
	return max(0, n.Count(text)-n.Limit)
}
