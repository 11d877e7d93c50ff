package text

import (
	"iter"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Runes returns the number of Unicode code points in s; an invalid byte counts
// as one.
func Runes(s string) int { return utf8.RuneCountInString(s) }

// Graphemes returns the number of characters a person would count in s: an
// emoji of several code points or a letter with its accents is one.
func Graphemes(s string) int {
	n := 0
	for it := graphemes.FromString(s); it.Next(); {
		n++
	}
	return n
}

// Characters yields the characters of s as Graphemes counts them, in order;
// joined they are s.
func Characters(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for it := graphemes.FromString(s); it.Next(); {
			if !yield(it.Value()) {
				return
			}
		}
	}
}

// Printable reports whether s is text, perhaps a damaged or a foreign one,
// rather than binary data: it has no NUL, and invalid bytes and controls are
// the exception in it.
func Printable(s string) bool {
	total, bad := 0, 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		total++
		switch {
		case r == 0:
			return false
		case r == utf8.RuneError && size == 1, r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != escape, r == 0x7F:
			bad++
		}
	}
	// A short Latin-1 word has an invalid byte or two and is still text.
	return bad*2 <= total && (bad <= 8 || bad*5 <= total)
}
