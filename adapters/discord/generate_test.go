package discord

import (
	"strings"

	"pgregory.net/rapid"
)

// shreds are what breaks code that reads and writes for Discord: its markup,
// mentions, code, links, and characters of several code points.
var shreds = []string{
	"a", "B", "été", "word", "snake_case", "2", "42", "中", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00A0",
	"*", "**", "***", "_", "__", "~", "~~", "|", "||", "`", "``", "```", "```go\n", "\n```\n", "# ", "## ", "#", "- ", "-# ", "+ ", "* ", "1. ", "12. ", "> ", ">>> ", ">", "=",
	"<", ">", "[", "]", "(", ")", "![", "](", "[a](", "[a](https://x.fr)", "https://x.fr/a_b_c?d=*1*&e", "https://x.fr", "http://", "https:", "steam://run/1", "<https://x.fr>", "HTTPS://X.FR/_a_",
	"@", "@everyone", "@here", "<@1>", "<@!1>", "<@&2>", "<#3>", "<:blob:4>", "<a:blob:4>", "<t:1700000000:R>", "</draft:5>", "<id:customize>", ":smile:", ":+1:", ":",
	"\\", "\\*", "\\\\", "---", ".", "! ", "?", "\"", "'", ";", ",", "👩‍💻", "👍🏽", "🇫🇷", "🇬", "e\u0301", "\u0301", "\u200D", "\U0001F468", "¯\\_(ツ)_/¯", "\xff", "\x00",
}

// anyText draws shreds, any valid string or any bytes.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(shreds), 0, 30), func(s []string) string { return strings.Join(s, "") }),
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
}
