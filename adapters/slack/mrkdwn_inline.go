package slack

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// inline is the text of a line: emphasis, code and links. What is in around, one
// of Slack's marks, is on already and is not repeated.
func inline(s, around string) string {
	l := lexer{s: s, codes: codeSpans(s)}
	l.links = links(s, l.codes)
	for l.at < len(s) {
		l.step()
	}
	pair(l.tokens)
	return render(l.tokens, around)
}

// lexer cuts a line into tokens; at only ever grows.
type lexer struct {
	s      string
	at     int
	codes  map[int]int // where code starts, and where it ends
	links  linkage
	tokens []token
}

// literal says whether s starts with a backslash that takes the character after
// it at its word. A backslash before another backslash does not: prose with
// paths in it stays as it is.
func literal(s string) bool {
	return len(s) > 1 && s[0] == '\\' && strings.IndexByte("*_~`#[]!-+<>&", s[1]) >= 0
}

// autolink is an address in angle brackets; a mention is none.
var autolink = regexp.MustCompile(`^<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)>`)

// step moves on by one token.
func (l *lexer) step() {
	rest := l.s[l.at:]
	if link, ok := l.links.opens[l.at]; ok {
		l.open(link)
		return
	}
	if link, ok := l.links.closes[l.at]; ok {
		l.say(link.shown(), link.end-l.at)
		return
	}
	switch c := rest[0]; c {
	case '\\':
		if literal(rest) {
			l.say(escape(rest[1:2]), 2)
			return
		}
		l.say(`\`, 1)
	case '`':
		l.code()
	case '*', '_', '~':
		l.mark(c)
	case '<':
		if m := autolink.FindStringSubmatch(rest); m != nil {
			l.say(escape(m[1]), len(m[0]))
			return
		}
		l.say("&lt;", 1)
	default:
		n := strings.IndexAny(rest[1:], "\\`*_~<[]!") + 1
		if n == 0 {
			n = len(rest)
		}
		l.say(escape(rest[:n]), n)
	}
}

// say adds text as Slack shows it and moves on by n bytes.
func (l *lexer) say(shown string, n int) {
	l.tokens = append(l.tokens, token{text: shown})
	l.at += n
}

// open starts a link, or stands an image's words in for it.
func (l *lexer) open(link link) {
	if link.image {
		l.say(escape(l.s[link.label:link.close]), link.end-l.at)
		return
	}
	l.at = link.label
}

// mark reads a run of emphasis marks.
func (l *lexer) mark(c byte) {
	run := runOf(l.s[l.at:], c)
	before, _ := utf8.DecodeLastRuneInString(l.s[:l.at])
	after, _ := utf8.DecodeRuneInString(l.s[l.at+run:])
	if l.at == 0 {
		before = ' '
	}
	if l.at+run == len(l.s) {
		after = ' '
	}
	l.tokens = append(l.tokens, emphasis(c, run, before, after))
	l.at += run
}
