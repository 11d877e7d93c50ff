package network

import (
	"strings"
	"testing"
)

// hostile are the repetitions that cost most to whoever tries every start
// against every end.
var hostile = map[string]string{
	"prose":     "Une phrase tout à fait ordinaire, avec l'été et 12 mots. ",
	"dots":      "a.",
	"labels":    "é_.a-",
	"paths":     "a.co/(",
	"parens":    "http://a.co/((a(",
	"queries":   "a.co?!",
	"cjk links": "日a.co",
	"foreign":   ".み",
	"schemes":   "http://http://",
	"spaced":    " #a",
	"mentions":  "@a@a.a",
	"spaces":    " ",
	"emoji":     "👨‍👩‍👧‍👦",
	"joined":    "👨\u200d",
	"tags":      "\U0001F3F4\U000E0067",
	"flags":     "🇫",
	"accents":   "\u0301",
	"punycode":  "xn--é.",
	"binary":    "\xff\x00",
}

func megabyte(s string) string { return strings.Repeat(s, 1<<20/len(s)) }

// On half a megabyte, work that grows with the square of the text would not end
// before the tests' own deadline.
func TestHostileTexts(t *testing.T) {
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := megabyte(s)[:1<<19]
			for _, find := range finders {
				find(text)
			}
			find(t, "x").Check(text, []string{"#eau"})
			if n := find(t, "mastodon"); !n.Fits(n.Trim(text)) {
				t.Errorf("%d units", n.Count(n.Trim(text)))
			}
			Tag(text)
			ValidLink(text)
			Reply(text)
			Suggest(text)
		})
	}
}

func BenchmarkLinks(b *testing.B)    { benchmark(b, func(s string) { Links(s) }) }
func BenchmarkHashtags(b *testing.B) { benchmark(b, func(s string) { Hashtags(s) }) }
func BenchmarkCountX(b *testing.B) {
	n := find(b, "x")
	benchmark(b, func(s string) { n.Count(s) })
}

func BenchmarkTrimX(b *testing.B) {
	n := find(b, "x")
	benchmark(b, func(s string) { n.Trim(s) })
}

// benchmark measures do on a post, and on a megabyte of ordinary and of hostile text.
func benchmark(b *testing.B, do func(string)) {
	post := strings.Repeat(hostile["prose"], 4) + "https://exemple.fr/page #été @marie"
	for _, c := range []struct{ name, text string }{
		{"post", post}, {"megabyte", megabyte(hostile["prose"])}, {"dots", megabyte("a.")}, {"paths", megabyte("a.co/(")},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				do(c.text)
			}
		})
	}
}
