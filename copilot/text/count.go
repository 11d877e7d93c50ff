package text

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Printable reports whether s is text a person could read, rather than binary data.
func Printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsRune(s, 0)
}

// Runes returns the number of Unicode code points in s.
func Runes(s string) int { return utf8.RuneCountInString(s) }

// Graphemes returns the number of user-perceived characters in s.
func Graphemes(s string) int {
	n := 0
	for it := graphemes.FromString(s); it.Next(); {
		n++
	}
	return n
}

// Cut shortens s to at most maxRunes runes, the ellipsis that marks the cut included.
func Cut(s string, maxRunes int) string {
	if Runes(s) <= maxRunes {
		return s
	}
	if maxRunes < 1 {
		return ""
	}
	end, n := 0, 0
	for it := graphemes.FromString(s); it.Next(); {
		n += Runes(it.Value())
		if n > maxRunes-1 {
			break
		}
		end = it.End()
	}
	return strings.TrimSpace(s[:end]) + "…"
}
