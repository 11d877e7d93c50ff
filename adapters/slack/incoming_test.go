package slack

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// directory names some of the people, channels and groups of a workspace.
func directory(kind byte, id string) string {
	return map[string]string{"@U1": "marc", "#C1": "general", "!S1": "team"}[string(kind)+id]
}

func TestPlain(t *testing.T) {
	for s, want := range map[string]string{
		"":                            "",
		"Bonjour &amp; merci":         "Bonjour & merci",
		"&lt;!channel&gt; &amp;lt;":   "<!channel> &lt;",
		"<@U1|marc> ok":               "@marc ok",
		"<@U1>, <@U2>":                "@marc, @U2",
		"<@U9|@léa>":                  "@léa",
		"<#C1|general>":               "#general",
		"<#C1> <#C1|> <#C2|>":         "#general #general #C2",
		"<!subteam^S1|@team>":         "@team",
		"<!subteam^S1> <!subteam^S2>": "@team @S2",
		"<!here> <!channel|@channel>": "@here @channel",
		"<!everyone>":                 "@everyone",
		"<!date^1392734382^Posted {date}|Posted 18 Feb>": "Posted 18 Feb",
		"<!unknown>":                      "<!unknown>",
		"<https://x.fr/a?b=1&amp;c=2>":    "https://x.fr/a?b=1&c=2",
		"<https://x.fr|le site>":          "le site (https://x.fr)",
		"<https://x.fr|R&amp;D>":          "R&D (https://x.fr)",
		"<https://x.fr|https://x.fr>":     "https://x.fr",
		"<http://x.fr/|x.fr>":             "http://x.fr/",
		"<https://x.fr|>":                 "https://x.fr",
		"<mailto:a@b.co|a@b.co>":          "a@b.co",
		"<mailto:a@b.co|write>":           "write (a@b.co)",
		"<tel:+33123456789|+33123456789>": "+33123456789",
		"a < b":                           "a < b",
		"a <":                             "a <",
		"a > b <@U1>":                     "a > b @marc",
		"<<@U1>":                          "<@marc",
		"1 <2 <@U1> > 3":                  "1 <2 @marc > 3",
		"<> <|x> <b> <@> <!>":             "<> <|x> <b> <@> <!>",
		"line\n&gt; <@U1|marc>\n":         "line\n> @marc\n",
	} {
		if got := plain(s, directory); got != want {
			t.Errorf("plain(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestPlainWithoutNames(t *testing.T) {
	if got := plain("<@U1> <#C1> <!subteam^S1>", nil); got != "@U1 #C1 @S1" {
		t.Errorf("plain = %q", got)
	}
}

func TestMentions(t *testing.T) {
	for s, want := range map[string][2][]string{
		"":               {},
		"approvers marc": {},
		"approvers <@U1|marc> <!subteam^S1|@team>":       {{"U1"}, {"S1"}},
		"<@W2> <@U1> <@W2> <!subteam^S1><!subteam^S1|x>": {{"W2", "U1"}, {"S1"}},
		"<!here> <#C1> <https://x.fr|@U1> <@u1> <@U1 >":  {},
		"&lt;@U1&gt;": {},
	} {
		users, groups := mentions(s)
		if d := cmp.Diff(want, [2][]string{users, groups}); d != "" {
			t.Errorf("mentions(%q):\n%s", s, d)
		}
	}
}

// What a person typed, as Slack passes it on, is read as it was typed.
func TestPlainUndoesEscaping(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		if got := plain(escape(s), directory); got != s {
			t.Fatalf("plain(escape(%q)) = %q", s, got)
		}
		if users, groups := mentions(escape(s)); users != nil || groups != nil {
			t.Fatalf("mentions(escape(%q)) = %q, %q", s, users, groups)
		}
	})
}

// FuzzPlain: nothing breaks it, and every id it mentions was in the text.
func FuzzPlain(f *testing.F) {
	f.Add("<@U1|marc> <#C1> <!subteam^S1|@team> <https://x.fr|x.fr> &amp; <")
	f.Add("<mailto:a@b.co|a@b.co><!date^1^x|y><<>>")
	f.Fuzz(func(t *testing.T, s string) {
		if got := plain(s, directory); !strings.Contains(s, ">") && got != unescape(s) {
			t.Errorf("plain(%q) = %q", s, got)
		}
		users, groups := mentions(s)
		for _, id := range append(users, groups...) {
			if !strings.Contains(s, id) {
				t.Errorf("mentions(%q): %q", s, id)
			}
		}
	})
}
