package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Canonical returns the one form of s that is shown, hashed and stored: valid
// UTF-8 in NFC, lines ended by \n, no trailing spaces, no more than one blank
// line in a row and no outer white space. Controls, terminal escapes, bidi
// controls, zero-width and other invisible characters, tag characters and
// U+FFFD are removed, except where they are part of an emoji. A tab becomes a
// space, and a pile of combining marks is cut to what real scripts use.
//
// It is idempotent, and never holds more runes than NFC of s does.
func Canonical(s string) string {
	// What one pass removes can bring together characters that compose, and
	// that can end an emoji sequence: a second pass sees that, a third finds
	// nothing, so this ends after a handful of passes whatever the input.
	for {
		t := settle(s)
		if t == s {
			return t
		}
		s = t
	}
}

// settle is one pass of Canonical.
func settle(s string) string {
	v := sieve{in: s}
	v.run()
	return tidyLines(norm.NFC.String(v.out.String()))
}

// tidyLines trims the end of each line, folds runs of blank lines into one and
// trims the whole.
func tidyLines(s string) string {
	s = strings.TrimSpace(s)
	var b strings.Builder
	b.Grow(len(s))
	blank := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(blank+1, 2)])
		}
		b.WriteString(line)
		blank = 0
	}
	return b.String()
}

// Hidden reports whether s holds characters that Canonical strips and that can
// hide or reorder what a reader sees: bidi controls, invisible characters
// outside emoji, tag characters, terminal escapes, backspaces and the like. A
// byte order mark at the very start is innocent.
func Hidden(s string) bool {
	v := sieve{in: strings.TrimPrefix(s, "\uFEFF")}
	v.run()
	return v.hidden
}
