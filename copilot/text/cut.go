package text

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

const ellipsis = "…"

// Cut returns s unchanged if it has at most maxRunes runes, else its beginning
// and "…", together at most maxRunes. It cuts between words if that keeps half
// of the room, else between characters as a person sees them, never inside one.
func Cut(s string, maxRunes int) string {
	if !longer(s, maxRunes) {
		return s
	}
	if maxRunes < 1 {
		return ""
	}
	head := headOf(s, maxRunes-1)
	rest := s[len(head):]
	if !startsApart(rest) {
		if i := strings.LastIndexFunc(head, unicode.IsSpace); i > 0 && Runes(head[:i])*2 >= maxRunes {
			head = head[:i]
		}
	}
	return strings.TrimRightFunc(head, isLoose) + ellipsis
}

// longer reports whether s has more than n runes, without reading all of it.
func longer(s string, n int) bool {
	for range s {
		if n--; n < 0 {
			return true
		}
	}
	return false
}

// headOf returns as many whole graphemes of s as fit in maxRunes runes.
func headOf(s string, maxRunes int) string {
	end, n := 0, 0
	for it := graphemes.FromString(s); it.Next(); end = it.End() {
		n += Runes(it.Value())
		if n > maxRunes {
			break
		}
	}
	return s[:end]
}

// startsApart reports whether s starts with white space or its end, punctuation
// apart, so that what is before it ends in a whole word or address.
func startsApart(s string) bool {
	for _, r := range s {
		if !unicode.IsPunct(r) || strings.ContainsRune("/@#'’", r) {
			return unicode.IsSpace(r)
		}
	}
	return true
}

// isLoose reports whether r should not stand right before an ellipsis.
func isLoose(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:.…-–—([{«“‘", r)
}
