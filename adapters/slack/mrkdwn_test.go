package slack

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMrkdwnEmphasis(t *testing.T) {
	for s, want := range map[string]string{
		"**b** and __b__":          "*b* and *b*",
		"*i* and _i_":              "_i_ and _i_",
		"***x*** and ___x___":      "*_x_* and *_x_*",
		"~~s~~":                    "~s~",
		"**b _i_ b**":              "*b _i_ b*",
		"**b *i***":                "*b _i_*",
		"*i **b** i*":              "_i *b* i_",
		"**a __b__ c**":            "*a b c*",
		"****x****":                "*x*",
		"l’**équipe** est là":      "l’*équipe* est là",
		"**Note :** à 10 h":        "*Note :* à 10 h",
		"这是**重点**内容":               "这是*重点*内容",
		"snake_case_word":          "snake_case_word",
		"__init__.py":              "*init*.py",
		"2*3*4 and 2**3**4":        "2*3*4 and 2**3**4",
		"2 * 3 * 4":                "2 * 3 * 4",
		"a ** b ** c":              "a ** b ** c",
		"*open, **too, _and, ~~so": "*open, **too, _and, ~~so",
		"** not bold **":           "** not bold **",
		"~5 € à ~6 €":              "~5 € à ~6 €",
		"a ~~~s~~~ in a line":      "a ~~~s~~~ in a line",
		`\*literal\* \_too\_`:      "*literal* _too_",
		`C:\dir\new and \ alone\`:  `C:\dir\new and \ alone\`,
		"*":                        "*",
		"* ":                       "* ",
		"**bold\nover lines**":     "**bold\nover lines**",
		"*a **b* c**":              "_a b c_",
	} {
		if got := mrkdwn(s); got != want {
			t.Errorf("mrkdwn(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestMrkdwnBlocks(t *testing.T) {
	for s, want := range map[string]string{
		"# Titre":                     "*Titre*",
		"###### Six ##":               "*Six*",
		"## **Bold** and *italic*":    "*Bold and _italic_*",
		"#hashtag #two":               "#hashtag #two",
		"####### seven":               "####### seven",
		"# ":                          "# ",
		"# ##":                        "*##*",
		"- a\n* b\n+ c":               "• a\n• b\n• c",
		"- a\n  - b\n\t* **c**":       "• a\n  • b\n\t• *c*",
		"- [ ] to do\n- [x] done":     "• [ ] to do\n• [x] done",
		"1. a\n2) *b*":                "1. a\n2) _b_",
		"-5 °C\n+33 1\n*-*":           "-5 °C\n+33 1\n_-_",
		"> quote\n>tight\n> - **a**":  "&gt; quote\n&gt; tight\n&gt; • *a*",
		"> > two\n>>> three":          "&gt; two\n&gt; three",
		">\n> ":                       "&gt;\n&gt;",
		"a > b\n    > deep":           "a &gt; b\n    &gt; deep",
		"---\n***\n_ _ _\n- - -\n--":  "———\n———\n———\n———\n--",
		"| a | **b** |\n|---|---|":    "| a | *b* |\n|---|---|",
		"<b>x</b> <br/> <!-- n -->":   "&lt;b&gt;x&lt;/b&gt; &lt;br/&gt; &lt;!-- n --&gt;",
		"one\r\n# two\r\n- three\r\n": "one\r\n*two*\r\n• three\r\n",
		"&amp; &lt;":                  "&amp;amp; &amp;lt;",
		"":                            "",
	} {
		if got := mrkdwn(s); got != want {
			t.Errorf("mrkdwn(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestMrkdwnCode(t *testing.T) {
	for s, want := range map[string]string{
		"`a < b` and ``c ` d``":                  "`a &lt; b` and `c ` d`",
		"`` `x` ``":                              "``x``",
		"`**not bold**` **bold**":                "`**not bold**` *bold*",
		"`open **b**":                            "`open *b*",
		"\\`not code **b**`":                     "`not code *b*`",
		"`[a](b)` [`c`](d)":                      "`[a](b)` `c` (d)",
		"```one line``` left":                    "`one line` left",
		"```go\nif a < b { _x_ }\n```\n*i*":      "```\nif a &lt; b { _x_ }\n```\n_i_",
		"~~~\n```\n~~~":                          "```\n```\n```",
		"````md\n```\n````\n**b**":               "```\n```\n```\n*b*",
		"```\nopen **b**":                        "```\nopen **b**\n```",
		"```two words\nx\n```":                   "```\ntwo words\nx\n```",
		"1. a\n   ```sh\n   ls\n     -l\n   ```": "1. a\n```\nls\n  -l\n```",
		"- ```go\n  x\n  ```":                    "• ```\n  x\n```",
		"> ```go\n> x > y\n> ```\n> z":           "```\nx &gt; y\n```\n&gt; z",
		"> ```\n> x\nout":                        "```\nx\n```\nout",
		"```\n> kept\n```":                       "```\n&gt; kept\n```",
	} {
		if d := cmp.Diff(want, mrkdwn(s)); d != "" {
			t.Errorf("mrkdwn(%q):\n%s", s, d)
		}
	}
}

func TestMrkdwnLinks(t *testing.T) {
	for s, want := range map[string]string{
		"[label](https://x.fr)":             "label (https://x.fr)",
		"[**b**](https://x.fr/a?b=1&c=2)":   "*b* (https://x.fr/a?b=1&amp;c=2)",
		"**[b](https://x.fr)**":             "*b (https://x.fr)*",
		"[a](<https://x.fr/a b>)":           "a (https://x.fr/a b)",
		`[a](https://x.fr "the title")`:     `a (https://x.fr "the title")`,
		"[a](https://x.fr/b_(c)_d) _e_":     "a (https://x.fr/b_(c)_d) _e_",
		"[a]() [](https://x.fr)":            "a (https://x.fr)",
		"![alt *text*](https://x.fr/i.png)": "alt *text*",
		"![](i.png)ok":                      "ok",
		"[![badge](i.png)](https://x.fr)":   "badge (https://x.fr)",
		"[a [b](c) d](e)":                   "a b (c) d (e)",
		"[a](see the note)":                 "[a](see the note)",
		"[a] (b) [c][1] [d]":                "[a] (b) [c][1] [d]",
		"[1]: https://x.fr":                 "[1]: https://x.fr",
		"[open](https://x.fr":               "[open](https://x.fr",
		`\[a](b) !\[c](d)`:                  "[a](b) ![c](d)",
		`\![c](d)`:                          "!c (d)",
		"<https://x.fr?a&b> <a@b.co>":       "https://x.fr?a&amp;b a@b.co",
		"<javascript:alert(1)>":             "javascript:alert(1)",
		"[a](javascript:x)":                 "a (javascript:x)",
		"https://x.fr/snake_case_path":      "https://x.fr/snake_case_path",
	} {
		if got := mrkdwn(s); got != want {
			t.Errorf("mrkdwn(%q) = %q, want %q", s, got, want)
		}
	}
}

// What would call people stays visible, and calls nobody.
func TestMrkdwnMentionsNobody(t *testing.T) {
	for _, form := range []string{"<!channel>", "<!here|here>", "<@U1>", "<#C1|general>", "<!subteam^S1|@team>", "<!date^1^{date}|x>", "<https://x.fr|x>"} {
		for _, around := range []string{"%", "**%**", "`%`", "```\n%\n```", "> %", "# %", "[%](%)", "![%](x)", "- %", "\\%", "<%>", "[a](<%>)"} {
			s := strings.ReplaceAll(around, "%", form)
			if got := mrkdwn(s); strings.ContainsAny(got, "<>") {
				t.Errorf("mrkdwn(%q) = %q", s, got)
			}
		}
	}
}
