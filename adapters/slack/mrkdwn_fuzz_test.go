package slack

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestMrkdwnIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { harmless(t, anyText().Draw(t, "s")) })
}

// Text without any mark stays as it is, white space and all.
func TestMrkdwnLeavesProseAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Map(func(r rune) rune {
			if strings.ContainsRune("&<>*_~`#[]!-+", r) {
				return -1
			}
			return r
		}, anyText().Draw(t, "s"))
		if got := mrkdwn(s); got != s {
			t.Fatalf("mrkdwn(%q) = %q", s, got)
		}
	})
}

func FuzzMrkdwn(f *testing.F) {
	f.Add("# **T**\n- [a](https://x.fr) <!channel>\n```go\nx\n```\n> *q*")
	f.Fuzz(func(t *testing.T, s string) { harmless(t, s) })
}

// harmless holds what mrkdwn promises of any text.
func harmless(t rapid.TB, s string) {
	got := mrkdwn(s)
	if strings.ContainsAny(got, "<>") {
		t.Fatalf("mrkdwn(%q) = %q: it could still mention", s, got)
	}
	if escape(unescape(got)) != got {
		t.Fatalf("mrkdwn(%q) = %q: not escaped once", s, got)
	}
	in, out := words(s), words(unescape(got))
	if !within(out, in) {
		t.Fatalf("mrkdwn(%q) = %q: it says what was not there", s, got)
	}
	if in != out && !strings.Contains(s, "![") && !strings.Contains(s, "```") && !strings.Contains(s, "~~~") {
		t.Fatalf("mrkdwn(%q) = %q: words are gone", s, got)
	}
}

// words is the letters and digits of s.
func words(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// within says whether the runes of part all stand in whole, in that order.
func within(part, whole string) bool {
	rest := []rune(part)
	for _, r := range whole {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}
