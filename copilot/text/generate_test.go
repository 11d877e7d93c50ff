package text_test

import (
	"strings"

	"pgregory.net/rapid"
)

// pieces are the shreds that break text code: what hides, joins, composes,
// ends sentences, or looks like a link, between ordinary words.
var pieces = []string{
	"a", "e", "B", "é", "e\u0301", "œ", "ß", "İ", "Å", "ﬁ", "½", "क़", "\u0958", "한", "ᄀ", "ᅡ", "ᆨ", "中", "ש", "ع",
	" ", "  ", "\n", "\n\n\n", "\r\n", "\r", "\t", "\v", "\u00A0", "\u202F", "\u2028", "\u0085", "\u3000", "\u2800",
	"\u200B", "\u200C", "\u200D", "\u200E", "\u202E", "\u2066", "\u2069", "\uFEFF", "\u00AD", "\u034F", "\u3164", "\u061C",
	"\uFE0E", "\uFE0F", "\u20E3", "\u0301", "\u0338", "\u0327", "\u0344", "\U000E0067", "\U000E0062", "\U000E007F", "\U000E0100",
	"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "🙂", "👩‍💻", "❤️", "↔", "↔️", "👍🏽", "🇫🇷", "🏳️‍🌈", "1️⃣",
	"\x1b", "\x1b[31m", "\x1b]8;;http://x.y\a", "\u009b", "\u009d", "\x1b\\", "\x00", "\b", "\x7f", "\xff", "\xe2\x82", "\uFFFD", "\uFFFF",
	"Dr.", "M.", "e.g.", "p. ex.", "etc.", "J. R. ", "3.5", "1 200", "1,200.50", "40 %", "12/03", "...", "…", "!", "?!", "»", "«", "\"", "(", ")", "[", "](",
	"l'", "qu’", "aujourd'hui", "don't", "'", "’", "-", "–", "•", "- ", "1. ", "> ", "*", "_", ".", ",", ";", ":", "/", "@", "#", "&", "%", "|", "<", ">",
	"http://", "HTTPS://", "www.", "example.com", "exemple.fr/été", "xn--80ak6aa92e.com", "a@b.co", "@ada", "#Été2026", "mailto:", "://",
	"The", "We", "Le", "nous", "équipe", "launch", "réunion", "Paris", "the", "de", "la",
}

// shreds draws a text made of pieces.
func shreds() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, "pieces"), "")
	})
}

// anyText draws shreds, any valid string or any bytes.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(shreds(), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
}
