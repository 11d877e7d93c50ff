package text

import "strings"

// Nearest returns the candidate closest to word and true, or false when none
// is close enough to be what a person meant.
func Nearest(word string, candidates []string) (string, bool) {
	for _, c := range candidates {
		if strings.EqualFold(c, word) {
			return c, true
		}
	}
	return "", false
}
