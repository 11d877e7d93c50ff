package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in the form used for comparing: lower case, without accents,
// ligatures spelt out and apostrophes unified.
func Fold(s string) string {
	s = norm.NFD.String(strings.ToLower(s))
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer("œ", "oe", "æ", "ae", "’", "'").Replace(s)
}
