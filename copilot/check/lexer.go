package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brouillon/brouillon/copilot/text"
)

// lexer walks a text once.
type lexer struct {
	d        *doc
	at       int // byte
	broke    bool
	sentence int
	tokens   []token
	forms    map[string]*form
	links    []text.Span
	reserved bool
	sign     int // byte of the next "@", once looked for; the end of the text if there is none
}

var (
	handleForm  = text.Lazily(`^[@＠][\pL\pN_][\pL\pN_.-]*(?:@[\pL\pN.-]+)?`)
	addressForm = text.Lazily(`^(?i:www\.[\pL\pN-]+(?:\.[\pL\pN-]+)+|[\pL\pN-]+(?:\.[\pL\pN-]+)*\.(?:example|test|invalid|internal))(?:[/?#][^\s<>"»”]*|\b)`)
	tagForm     = text.Lazily(`^[#＃][\pL\pM\pN_]+`)
)

// next takes one token, or skips one character that is none.
func (l *lexer) next() {
	for len(l.links) > 0 && l.links[0].Start < l.at {
		l.links = l.links[1:]
	}
	rest := l.d.text[l.at:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case r == ' ':
		l.at++
	case r == '\n' || r == '\u2028' || r == '\u2029':
		l.broke = true
		l.at += size
	case r < utf8.RuneSelf && (r < ' ' || r == 0x7f), r >= utf8.RuneSelf && unicode.In(r, unicode.Z, unicode.Cf, unicode.Mn, unicode.Cc):
		l.at += size
	case (unicode.IsLetter(r) || unicode.IsDigit(r)) && l.email(rest):
	case len(l.links) > 0 && l.links[0].Start == l.at && l.links[0].End > l.at:
		l.add(l.links[0].End, linkShape)
	case unicode.IsLetter(r) && l.address(rest):
	case r >= '0' && r <= '9':
		l.digits(rest)
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		l.word(rest)
	case r == '@' || r == '＠':
		l.form(rest, handleForm, handleShape, size)
	case r == '#' || r == '＃':
		l.form(rest, tagForm, tagShape, size)
	default:
		l.add(l.at+size, markShape)
	}
}

// email takes a mail address, if one starts here; looking is only worth it when an "@" is near.
func (l *lexer) email(rest string) bool {
	if l.sign < l.at {
		l.sign = len(l.d.text)
		if n := strings.IndexByte(rest, '@'); n >= 0 {
			l.sign = l.at + n
		}
	}
	if l.sign-l.at > emailMost || l.sign == len(l.d.text) {
		return false
	}
	n := emailLen(rest)
	if n > 0 {
		l.add(l.at+n, emailShape)
	}
	return n > 0
}

// reserves reports whether a text has an ending that no client links but that stands for addresses in examples and
// inside companies; most have none, and are spared the looking.
func reserves(s string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc([]string{".example", ".test", ".invalid", ".internal"}, func(r string) bool { return strings.Contains(s, r) })
}

// addressMost is how many bytes of an address are looked at.
const addressMost = 2000

// address takes what reads as a web address although no client would make it clickable ("www.", reserved endings).
func (l *lexer) address(rest string) bool {
	dot := strings.IndexByte(rest[:min(len(rest), 64)], '.')
	if dot < 0 || strings.ContainsAny(rest[:dot], " \n\t") {
		return false
	}
	if !l.reserved && !(dot == 3 && strings.EqualFold(rest[:4], "www.")) {
		return false
	}
	if end := strings.IndexAny(rest[:min(len(rest), addressMost)], " \n"); !(end < 0 || l.reserved && reserves(rest[:end]) || dot == 3) {
		return false
	}
	m := strings.TrimRight(addressForm.FindString(rest[:min(len(rest), addressMost)]), ".,;:!?)")
	if m == "" {
		return false
	}
	l.add(l.at+len(m), linkShape)
	return true
}

func (l *lexer) form(rest string, re *text.Pattern, s shape, size int) {
	if m := strings.TrimRight(re.FindString(rest), ".-"); len(m) > size {
		l.add(l.at+len(m), s)
		return
	}
	l.add(l.at+size, markShape)
}

// word takes letters, marks and digits.
func (l *lexer) word(rest string) {
	end := 0
	for end < len(rest) {
		if c := rest[end]; c < utf8.RuneSelf {
			if c|' ' < 'a' || c|' ' > 'z' {
				if c < '0' || c > '9' {
					break
				}
			}
			end++
			continue
		}
		r, size := utf8.DecodeRuneInString(rest[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) {
			break
		}
		end += size
	}
	l.add(l.at+end, wordShape)
}

// digits takes a date, a time or a number; letters that follow ("5pm", "3rd", "1.2k") become a joined word.
func (l *lexer) digits(rest string) {
	if n := dateLen(rest); n > 0 && plausibleDate(rest[:n]) {
		l.add(l.at+n, dateShape)
		return
	}
	if n := clockLen(rest); n > 0 {
		l.add(l.at+n, clockShape)
		return
	}
	l.add(l.at+numberLen(rest), numberShape)
}
