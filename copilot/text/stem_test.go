package text_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestStem(t *testing.T) {
	for _, group := range []struct {
		lang  string
		words string // all of one stem
	}{
		{"en", "launch launches launched launching Launch"},
		{"en", "community communities Community's community’s"},
		{"en", "sharing shared share"},
		{"fr", "annonce annonces annonçaient Annoncer"},
		{"fr", "communauté communautés"},
		{"fr", "lancement lancements"},
	} {
		words := strings.Fields(group.words)
		for _, w := range words[1:] {
			if a, b := text.Stem(group.lang, words[0]), text.Stem(group.lang, w); a != b {
				t.Errorf("%s: %s is %q but %s is %q", group.lang, words[0], a, w, b)
			}
		}
	}
	if a, b := text.Stem("en", "universal"), text.Stem("en", "launch"); a == b {
		t.Errorf("different words share the stem %q", a)
	}
}

func TestStemTakesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		for _, lang := range []string{"en", "fr", "", "xx"} {
			if got := text.Stem(lang, s); got != text.Stem(lang, strings.ToLower(s)) {
				t.Fatalf("case matters to Stem(%q, %+q)", lang, s)
			}
		}
	})
	long := strings.Repeat("aations", 1<<17)
	if got := text.Stem("en", long); got != long {
		t.Error("a megabyte is no word and has no stem")
	}
}

func TestStop(t *testing.T) {
	for _, c := range []struct {
		lang, words string
		want        bool
	}{
		{"en", "the The THE and don't DON’T it’s of we'll", true},
		{"en", "launch team équipe le nous chat", false},
		{"fr", "le La L' l’ qu’ QU' à était etait même dès aujourd'hui c'est", true},
		{"fr", "lancement équipe the and with mème meme maïs", false},
		{"", "the le don’t qu’ we nous", true},
		{"", "launch lancement", false},
		{"en", "", false},
	} {
		for _, w := range strings.Fields(c.words) {
			if got := text.Stop(c.lang, w); got != c.want {
				t.Errorf("Stop(%q, %q) = %v", c.lang, w, got)
			}
		}
	}
}
