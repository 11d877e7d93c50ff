package network

import (
	"strings"

	"pgregory.net/rapid"
)

// fragments are what the texts of the properties are made of: everything that
// counts, splits or links in its own way, and what merely looks like it.
var fragments = []string{
	"a", "Bonjour", "l'été", "cafe\u0301", "œuvre", "fin.", "Fin !", "M.", "Dr.", "etc.", "1 234,5 €", "42", ",", ";",
	" ", " ", " ", "\n", "\n\n", "\u00a0", "\u202f", "\t", "…", "–", "« guillemets »", "(a)", "<", ">", "\"",
	"日本語", "です。", "한국", "العربية", "עברית", "Русские", "𠀡", "ﬁ",
	"😀", "👍🏽", "👨‍👩‍👧‍👦", "👨‍🐱", "❤️‍🔥", "☺︎", "☺️", "©", "©️", "1️⃣", "#️⃣", "🇫🇷", "🇦🇦", "🇫", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\uFE0F",
	"\u200d", "\u200c", "\u0301", "\u202a", "\uFEFF", "\uFFFE", "\x00", "\xff", "\xe2\x80",
	"https://exemple.fr/une/page?a=b", "http://", "exemple.com", "t.co/", ".com", "www.", "xn--p1ai", "みんな", "https://a.b.c/(d(e))", "/-@marie@b.fr/x",
	"#eau", "#été2026", "#", "＃", "#1", "@marie", "@marie@mastodon.social", "@le.brand", "@", "rt", "$ABC", "/", "://", "&",
}

// drawText draws a text made of fragments.
func drawText(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 60).Draw(t, "parts")
	text := strings.Join(parts, "")
	if text == "" {
		return text
	}
	// Long enough, now and then, to be over any limit worth a test.
	return strings.Repeat(text, rapid.SampledFrom([]int{1, 1, 2, 7, 100}).Draw(t, "times"))
}

func drawNetwork(t *rapid.T) Network { return rapid.SampledFrom(All()).Draw(t, "network") }
