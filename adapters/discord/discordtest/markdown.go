package discordtest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	masked   = regexp.MustCompile(`\[([^\]\n]+)\]\(<?(https?://[^)\s>]+)>?(?: "[^"]*")?\)`)
	angled   = regexp.MustCompile(`<(https?://[^>\s]+)>`)
	marks    = regexp.MustCompile(`\*\*\*|\*\*|\*|___|__|~~|\|\|`)
	slanted  = regexp.MustCompile(`(^|[^\p{L}\p{N}_])_([^_\n]+)_($|[^\p{L}\p{N}_])`)
	opening  = regexp.MustCompile(`(?m)^(?:>>> |> |#{1,3} |-# )`)
	language = regexp.MustCompile(`^[A-Za-z0-9_+-]*\n`)
)

// aside is what is not to be read as markdown: each piece stands in the text as a
// private character.
type aside []string

const (
	private   = '\uE000'
	mostAside = 0x1800 // private characters there are
)

func (a *aside) keep(s string) string {
	if len(*a) == mostAside {
		return s
	}
	*a = append(*a, s)
	return string(rune(private + len(*a) - 1))
}

func (a *aside) restore(text string) string {
	var b strings.Builder
	for _, r := range text {
		if at := int(r) - private; at >= 0 && at < len(*a) {
			b.WriteString((*a)[at])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// displayed is markdown as Discord shows it: escapes, marks and fences removed,
// masked links by their texts.
func displayed(text string) string {
	var a aside
	text = a.literal(text)
	text = masked.ReplaceAllString(text, "$1")
	text = angled.ReplaceAllString(text, "$1")
	text = opening.ReplaceAllString(text, "")
	text = marks.ReplaceAllString(text, "")
	text = slanted.ReplaceAllString(text, "$1$2$3")
	return a.restore(text)
}

// literal puts aside what is escaped and what is code.
func (a *aside) literal(text string) string {
	var b strings.Builder
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == '\\' && len(text) > 1:
			next, n := utf8.DecodeRuneInString(text[1:])
			if unicode.IsLetter(next) || unicode.IsDigit(next) || unicode.IsSpace(next) {
				b.WriteByte('\\')
				size = 1
				break
			}
			b.WriteString(a.keep(string(next)))
			size = 1 + n
		case r == '`':
			inner, n := coded(text)
			if n == 0 {
				b.WriteByte('`')
				break
			}
			b.WriteString(a.keep(inner))
			size = n
		default:
			b.WriteString(text[:size])
		}
		text = text[size:]
	}
	return b.String()
}

// coded reads code at the beginning of a text: what is in it, and how many bytes
// it takes; 0 when it does not end.
func coded(text string) (string, int) {
	ticks := len(text) - len(strings.TrimLeft(text, "`"))
	fence := text[:min(ticks, 3)]
	inner, _, ended := strings.Cut(text[len(fence):], fence)
	if !ended || inner == "" {
		return "", 0
	}
	n := 2*len(fence) + len(inner)
	if len(fence) == 3 {
		inner = strings.Trim(language.ReplaceAllString(inner, ""), "\n")
	}
	return inner, n
}
