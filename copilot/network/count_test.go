package network

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func find(t testing.TB, name string) Network {
	t.Helper()
	n, ok := Find(name)
	if !ok {
		t.Fatalf("no network %q", name)
	}
	return n
}

func TestCount(t *testing.T) {
	family := "👨‍👩‍👧‍👦" // 7 code points, 11 UTF-16 units, 25 bytes
	long := "https://exemple.fr/" + strings.Repeat("x", 100)
	tests := []struct {
		network, text string
		want          int
	}{
		{"x", "", 0},
		{"x", "L'été, déjà ?", 13},
		{"x", "e\u0301te\u0301", 3}, // composed before counting
		{"x", "日本", 4},
		{"x", family, 2},
		{"x", "👨‍🐱", 5}, // two emoji that no sequence joins, and the joiner
		{"x", "1️⃣", 2},
		{"x", "©©️", 1 + 2}, // a sign, then an emoji
		{"x", "🇫🇷", 2},
		{"x", "🇦🇦", 4}, // no country: two letters
		{"x", "🏴󠁧󠁢󠁳󠁣󠁴󠁿🏴󠁸󠁸󠁿", 2 + 2 + 2*3},
		{"x", "…", 2},
		{"x", "voir " + long, 5 + 23},
		{"x", "voir exemple.fr", 5 + 23},
		{"x", "voir a@exemple.fr", 17},
		{"mastodon", "voir " + long, 5 + 23},
		{"mastodon", "voir exemple.fr", 15}, // only addresses with a scheme are shortened
		{"mastodon", "@marie@mastodon.social oui", len("@marie oui")},
		{"mastodon", "https://a.fr/@marie@mastodon.social", 23},
		{"mastodon", "https://a.fr/-@marie@b.fr/x", 23}, // the name is in the link
		{"mastodon", family + "é日", 3},
		{"bluesky", family + "e\u0301日", 3},
		{"bluesky", long, 119},
		{"linkedin", family + "é日", 11 + 2},
		{"instagram", "𠀡a", 3},
		{"tiktok", "😀", 2},
		{"telegram", "😀", 2},
		{"threads", family + "é日", 25 + 2},
		{"threads", "1️⃣1", 7 + 1},
		{"youtube", "é日", 5},
		{"newsletter", "été", 3},
	}
	for _, c := range tests {
		if got := find(t, c.network).Count(c.text); got != c.want {
			t.Errorf("%s: Count(%q) = %d, want %d", c.network, c.text, got, c.want)
		}
	}
}

// The ranges of twitter-text's configuration version 3.
func TestWeight(t *testing.T) {
	light := [][2]rune{{0, 4351}, {8192, 8205}, {8208, 8223}, {8242, 8247}}
	for r, i := rune(0), 0; r <= 0x3000; r++ {
		if i < len(light) && r > light[i][1] {
			i++
		}
		want := 2
		if i < len(light) && r >= light[i][0] {
			want = 1
		}
		if got := weight(r); got != want {
			t.Errorf("U+%04X weighs %d, want %d", r, got, want)
		}
	}
}

func TestOverCountsFromTheLimit(t *testing.T) {
	for _, n := range All() {
		if n.Limit == 0 {
			if got := n.Over(strings.Repeat("a", 100_000)); got != 0 {
				t.Errorf("%s: %d over, but it has no limit", n.ID, got)
			}
			continue
		}
		at := strings.Repeat("a", n.Limit)
		if got := n.Over(at); got != 0 || !n.Fits(at) {
			t.Errorf("%s: %d over at the limit", n.ID, got)
		}
		if got := n.Over(at + "aaa"); got != 3 || n.Fits(at+"aaa") {
			t.Errorf("%s: %d over, want 3", n.ID, got)
		}
	}
}

func TestFitsMindsBytes(t *testing.T) {
	text := strings.Repeat("👨‍👩‍👧‍👦", 121) // 121 graphemes, 3025 bytes
	if n := find(t, "bluesky"); n.Over(text) != 0 || n.Fits(text) {
		t.Errorf("Over = %d, Fits = %v, want 0 and false", n.Over(text), n.Fits(text))
	}
}

// The pieces of a text put together again are the text, byte for byte.
func TestPiecesLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		var b strings.Builder
		for p := range drawNetwork(t).pieces(text) {
			b.WriteString(p.text)
		}
		if b.String() != text {
			t.Fatalf("%q became %q", text, b.String())
		}
	})
}

// No unit counts more than the bytes of a text, except that a short link may
// count for 23 and that composing may lengthen what has no composed form.
func TestUnitsAreOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(drawText(t), "")
		g, r, u, b := Graphemes.measure(text), Runes.measure(text), UTF16.measure(text), Bytes.measure(text)
		if g > r || r > u || u > b || EmojiBytes.measure(text) < r {
			t.Fatalf("%q: graphemes %d, runes %d, UTF-16 %d, bytes %d", text, g, r, u, b)
		}
	})
}

func FuzzCount(f *testing.F) {
	for _, s := range fragments {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, n := range All() {
			if got := n.Count(text); got < 0 || (got == 0) != (text == "") {
				t.Errorf("%s: Count(%q) = %d", n.ID, text, got)
			}
		}
	})
}
