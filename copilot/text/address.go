package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tailLen returns how much of s, which follows a bare domain, belongs to the
// link: a port, then a path, a query or a fragment.
func tailLen(s string) int {
	n := 0
	if len(s) > 1 && s[0] == ':' && s[1] >= '0' && s[1] <= '9' {
		for n = 1; n < len(s) && n < 6 && s[n] >= '0' && s[n] <= '9'; n++ {
		}
	}
	if n < len(s) && strings.IndexByte("/?#", s[n]) >= 0 {
		n += addressLen(s[n:])
	}
	return n
}

// addressLen returns the length of the link that s starts with, up to what ends
// one and without the punctuation that belongs to the text around it.
func addressLen(s string) int {
	open := map[byte]int{}
	end := len(s)
	for i, r := range s {
		if endsAddress(r) {
			end = i
			break
		}
		if r == '(' || r == ')' || r == '[' || r == ']' {
			open[byte(r)]++
		}
	}
	return trimAddress(s[:end], open)
}

// oddLen returns the length of what s starts with that no address starts with, though
// clients make a link of it behind a scheme: up to a gap or "<", with a letter or a
// digit in it.
func oddLen(s string) int {
	end := len(s)
	if i := strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '<' || r == utf8.RuneError
	}); i >= 0 {
		end = i
	}
	if strings.IndexFunc(s[:end], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return 0
	}
	return end
}

// endsAddress reports whether r cannot be inside a link.
func endsAddress(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(invisible, r) ||
		strings.ContainsRune("<>\"`|{}\\^«»“”„‟、。，！？；：（）「」『』【】", r)
}

// trimAddress returns the length of s without the punctuation at its end;
// brackets stay as long as they are balanced, counted in open.
func trimAddress(s string, open map[byte]int) int {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		switch {
		case r == ')' && open[')'] > open['('], r == ']' && open[']'] > open['[']:
			open[byte(r)]--
		case r == '(' || r == '[':
			open[byte(r)]--
		case !strings.ContainsRune(".,;:!?'’‘*~_…", r):
			return len(s)
		}
		s = s[:len(s)-size]
	}
	return 0
}

// markdownTarget returns where in s the target of a Markdown link stands whose
// parenthesis opened right before at; an empty range if it is none.
func markdownTarget(s string, at int) (start, end int) {
	for at < len(s) && (s[at] == ' ' || s[at] == '<') {
		at++
	}
	open := 0
	for end = at; end < len(s); {
		r, size := utf8.DecodeRuneInString(s[end:])
		if r == ')' && open == 0 || unicode.IsSpace(r) || strings.ContainsRune("[]<>", r) {
			break
		}
		switch r {
		case '(':
			open++
		case ')':
			open--
		}
		end += size
	}
	if !closesTarget(s[end:]) {
		return at, at
	}
	return at, end
}

// closesTarget reports whether s goes on as it does after a link's target: the
// parenthesis, perhaps after a title.
func closesTarget(s string) bool {
	s = strings.TrimLeft(s[:min(len(s), 8)], "> ")
	return s != "" && strings.IndexByte(")\"'(", s[0]) >= 0
}
