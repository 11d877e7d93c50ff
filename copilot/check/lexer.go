package check

import (
	"regexp"
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
	forms    map[string]form
	links    []text.Span
}

var (
	emailForm   = regexp.MustCompile(`^[\pL\pN._%+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	handleForm  = regexp.MustCompile(`^[@＠][\pL\pN_][\pL\pN_.-]*(?:@[\pL\pN.-]+)?`)
	addressForm = regexp.MustCompile(`^(?i:www\.[\pL\pN-]+(?:\.[\pL\pN-]+)+|[\pL\pN-]+(?:\.[\pL\pN-]+)*\.(?:example|test|invalid|internal))(?:[/?#][^\s<>"»”]*|\b)`)
	tagForm     = regexp.MustCompile(`^[#＃][\pL\pM\pN_]+`)
	dateForm    = regexp.MustCompile(`^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{1,2}/\d{1,2})(?:\D|$)`)
	clockForm   = regexp.MustCompile(`^(?:\d{1,2}:[0-5]\d(?::[0-5]\d)?|\d{1,2}[ \x{a0}\x{202f}]?[hH][ \x{a0}\x{202f}]?[0-5]\d|\d{1,2}[ \x{a0}\x{202f}]?[hH])(?:[^\pL\pN]|$)`)
	numberForm  = regexp.MustCompile(`^(?:\d{1,3}(?:[ \x{a0}\x{202f}\x{2009}'’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+(?:[.,]\d+)?)`)
)

// next takes one token, or skips one character that is none.
func (l *lexer) next() {
	for len(l.links) > 0 && l.links[0].Start < l.at {
		l.links = l.links[1:]
	}
	rest := l.d.text[l.at:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029':
		l.broke = true
		l.at += size
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r), unicode.IsControl(r):
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

// email takes a mail address, if one starts here; looking is only worth it when the word holds an "@".
func (l *lexer) email(rest string) bool {
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end < 0 {
		end = len(rest)
	}
	if !strings.Contains(rest[:min(end, 320)], "@") {
		return false
	}
	m := emailForm.FindString(rest[:end])
	if m == "" {
		return false
	}
	l.add(l.at+len(strings.TrimRight(m, ".-")), emailShape)
	return true
}

// address takes what reads as a web address although no client would make it clickable ("www.", reserved endings).
func (l *lexer) address(rest string) bool {
	if dot := strings.IndexByte(rest[:min(len(rest), 64)], '.'); dot < 0 || strings.IndexFunc(rest[:dot], unicode.IsSpace) >= 0 {
		return false
	}
	m := strings.TrimRight(addressForm.FindString(rest), ".,;:!?)")
	if m == "" {
		return false
	}
	l.add(l.at+len(m), linkShape)
	return true
}

func (l *lexer) form(rest string, re *regexp.Regexp, s shape, size int) {
	if m := strings.TrimRight(re.FindString(rest), ".-"); len(m) > size {
		l.add(l.at+len(m), s)
		return
	}
	l.add(l.at+size, markShape)
}

// word takes letters, marks and digits.
func (l *lexer) word(rest string) {
	end := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r)
	})
	if end < 0 {
		end = len(rest)
	}
	l.add(l.at+end, wordShape)
}

// digits takes a date, a time or a number; letters that follow ("5pm", "3rd", "1.2k") become a joined word.
func (l *lexer) digits(rest string) {
	if m := trimLast(dateForm.FindString(rest)); m != "" && plausibleDate(m) {
		l.add(l.at+len(m), dateShape)
		return
	}
	if m := trimLast(clockForm.FindString(rest)); m != "" {
		l.add(l.at+len(m), clockShape)
		return
	}
	l.add(l.at+len(numberForm.FindString(rest)), numberShape)
}

// trimLast drops the character that the pattern looked at to know where the token ends.
func trimLast(m string) string {
	return strings.TrimRightFunc(m, func(r rune) bool {
		return (r < '0' || r > '9') && r != 'h' && r != 'H'
	})
}
