package text_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

const england = "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F"

func TestCanonical(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"empty":                    {"", ""},
		"plain":                    {"Hello, world", "Hello, world"},
		"composes":                 {"e\u0301te\u0301", "été"},
		"composes over a dropped":  {"e\u200B\u0301", "é"},
		"crlf":                     {"a\r\nb\rc", "a\nb\nc"},
		"line separators":          {"a\u2028b\u2029c\u0085d", "a\nb\nc\nd"},
		"tab":                      {"a\tb", "a b"},
		"one blank line":           {"a\n\n\n\n\nb\n \n\u00A0\nc", "a\n\nb\n\nc"},
		"blank lines in disguise":  {"a\n\u2800\n\u3164\n\u200B\n\u3000\nb", "a\n\nb"},
		"ten thousand newlines":    {"a" + strings.Repeat("\n", 10000) + "b", "a\n\nb"},
		"trailing spaces":          {"a  \nb\u202F\nc ", "a\nb\nc"},
		"indentation stays":        {"a\n  - b", "a\n  - b"},
		"outer space":              {" \n a \n ", "a"},
		"french spaces stay":       {"40\u202F% «\u00A0oui\u00A0»", "40\u202F% «\u00A0oui\u00A0»"},
		"invalid bytes":            {"caf\xe9 \xe2\x82 ok", "caf  ok"},
		"replacement character":    {"a\uFFFDb", "ab"},
		"controls":                 {"a\x00b\bc\x7fd\u0081e", "abcde"},
		"bidi":                     {"ab\u202Ecd\u202C\u2066ef\u2069\u200Fg\u061Ch", "abcdefgh"},
		"zero width":               {"pay\u200Bpal\u2060\uFEFF\u200C\u200D!", "paypal!"},
		"soft hyphen":              {"com\u00ADmu\u00ADnity", "community"},
		"bom":                      {"\uFEFFa", "a"},
		"colours":                  {"\x1b[1;31mred\x1b[0m and \u009b32mgreen", "red and green"},
		"terminal link":            {"\x1b]8;;https://evil.example\x1b\\text\x1b]8;;\a", "text"},
		"unfinished command":       {"\x1b]0;title", "0;title"},
		"command over two lines":   {"\x1b]0;a\nb\a", "0;a\nb"},
		"lone escape":              {"a\x1b", "a"},
		"smuggled tags":            {"hi\U000E0048\U000E0049", "hi"},
		"smuggled selectors":       {"hi\uFE0F\uFE01\U000E0101", "hi"},
		"subdivision flag":         {"go " + england + "!", "go " + england + "!"},
		"flag with stray tags":     {"\U0001F3F4\U000E0068\U000E0069 x", "\U0001F3F4 x"},
		"flag of nowhere":          {"\U0001F3F4\U000E0075\U000E0073\U000E0061\U000E0062\U000E0063\U000E0064\U000E0065\U000E007F", "\U0001F3F4"},
		"flag never closed":        {"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E", "\U0001F3F4"},
		"family":                   {"👩‍👩‍👧 🏳️‍🌈 👩🏽‍💻 ❤️‍🔥", "👩‍👩‍👧 🏳️‍🌈 👩🏽‍💻 ❤️‍🔥"},
		"keycap":                   {"1️⃣ #️⃣", "1️⃣ #️⃣"},
		"digit with selector":      {"1\uFE0F2", "12"},
		"text style":               {"☎\uFE0E", "☎"},
		"joiner at the end":        {"🙂\u200D", "🙂"},
		"two joiners":              {"👩\u200D\u200D💻", "👩‍💻"},
		"two selectors":            {"❤\uFE0F\uFE0F", "❤️"},
		"joiner before composed":   {"🙂\u200D↔\u200D\u0338", "🙂\u21AE"},
		"pile of marks":            {"z" + strings.Repeat("\u0336", 500) + "y", "z" + strings.Repeat("\u0336", 8) + "y"},
		"spells excluded letters":  {"\u0958", "\u0915\u093C"},
		"noncharacters":            {"a\uFFFE\uFDD0\U0001FFFFb", "ab"},
		"nothing left":             {"\u200B\u202E \n\x00", ""},
		"markdown and mentions":    {"<@U1> *bold* `x`", "<@U1> *bold* `x`"},
		"spaces inside are a text": {"a  b", "a  b"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := text.Canonical(c.in); got != c.want {
				t.Errorf("Canonical(%+q)\n got %+q\nwant %+q", c.in, got, c.want)
			}
		})
	}
}

// checkCanonical fails t unless Canonical kept its promises on s.
func checkCanonical(t interface{ Fatalf(string, ...any) }, s string) {
	c := text.Canonical(s)
	switch again := text.Canonical(c); {
	case again != c:
		t.Fatalf("not idempotent on %+q:\n once %+q\ntwice %+q", s, c, again)
	case !utf8.ValidString(c) || !norm.NFC.IsNormalString(c):
		t.Fatalf("not valid NFC: %+q from %+q", c, s)
	case text.Runes(c) > text.Runes(norm.NFC.String(s)):
		t.Fatalf("grew: %+q from %+q", c, s)
	case text.Hidden(c):
		t.Fatalf("still hides something: %+q from %+q", c, s)
	case strings.Contains(c, "\n\n\n") || strings.TrimSpace(c) != c || strings.Contains(c, " \n"):
		t.Fatalf("untidy: %+q from %+q", c, s)
	}
	for _, r := range c {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			t.Fatalf("%U survives in %+q from %+q", r, c, s)
		}
	}
}

func TestCanonicalKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCanonical(t, anyText().Draw(t, "s")) })
}

func FuzzCanonical(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, s string) { checkCanonical(t, s) })
}

func TestCanonicalKeepsEveryEmoji(t *testing.T) {
	f, err := os.Open(sharedtest.Set(t, "adversarial", "unicode", "emoji-test.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		_, comment, ok := strings.Cut(lines.Text(), "# ")
		if !ok || !strings.Contains(lines.Text(), "qualified") {
			continue
		}
		emoji, _, _ := strings.Cut(comment, " ")
		seen++
		if got := text.Canonical(emoji); got != emoji || text.Hidden(emoji) {
			t.Errorf("Canonical(%+q) = %+q", emoji, got)
		}
	}
	if seen < 3000 {
		t.Errorf("read only %d emoji", seen)
	}
}

func TestHidden(t *testing.T) {
	for s, want := range map[string]bool{
		"":                         false,
		"Été à 40\u202F%\t\r\n":    false,
		"\uFEFFstarts with a mark": false,
		"👩‍💻 ❤️ 1️⃣ ☎\uFE0E" + england: false,
		"caf\xe9 \uFFFD":                  false,
		"a\u202Eb":                        true,
		"a\u200Bb":                        true,
		"in\uFEFFside":                    true,
		"a\u00ADb":                        true,
		"a\u200Db":                        true,
		"\x1b[8mhidden":                   true,
		"abc\b\b\b":                       true,
		"overwritten\rby this":            true,
		"hi\U000E0048":                    true,
		"hi\U000E0101":                    true,
		"\u3164":                          true,
		"z" + strings.Repeat("\u0301", 9): true,
	} {
		if got := text.Hidden(s); got != want {
			t.Errorf("Hidden(%+q) = %v", s, got)
		}
	}
}

func BenchmarkCanonical(b *testing.B) {
	s := strings.Repeat("Réunion à 10 h 🙂 with the whole team…\r\n", 25000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.Canonical(s)
	}
}
