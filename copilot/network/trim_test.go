package network

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTrim(t *testing.T) {
	x := find(t, "x")
	word := strings.Repeat("mot ", 100)
	tests := []struct{ name, text, want string }{
		{"fits", "Bonjour à toutes et à tous.", "Bonjour à toutes et à tous."},
		{"sentence", "Une première phrase " + word[:200] + "finit ici. Une autre " + word, "Une première phrase " + word[:200] + "finit ici."},
		{"abbreviation", strings.Repeat("ab ", 60) + "fin. M. Dupont et Mme. Durand " + word, strings.Repeat("ab ", 60) + "fin."},
		{"short sentence", "Oui. " + word, "Oui. " + strings.Repeat("mot ", 67) + "mot…"},
		{"punctuation", strings.Repeat("mot, ", 80), strings.Repeat("mot, ", 54) + "mot…"},
		{"no spaces", strings.Repeat("日", 200), strings.Repeat("日", 139) + "…"},
		{"one word", strings.Repeat("a", 300), strings.Repeat("a", 278) + "…"},
		{"emoji whole", strings.Repeat("👨‍👩‍👧‍👦", 141), strings.Repeat("👨‍👩‍👧‍👦", 139) + "…"},
		{"accents whole", strings.Repeat("e\u0301", 281), strings.Repeat("e\u0301", 278) + "…"},
		{"link whole", strings.Repeat("mot ", 66) + "https://exemple.fr/page", strings.Repeat("mot ", 65) + "mot…"},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			if got := x.Trim(c.text); got != c.want {
				t.Errorf("got  %q (%d)\nwant %q (%d)", got, x.Count(got), c.want, x.Count(c.want))
			}
		})
	}
}

func TestTrimMindsBytes(t *testing.T) {
	n := find(t, "bluesky")
	got := n.Trim(strings.Repeat("👨‍👩‍👧‍👦", 200))
	if want := strings.Repeat("👨‍👩‍👧‍👦", 119) + "…"; got != want {
		t.Errorf("got %d bytes, want %d", len(got), len(want))
	}
}

// checkTrimmed is the promise of Trim: what comes out fits, is a prefix, and is
// left alone by another Trim.
func checkTrimmed(t interface{ Fatalf(string, ...any) }, n Network, text string) {
	got := n.Trim(text)
	switch {
	case !n.Fits(got) || n.Limit > 0 && n.Count(got) > n.Limit:
		t.Fatalf("%s: Trim(%q) = %q counts %d", n.ID, text, got, n.Count(got))
	case got != text && !strings.HasPrefix(text, strings.TrimSuffix(got, ellipsis)):
		t.Fatalf("%s: Trim(%q) = %q is no prefix", n.ID, text, got)
	case n.Trim(got) != got:
		t.Fatalf("%s: Trim(%q) differs from %q", n.ID, got, n.Trim(got))
	case utf8.ValidString(text) && !utf8.ValidString(got):
		t.Fatalf("%s: Trim(%q) = %q cuts a character", n.ID, text, got)
	case n.Fits(text) != (got == text):
		t.Fatalf("%s: Trim(%q) = %q", n.ID, text, got)
	}
}

func TestTrimFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		// Small limits meet every kind of cut within a short text.
		n.Limit = rapid.SampledFrom([]int{0, 1, 2, 3, 10, 24, 50, 280, n.Limit}).Draw(t, "limit")
		n.MostBytes = rapid.SampledFrom([]int{0, 0, 4, 100, n.MostBytes}).Draw(t, "bytes")
		checkTrimmed(t, n, drawText(t))
	})
}

// A cut keeps most of what fits.
func TestTrimKeepsMost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		n.Limit, n.MostBytes = rapid.IntRange(60, 300).Draw(t, "limit"), 0
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"un", "mot.", "été,", "Voilà", "certainement"}), 200, 200).Draw(t, "words")
		if got := n.Count(n.Trim(strings.Join(words, " "))); got < n.Limit/4 {
			t.Fatalf("%s: %d units kept of %d", n.ID, got, n.Limit)
		}
	})
}

func FuzzTrim(f *testing.F) {
	for i, s := range fragments {
		f.Add(s, uint16(i))
		f.Add(strings.Repeat(s+" ", 80), uint16(280))
	}
	f.Fuzz(func(t *testing.T, text string, limit uint16) {
		for _, n := range All() {
			n.Limit = int(limit)
			checkTrimmed(t, n, text)
		}
	})
}
