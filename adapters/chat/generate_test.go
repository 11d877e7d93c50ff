package chat

import (
	"strings"

	"pgregory.net/rapid"
)

// shreds are what makes cutting hard: breaks of every kind, and characters of
// several code points.
var shreds = []string{
	"a", "été", "word", "42", "中", " ", "  ", "\n", "\n\n", "\r\n", "\t", ".", "! ", "?", "https://x.fr/a?b=1&c",
	"👩‍💻", "👍🏽", "🇫🇷", "🇬", "e\u0301", "\u0301", "\u200D", "\U0001F468", "\u2029", "\u00A0", "\xff", "\x00",
}

// anyText draws shreds, any valid string or any bytes.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(shreds), 0, 30), func(s []string) string { return strings.Join(s, "") }),
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
}
