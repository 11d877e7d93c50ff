package text

import (
	"unicode"
	"unicode/utf8"
)

// Words returns the words of s in order: runs of letters and digits with the
// apostrophes and hyphens inside them. A French elision is a word of its own
// that keeps its apostrophe (l'équipe is l' and équipe; aujourd'hui stays). A
// number with its separators, and its per cent sign, is one word (1 200,50;
// 40 %; 12/03; 10h30), as are a dotted acronym (U.S.), a hashtag, a handle, a
// link and an e-mail address.
func Words(s string) []Span {
	l := lexer{s: s, spans: make([]Span, 0, len(s)/6)}
	for _, link := range URLs(s) {
		l.lex(link.Start)
		l.spans = append(l.spans, link)
		l.at = link.End
	}
	l.lex(len(s))
	return l.spans
}

// lexer cuts s into words; at only ever grows.
type lexer struct {
	s     string
	at    int
	spans []Span
}

// lex cuts the text up to end, where a link or the end of s is.
func (l *lexer) lex(end int) {
	before := ' '
	for l.at < end {
		r, size := utf8.DecodeRuneInString(l.s[l.at:end])
		n := l.measure(r, before, end)
		if n > 0 {
			l.spans = append(l.spans, Span{l.at, l.at + n, l.s[l.at : l.at+n]})
			r, _ = utf8.DecodeLastRuneInString(l.s[:l.at+n])
			size = n
		}
		before = r
		l.at += size
	}
}

// measure returns the length of the word at l.at, which starts with r and ends
// at end or earlier, or 0 if none starts there.
func (l *lexer) measure(r, before rune, end int) int {
	s := l.s[l.at:end]
	switch {
	case r == '#' || r == '＃':
		if !isWordRune(before) && before != '&' {
			return hashtagLen(s)
		}
	case r == '@' || r == '＠':
		if !isWordRune(before) {
			return handleLen(s)
		}
	case r < utf8.RuneSelf && isWordRune(r):
		if n := emailLen(s); n > 0 {
			return n
		}
	}
	switch {
	case unicode.IsNumber(r):
		return numberLen(s)
	case unicode.IsLetter(r) && isWordRune(r):
		if before != '.' { // else a longer one was already refused
			if n := acronymLen(s); n > 0 {
				return n
			}
		}
		return wordLen(s, l.s[l.at:])
	}
	return 0
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9' || r|' ' >= 'a' && r|' ' <= 'z'
	}
	return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) && r != keycap) && !unicode.Is(invisible, r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '＇' }
func isHyphen(r rune) bool     { return r == '-' || r == '\u2010' || r == '\u2011' }

// wordLen measures the word at the start of s. Of an elision the rest may lie
// beyond s, in all, when it is a link.
func wordLen(s, all string) int {
	var last rune
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(all[i+size:])
		switch {
		case isWordRune(r):
		case isApostrophe(r) && isElision(s[:i], all[i+size:]):
			return i + size
		case i+size == len(s):
			return i
		case isApostrophe(r) && unicode.IsLetter(next), isHyphen(r) && isWordRune(next):
		case (r == '.' || r == ',') && unicode.IsDigit(last) && unicode.IsDigit(next):
		default:
			return i
		}
		last = r
		i += size
	}
	return len(s)
}
