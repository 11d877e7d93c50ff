package check

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// The scanners below return how many bytes of s the thing takes that s starts with, 0 if it is none. They are written
// by hand because they run on every token: regular expressions cost more than all checks together.

// digitsLen counts the ASCII digits s starts with.
func digitsLen(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// numberLen takes "1200", "1 200", "1,200.50", "1.200.000,5", "3,5".
func numberLen(s string) int {
	n := digitsLen(s)
	if n <= 3 {
		if k := groupsLen(s[n:], thinSpace); k > 0 {
			return n + k + fractionLen(s[n+k:], ".,")
		}
		if k := groupsLen(s[n:], func(s string) int { return lead(s, ',') }); k > 0 {
			return n + k + fractionLen(s[n+k:], ".")
		}
		if k := groupsLen(s[n:], func(s string) int { return lead(s, '.') }); k > 4 {
			return n + k + fractionLen(s[n+k:], ",")
		}
	}
	return n + fractionLen(s[n:], ".,")
}

// groupsLen takes groups of exactly three digits, each after a separator.
func groupsLen(s string, separator func(string) int) int {
	n := 0
	for {
		k := separator(s[n:])
		if k == 0 || digitsLen(s[n+k:]) != 3 {
			return n
		}
		n += k + 3
	}
}

// fractionLen takes a decimal sign and its digits.
func fractionLen(s, signs string) int {
	if s == "" || strings.IndexByte(signs, s[0]) < 0 {
		return 0
	}
	if k := digitsLen(s[1:]); k > 0 {
		return 1 + k
	}
	return 0
}

// lead takes the byte c.
func lead(s string, c byte) int {
	if s != "" && s[0] == c {
		return 1
	}
	return 0
}

// thinSpace takes a space or apostrophe that groups digits.
func thinSpace(s string) int {
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		return 0
	}
	if s[0] == ' ' || s[0] == '\'' {
		return 1
	}
	switch r, size := utf8.DecodeRuneInString(s); r {
	case '\u00a0', '\u202f', '\u2009', '’':
		return size
	}
	return 0
}

// dateLen takes "2026-03-12", "12/03/2026", "12.03.26", "12/03".
func dateLen(s string) int {
	a := digitsLen(s)
	if a == 3 || a > 4 || a == len(s) || strings.IndexByte("-/.", s[a]) < 0 {
		return 0
	}
	b := digitsLen(s[a+1:])
	if b == 0 || b > 2 {
		return 0
	}
	short := a + 1 + b
	if short < len(s) && s[short] == s[a] { // not "2-5.30"
		c := digitsLen(s[short+1:])
		if a == 4 && (c == 1 || c == 2) || a <= 2 && (c == 2 || c == 4) {
			return short + 1 + c
		}
	}
	if a <= 2 && s[a] == '/' {
		return short
	}
	return 0
}

// clockLen takes "17:30", "17:30:05", "17h30", "17 h 30", "17h".
func clockLen(s string) int {
	n := digitsLen(s)
	if n == 0 || n > 2 || n == len(s) {
		return 0
	}
	if s[n] == ':' {
		if !minutes(s[n+1:]) {
			return 0
		}
		n += 3
		if lead(s[n:], ':') > 0 && minutes(s[n+1:]) && ends(s[n+3:]) {
			return n + 3
		}
		if len(s) >= n+2 && (s[n]|' ' == 'a' || s[n]|' ' == 'p') && s[n+1]|' ' == 'm' && ends(s[n+2:]) {
			return n // "10:30pm"
		}
		return endsOr0(s, n)
	}
	if hour, _ := strconv.Atoi(s[:n]); hour > 24 {
		return 0 // "48 h" takes two days
	}
	n += spaceLen(s[n:])
	if n == len(s) || s[n]|' ' != 'h' {
		return 0
	}
	n++
	if k := n + spaceLen(s[n:]); minutes(s[k:]) && ends(s[k+2:]) {
		return k + 2
	}
	return endsOr0(s, n)
}

// minutes reports whether s starts with two digits up to 59.
func minutes(s string) bool {
	return len(s) >= 2 && s[0] >= '0' && s[0] <= '5' && s[1] >= '0' && s[1] <= '9'
}

func spaceLen(s string) int {
	if s != "" && s[0] != '\'' && !strings.HasPrefix(s, "’") {
		return thinSpace(s)
	}
	return 0
}

// ends reports whether no letter or digit goes on.
func ends(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == 0 || !unicode.IsLetter(r) && !unicode.IsNumber(r)
}

func endsOr0(s string, n int) int {
	if ends(s[n:]) {
		return n
	}
	return 0
}

// emailMost is how many bytes a mail address may have.
const emailMost = 320

// emailLen takes a mail address.
func emailLen(s string) int {
	s = s[:min(len(s), emailMost)]
	at := runLen(s, "._%+-")
	if at == 0 || lead(s[at:], '@') == 0 {
		return 0
	}
	host := at + 1 + runLen(s[at+1:], ".-")
	m := strings.TrimRight(s[:host], ".-")
	if dot := strings.IndexByte(m[at:], '.'); dot < 2 {
		return 0
	}
	return len(m)
}

// runLen counts the bytes of letters, digits and the marks that s starts with.
func runLen(s, marks string) int {
	for i, r := range s {
		if r < utf8.RuneSelf {
			if r|' ' >= 'a' && r|' ' <= 'z' || r >= '0' && r <= '9' || strings.IndexByte(marks, byte(r)) >= 0 {
				continue
			}
			return i
		}
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return i
		}
	}
	return len(s)
}

// urls returns what text.URLs does, but only reads the words in which a link can be: those with a colon, or a full stop
// inside.
func urls(s string) []text.Span {
	if strings.Contains(s, "](") {
		return text.URLs(s)
	}
	var out []text.Span
	for at := 0; at < len(s); {
		n := strings.IndexAny(s[at:], ".:")
		if n < 0 {
			break
		}
		start := strings.LastIndexAny(s[at:at+n], " \n\t") + 1 + at
		end := len(s)
		if k := strings.IndexAny(s[at+n:], " \n\t"); k >= 0 {
			end = at + n + k
		}
		if at = end; !linkish(s[start:end]) {
			continue
		}
		for _, u := range text.URLs(s[start:end]) {
			out = append(out, text.Span{Start: start + u.Start, End: start + u.End, Text: u.Text})
		}
	}
	return out
}

// linkish reports whether a word may hold a link: a scheme, a full stop beside a letter, or the four numbers of an
// address.
func linkish(word string) bool {
	for i := 0; i+1 < len(word); i++ {
		next := word[i+1]
		switch {
		case word[i] == ':' && (next == '/' || i > 1 && strings.IndexByte("oOlLsS", word[i-1]) >= 0): // mailto, tel, sms
			return true
		case word[i] == '.' && (next >= utf8.RuneSelf || next|' ' >= 'a' && next|' ' <= 'z' || next == '-' || next == '_'):
			return true
		case word[i] == '.' && next != '.' && (i > 0 && (word[i-1] < '0' || word[i-1] > '9') || strings.Count(word, ".") >= 3):
			return true // "www.9.30", "192.168.0.1", but not "9.30"
		}
	}
	return false
}
