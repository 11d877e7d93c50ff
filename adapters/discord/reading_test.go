package discord

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// reading is what a person reads of Discord's markdown, and what of it is alive.
type reading struct {
	plain  strings.Builder
	live   []string // mentions, timestamps, emoji
	masked []string // where links lead whose words are others than their address
}

// read shows markdown as Discord's apps do, by the rules of their parser, as far as
// they matter here: what is no text is left out of plain, or stands there as it is
// shown.
func read(s string) *reading {
	r := &reading{}
	r.read(strings.ToValidUTF8(s, "\uFFFD"), true)
	return r
}

var (
	blockRule   = regexp.MustCompile(`^ *(?:#{1,3}\s+|-# +|(?:[-*+]|\d+\.) +|>>> *|> +)`)
	fenceRule   = regexp.MustCompile("^```(?:[a-z0-9_+.#-]+\n)?\n*((?s:.+?))\n*```")
	codeRule    = regexp.MustCompile("^(`+)")
	angleRule   = regexp.MustCompile(`^<(?:(?:@[!&]?|#)\d+|a?:\w+:\d+|t:-?\d+(?::[tTdDfFR])?|/[^:\n]+:\d+|id:\w+|\+\d+|[\w.+-]+@[\w.-]+)>`)
	autoRule    = regexp.MustCompile(`^<((?:https?|steam)://[^ >]+)>`)
	urlRule     = regexp.MustCompile(`^` + webAddress.String())
	maskRule    = regexp.MustCompile(`^\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^\s\\<>)]+)>?\s*\)`)
	emojiRule   = regexp.MustCompile(`^:[^:` + blanks + `]+:`)
	escapedRule = regexp.MustCompile(`^\\([^0-9A-Za-z` + blanks + `])`)
)

func (r *reading) read(s string, start bool) {
	for s != "" {
		size := r.next(s, start)
		start = s[size-1] == '\n'
		s = s[size:]
	}
}

// next reads what s begins with and returns how many bytes that was.
func (r *reading) next(s string, start bool) int {
	if m := blockRule.FindString(onlyIf(s, start)); m != "" {
		r.plain.WriteString("¶")
		return len(m)
	}
	if m := fenceRule.FindStringSubmatch(onlyIf(s, s[0] == '`')); m != nil {
		r.plain.WriteString(m[1])
		return len(m[0])
	}
	if alphanumeric(s[0]) && s[0] != 'h' && s[0] != 's' || s[0] == ' ' { // nothing begins so but an address
		r.plain.WriteByte(s[0])
		return 1
	}
	for _, rule := range []func(string) int{r.escaped, r.angle, r.link, r.emphasis, r.code, r.alive} {
		if n := rule(s); n > 0 {
			return n
		}
	}
	_, size := utf8.DecodeRuneInString(s)
	r.plain.WriteString(s[:size])
	return size
}

// onlyIf is a text if it may be what a rule is about, as its first byte tells: to try a rule
// takes as long as the text is, and each is tried at every byte.
func onlyIf(s string, may bool) string {
	if !may {
		return ""
	}
	return s
}

func (r *reading) escaped(s string) int {
	m := escapedRule.FindStringSubmatch(onlyIf(s, s[0] == '\\'))
	if m == nil {
		return 0
	}
	r.plain.WriteString(m[1])
	return len(m[0])
}

func (r *reading) angle(s string) int {
	if s[0] != '<' {
		return 0
	}
	if m := autoRule.FindStringSubmatch(s); m != nil {
		r.plain.WriteString(m[1])
		return len(m[0])
	}
	m := angleRule.FindString(s)
	if m != "" {
		r.live = append(r.live, m)
	}
	return len(m)
}

func (r *reading) link(s string) int {
	if m := urlRule.FindString(onlyIf(s, s[0] == 'h' || s[0] == 's')); m != "" {
		r.plain.WriteString(m)
		return len(m)
	}
	m := maskRule.FindStringSubmatch(onlyIf(s, s[0] == '['))
	if m == nil || !strings.Contains(m[2], "://") {
		return 0
	}
	r.masked = append(r.masked, m[2])
	r.read(m[1], false)
	return len(m[0])
}

// emphasis reads what stands between marks, and leaves the marks out.
func (r *reading) emphasis(s string) int {
	for _, mark := range []string{"**", "__", "~~", "||", "*", "_"} {
		if !strings.HasPrefix(s, mark) {
			continue
		}
		if end := emphasisEnd(s, mark); end > 0 {
			r.read(s[len(mark):end], false)
			return end + len(mark)
		}
	}
	return 0
}

// emphasisEnd is where the mark that s begins with ends what it emphasizes.
func emphasisEnd(s, mark string) int {
	for i := len(mark); i < len(s); i++ {
		if s[i] == '\\' {
			i++
			continue
		}
		double := i+1 < len(s) && s[i+1] == s[i]
		if len(mark) == 1 && s[i] == mark[0] && double {
			if i+2 < len(s) && s[i+2] == mark[0] && mark == "*" || i == 1 {
				return 0
			}
			i++
			continue
		}
		if i == len(mark) || !strings.HasPrefix(s[i:], mark) {
			continue
		}
		rest := s[i+len(mark):]
		follows := rest != "" && rest[0] == mark[0] && mark != "||" && mark != "~~"
		within := mark == "_" && rest != "" && alphanumeric(rest[0])
		outer := mark == "*" && (s[1] == ' ' || s[1] == '\n' || s[1] == '\t')
		if !follows && !within && !outer {
			return i
		}
	}
	return 0
}

func (r *reading) code(s string) int {
	mark := codeRule.FindString(onlyIf(s, s[0] == '`'))
	if mark == "" {
		return 0
	}
	end := strings.Index(s[len(mark):], mark)
	if end <= 0 {
		return 0
	}
	after := s[2*len(mark)+end:]
	if strings.HasPrefix(after, "`") {
		return 0
	}
	r.plain.WriteString(s[len(mark) : len(mark)+end])
	return 2*len(mark) + end
}

func (r *reading) alive(s string) int {
	m := emojiRule.FindString(onlyIf(s, s[0] == ':'))
	if strings.IndexFunc(strings.Trim(m, ":"), func(r rune) bool {
		return r < utf8.RuneSelf && !alphanumeric(byte(r)) && !strings.ContainsRune("_+-", r)
	}) >= 0 {
		r.plain.WriteString(m) // no name of an emoji: it stays as it is, all of it
		return len(m)
	}
	for _, name := range []string{"@everyone", "@here"} {
		if strings.HasPrefix(s, name) {
			m = name
		}
	}
	if m != "" {
		r.live = append(r.live, m)
	}
	return len(m)
}

// The reader of the tests knows what Discord does with what nobody escaped.
func TestReading(t *testing.T) {
	for s, want := range map[string]string{
		"**b** *i* _i_ __u__ ~~s~~ ||x||": "b i i u s x",
		"# T\n- a\n1. b\n> q\n-# s":       "¶T\n¶a\n¶b\n¶q\n¶s",
		"`a*b*` ```go\nx\n```":            "a*b* x",
		`\*a\* \_b\_ \<@1> \\ \a`:         `*a* _b_ <@1> \ \a`,
		"snake_case_word":                 "snake_case_word",
		"https://x.fr/a_b_c*d* x":         "https://x.fr/a_b_c*d* x",
		"<https://x.fr>":                  "https://x.fr",
		"<@1> <t:1:R> :smile: @here":      "   ",
		"[a **b**](https://x.fr)":         "a b",
	} {
		if got := read(s).plain.String(); got != want {
			t.Errorf("read(%q) = %q, want %q", s, got, want)
		}
	}
}

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
