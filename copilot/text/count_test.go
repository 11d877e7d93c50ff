package text_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestCounts(t *testing.T) {
	for s, want := range map[string][2]int{ // runes, graphemes
		"":            {0, 0},
		"été":         {3, 3},
		"e\u0301":     {2, 1},
		"👩‍💻 ok":      {6, 4},
		"🇫🇷🇬🇧":        {4, 2},
		"a\r\nb":      {4, 3},
		"1️⃣":         {3, 1},
		"क्षि नमस्ते": {11, 5},
	} {
		if got := [2]int{text.Runes(s), text.Graphemes(s)}; got != want {
			t.Errorf("runes and graphemes of %+q = %v, want %v", s, got, want)
		}
	}
}

func TestCharactersAreWhatGraphemesCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		all := slices.Collect(text.Characters(s))
		if len(all) != text.Graphemes(s) || strings.Join(all, "") != s {
			t.Fatalf("Characters(%+q) = %+q", s, all)
		}
		for first := range text.Characters(s) {
			if first != all[0] {
				t.Fatalf("the first of %+q is %+q", all, first)
			}
			break
		}
	})
}

func TestPrintable(t *testing.T) {
	for s, want := range map[string]bool{
		"":                       true,
		"Bonjour à tous 🙂\n\tok": true,
		"\x1b[31mred\x1b[0m":     true,
		"caf\xe9":                true,
		strings.Repeat("l'\xe9t\xe9 de l'ann\xe9e ", 9): true,
		"a\x00b":                              false,
		"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR": false,
		"\x1f\x8b\x08\x08\xff\xfe\xf3\xc2\x9d\x03\xff": false,
		"\xff\xfe\xfd":                     false,
		strings.Repeat("abcd\x01\x02", 50): false,
	} {
		if got := text.Printable(s); got != want {
			t.Errorf("Printable(%+q) = %v", s, got)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		max  int
		want string
	}{
		{"short", 5, "short"},
		{"a word too many", 12, "a word too…"},
		{"ends right here, then", 16, "ends right here…"},
		{"ends right here then", 16, "ends right here…"},
		{"Voici l'équipe : la suite", 18, "Voici l'équipe…"},
		{"unbreakableword", 8, "unbreak…"},
		{"ab unbreakableword", 10, "ab unbrea…"},
		{"👩‍💻👩‍💻👩‍💻", 5, "👩‍💻…"},
		{"👩‍💻👩‍💻👩‍💻", 3, "…"},
		{"anything", 1, "…"},
		{"anything", 0, ""},
		{"anything", -1, ""},
		{"", 0, ""},
	} {
		if got := text.Cut(c.in, c.max); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.max, got, c.want)
		}
	}
}

func TestCutFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := anyText().Draw(t, "s"), rapid.IntRange(0, 30).Draw(t, "n")
		got := text.Cut(s, n)
		if text.Runes(got) > n {
			t.Fatalf("Cut(%+q, %d) = %+q: too long", s, n, got)
		}
		if head, cut := strings.CutSuffix(got, "…"); got != s && (!cut && n > 0 || !strings.HasPrefix(s, head)) {
			t.Fatalf("Cut(%+q, %d) = %+q: not its beginning", s, n, got)
		}
	})
}
