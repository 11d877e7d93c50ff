package slack

import (
	"strings"

	"pgregory.net/rapid"
)

// shreds are what breaks code that reads and writes for Slack: its markup and
// Markdown's, mentions, code, links, and characters of several code points.
var shreds = []string{
	"a", "B", "été", "word", "snake_case", "2", "42", "中", " ", "  ", "\n", "\n\n", "\r\n", "\t",
	"*", "**", "***", "_", "__", "~", "~~", "`", "``", "```", "~~~", "```go\n", "\n```\n", "# ", "## ", "#", "- ", "+ ", "* ", "1. ", "> ", ">>> ", ">",
	"<", "&", "&lt;", "&amp;", "|", "[", "]", "(", ")", "![", "](", "[a](", "https://x.fr/a?b=1&c", "<https://x.fr>", "<https://x.fr|x>", "<b>", "</b>",
	"<!channel>", "<!here|here>", "<@U1>", "<@U1|marc>", "<#C1>", "<#C1|general>", "<!subteam^S1|@team>", "<!date^1|x>", "<mailto:a@b.co|a@b.co>",
	"\\", "\\*", "---", "***", ".", "! ", "?", ":", "\"", "👩‍💻", "👍🏽", "🇫🇷", "🇬", "e\u0301", "\u0301", "\u200D", "\U0001F468", "\xff", "\x00",
}

// anyText draws shreds, any valid string or any bytes.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(shreds), 0, 30), func(s []string) string { return strings.Join(s, "") }),
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
}
