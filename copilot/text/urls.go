package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// URLs returns the links in s that a chat client or a social network would make
// clickable, in order: scheme://…, mailto: and tel:, bare domains under a known
// top-level domain in any case or script (example.com, www.x.fr/a?b, punycode),
// and the targets of Markdown links, whatever they are. Punctuation that ends a
// sentence or closes a bracket around the link is not part of it. In doubt it
// is a link; an e-mail address without mailto: is none.
func URLs(s string) []Span {
	l := linker{s: s}
	for l.at < len(s) {
		l.step()
	}
	return l.spans
}

// linker walks over s once; at only ever grows.
type linker struct {
	s     string
	at    int
	spans []Span
}

func (l *linker) add(start, end int) {
	l.spans = append(l.spans, Span{start, end, l.s[start:end]})
	l.at = end
}

// step moves on by one Markdown target, one run of host characters or one rune.
func (l *linker) step() {
	if strings.HasPrefix(l.s[l.at:], "](") {
		if start, end := markdownTarget(l.s, l.at+2); end > start {
			l.add(start, end)
			return
		}
		l.at += 2
		return
	}
	if n := hostLen(l.s[l.at:]); n > 0 {
		l.run(l.at, l.at+n)
		return
	}
	_, size := utf8.DecodeRuneInString(l.s[l.at:])
	l.at += size
}

// run handles the run of host characters s[start:end].
func (l *linker) run(start, end int) {
	rest := l.s[end:]
	l.at = end
	switch {
	case strings.HasPrefix(rest, "://"):
		scheme := start + schemeStart(l.s[start:end])
		l.domains(start, scheme)
		n := addressLen(rest[3:])
		if n == 0 {
			n = oddLen(rest[3:])
		}
		if scheme < end && n > 0 {
			l.add(scheme, end+3+n)
		}
	case strings.HasPrefix(rest, ":") && slices.Contains([]string{"mailto", "tel", "sms"}, strings.ToLower(l.s[start:end])):
		if stop := end + 1 + addressLen(rest[1:]); stop > end+1 {
			l.add(start, stop)
		}
	case localLen(rest) < len(rest) && rest[localLen(rest)] == '@', start > 0 && l.s[start-1] == '@':
		// an e-mail address or a handle
	default:
		l.domains(start, end)
	}
}

// domains adds the bare domains in s[start:end].
func (l *linker) domains(start, end int) {
	for start < end {
		from, to, next := domain(l.s[start:end])
		if to > from {
			from, to = start+from, start+to
			if to == end {
				to += tailLen(l.s[to:])
			}
			l.add(from, to)
		}
		start += next
	}
	l.at = max(l.at, end)
}

// hostLen returns the length of the run of host characters s starts with.
func hostLen(s string) int {
	for i, r := range s {
		if !isHost(r) {
			return i
		}
	}
	return len(s)
}

func isHost(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r|' ' >= 'a' && r|' ' <= 'z'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !unicode.Is(invisible, r)
}

// schemeStart returns where in run a URL scheme starts that reaches to its end,
// or len(run). Words glued in front of http are not part of it.
func schemeStart(run string) int {
	i := len(run)
	for i > 0 && run[i-1] < utf8.RuneSelf && run[i-1] != '_' {
		i--
	}
	i += len(run[i:]) - len(strings.TrimLeft(run[i:], "0123456789.-"))
	lower := strings.ToLower(run[i:])
	for _, scheme := range []string{"https", "http"} {
		if strings.HasSuffix(lower, scheme) {
			return len(run) - len(scheme)
		}
	}
	if len(lower) < 2 {
		return len(run)
	}
	return i
}
