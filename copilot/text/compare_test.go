package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"":                      "",
		"plain":                 "plain",
		"ÉTÉ à Noël":            "ete a noel",
		"Cœur, ÆGIR, Straße":    "coeur, aegir, strasse",
		"l’été ʼn `x´":          "l'ete 'n 'x'",
		"«\u00A0oui\u00A0» “a”": "\" oui \" \"a\"",
		"İstanbul ﬁn ½ m²":      "istanbul fin 1⁄2 m2",
		"e\u0301 co\u00ADop":    "e coop",
		"ＡＢＣ K Ω":               "abc k ω",
		"porte\u2011clés":       "porte-cles",
		"ŁÓDŹ Ørsted":           "lodz orsted",
		"中文 Привет":             "中文 привет",
	} {
		if got := text.Fold(s); got != want {
			t.Errorf("Fold(%+q) = %+q, want %+q", s, got, want)
		}
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		once := text.Fold(s)
		if twice := text.Fold(once); twice != once {
			t.Fatalf("Fold(%+q) = %+q, then %+q", s, once, twice)
		}
	})
}

func TestFoldForgetsCase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		folded := text.Fold(shreds().Draw(t, "s"))
		if got := text.Fold(strings.ToUpper(folded)); got != folded {
			t.Fatalf("%+q in upper case folds to %+q", folded, got)
		}
	})
}

func TestNearest(t *testing.T) {
	networks := []string{"linkedin", "instagram", "facebook", "x", "mastodon", "bluesky", "threads", "tiktok", "youtube"}
	for word, want := range map[string]string{
		"linkedin":               "linkedin",
		"LinkedIn":               "linkedin",
		"linkdin":                "linkedin",
		"lnikedin":               "linkedin",
		"instagarm":              "instagram",
		"facebok":                "facebook",
		"tictok":                 "tiktok",
		"Mastodonté":             "mastodon",
		"blusky":                 "bluesky",
		"x":                      "x",
		"a":                      "",
		"":                       "",
		"newsletter":             "",
		strings.Repeat("x", 1e6): "",
	} {
		got, ok := text.Nearest(word, networks)
		if got != want || ok != (want != "") {
			t.Errorf("Nearest(%.20q) = %q, %v, want %q", word, got, ok, want)
		}
	}
	if got, _ := text.Nearest("tome", []string{"home", "tone", "tomb"}); got != "tomb" {
		t.Errorf("of equals the longest common beginning should win, got %q", got)
	}
	if got, _ := text.Nearest("hte", []string{"she", "the"}); got != "the" {
		t.Errorf("two letters swapped are one slip, got %q", got)
	}
	if _, ok := text.Nearest("tone", nil); ok {
		t.Error("found something among nothing")
	}
}

func TestShingles(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want []string
	}{
		{"", 3, nil},
		{"Un été", 0, nil},
		{"Un été", 3, []string{"un ete"}},
		{"Un ÉTÉ, à l’eau !", 3, []string{"un ete a", "ete a l'", "a l' eau"}},
		{"a b a b a", 2, []string{"a b", "b a"}},
	} {
		want := map[string]struct{}{}
		for _, k := range c.want {
			want[k] = struct{}{}
		}
		if diff := cmp.Diff(want, text.Shingles(c.in, c.n)); diff != "" {
			t.Errorf("Shingles(%q, %d): %s", c.in, c.n, diff)
		}
	}
}

func TestJaccard(t *testing.T) {
	set := func(s string) map[string]struct{} { return text.Shingles(s, 1) }
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 0}, {"a", "", 0}, {"a b", "a b", 1}, {"a b c", "b c d", 0.5}, {"a", "a b c d", 0.25}, {"a b c d", "a", 0.25},
	} {
		if got := text.Jaccard(set(c.a), set(c.b)); got != c.want {
			t.Errorf("Jaccard(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
