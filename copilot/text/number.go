package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numberLen measures the number at the start of s: digits, what separates them,
// and then a per cent sign or the letters that make it a word (10h30, 24-hour).
func numberLen(s string) int {
	n := groupedLen(s)
	for n < len(s) && strings.IndexByte(",./:-", s[n]) >= 0 {
		more := digitsLen(s[n+1:])
		if more == 0 {
			break
		}
		n += 1 + more
	}
	r, size := utf8.DecodeRuneInString(s[n:])
	switch {
	case n == len(s):
		return n
	case isWordRune(r):
		return n + wordLen(s[n:], s[n:])
	case isHyphen(r):
		if next, _ := utf8.DecodeRuneInString(s[n+size:]); unicode.IsLetter(next) {
			return n + size + wordLen(s[n+size:], s[n+size:])
		}
	}
	return n + percentLen(s[n:])
}

// groupedLen measures digits, in groups of three when spaces or apostrophes
// separate them.
func groupedLen(s string) int {
	n := digitsLen(s)
	if n > 3 {
		return n
	}
	for {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !isThinSpace(r) && !isApostrophe(r) || digitsLen(s[n+size:]) != 3 {
			return n
		}
		n += size + 3
	}
}

// digitsLen counts the ASCII digits, or else the bytes of other numerals, that
// s starts with.
func digitsLen(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 {
		return n
	}
	for i, r := range s {
		if r < utf8.RuneSelf || !unicode.IsNumber(r) {
			return i
		}
	}
	return len(s)
}

func percentLen(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if isThinSpace(r) {
		r2, size2 := utf8.DecodeRuneInString(s[size:])
		r, size = r2, size+size2
	}
	if r == '%' || r == '‰' {
		return size
	}
	return 0
}

// isThinSpace reports whether r may stand inside a number.
func isThinSpace(r rune) bool {
	return r == ' ' || r == '\u00A0' || r == '\u202F' || r == '\u2009'
}
