package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hashtagLen measures the hashtag at the start of s, 0 if there is none: one
// needs a letter, #1 is no hashtag.
func hashtagLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	letter := false
	for _, r := range s[n:] {
		if !isWordRune(r) && r != '_' {
			break
		}
		letter = letter || unicode.IsLetter(r)
		n += utf8.RuneLen(r)
	}
	if !letter {
		return 0
	}
	return n
}

// handleLen measures the handle at the start of s, 0 if there is none: @ada,
// @ada.bsky.social, @ada@example.social.
func handleLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	name := nameLen(s[n:])
	if name == 0 {
		return 0
	}
	n += name
	if n < len(s) && s[n] == '@' {
		if host := nameLen(s[n+1:]); host > 0 {
			n += 1 + host
		}
	}
	return n
}

// nameLen measures letters, digits and underscores, with dots and hyphens
// between them, at the start of s.
func nameLen(s string) int {
	end := 0
	for i, r := range s {
		switch {
		case isWordRune(r), r == '_':
			end = i + utf8.RuneLen(r)
		case (r == '.' || r == '-') && end == i && i > 0:
		default:
			return end
		}
	}
	return end
}

// Longest parts of an e-mail address, in bytes (RFC 5321).
const (
	maxLocal = 64
	maxHost  = 255
)

// emailLen measures the e-mail address at the start of s, 0 if there is none.
func emailLen(s string) int {
	n := localLen(s)
	if n > maxLocal || n == len(s) || s[n] != '@' {
		return 0
	}
	host := s[n+1 : min(len(s), n+1+maxHost)]
	host = host[:hostLen(host)]
	if from, to, _ := domain(host); from == 0 && to > 0 {
		return n + 1 + to
	}
	return 0
}

// localLen measures what may be before the @ of an e-mail address, up to one
// byte too long, at the start of s.
func localLen(s string) int {
	n := 0
	for n < len(s) && n <= maxLocal && (s[n] < utf8.RuneSelf && isWordRune(rune(s[n])) || strings.IndexByte("._%+-", s[n]) >= 0) {
		n++
	}
	return n
}
