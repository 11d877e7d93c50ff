package discord

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

func TestEscape(t *testing.T) {
	for s, want := range map[string]string{
		"":                               "",
		"Bonjour à tous 🙂, à 14:30 !":    "Bonjour à tous 🙂, à 14:30 !",
		"http://_ http://":               `http\://\_ http\://`,
		"*a* _b_ ~~c~~ ||d|| `e`":        "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`",
		"# T\n## T\n-# s\n- a\n+ b\n= c": "\\# T\n\\## T\n\\-# s\n\\- a\n\\+ b\n\\= c",
		"1. a\n  12. b\n3 a.":            "1\\. a\n  12\\. b\n3 a.",
		"> q\n>>> r\na > b":              "\\> q\n\\>>> r\na > b",
		"a - b # c + d":                  "a - b # c + d",
		"<@1> <#2> <t:3>":                `\<\@1> \<#2> \<t:3>`,
		"@everyone":                      `\@everyone`,
		":smile: 10:30:45 a: b :":        `\:smile: 10\:30:45 a: b :`,
		"[a](https://x.fr)":              `\[a](https://x.fr)`,
		`C:\dir \* \`:                    `C:\\dir \\\* \\`,
		"https://x.fr/a_b_(c)*d*?e=f#g":  "https://x.fr/a_b_(c)*d*?e=f#g",
		"(https://x.fr/a_b), _c_":        `(https://x.fr/a_b), \_c\_`,
		"<https://x.fr/a_b>":             `\<https://x.fr/a_b>`,
		"https://x.fr<@1>":               `https\://x.fr\<\@1>`,
		"https://x.fr.<t:1> <@1>":        `https\://x.fr.\<t:1> \<\@1>`,
		"https://x.fr<https://y.fr/_a_":  `https\://x.fr\<https://y.fr/_a_`,
		"HTTPS://X.FR/_a_":               `HTTPS\://X.FR/\_a\_`,
	} {
		if got := escape(s); got != want {
			t.Errorf("escape(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestEscapeIsShownExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		shownExactly(t, s)
		around := rapid.SampledFrom([]string{"**%**", "__%__", "-# %", "a %", "• % (b)", "\n%\n"}).Draw(t, "around")
		if strings.TrimSpace(s) != "" && !strings.Contains(s, "://") {
			before, after, _ := strings.Cut(around, "%")
			if got, want := read(before+escape(s)+after).plain.String(), valid(strings.Trim(before, "*_-#")+s+strings.Trim(after, "*_")); strings.TrimLeft(got, "¶ ") != strings.TrimLeft(want, " ") {
				t.Fatalf("%q in %q is shown as %q, want %q", s, around, got, want)
			}
		}
	})
}

func FuzzEscape(f *testing.F) {
	f.Add("**a** <@1> https://x.fr/a_b<@1>\n- b\n1. c")
	f.Add("[a](https://x.fr) @everyone :smile: `x` \\")
	f.Fuzz(func(t *testing.T, s string) { shownExactly(t, s) })
}

func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// shownExactly holds what escape promises of any text.
func shownExactly(t rapid.TB, s string) {
	r := read(escape(s))
	if got := r.plain.String(); got != valid(s) {
		t.Fatalf("escape(%q) = %q is shown as %q", s, escape(s), got)
	}
	if len(r.live)+len(r.masked) > 0 {
		t.Fatalf("escape(%q) = %q: alive are %q and %q", s, escape(s), r.live, r.masked)
	}
}

// TestEvalAttacks: whatever is shown is shown as it is, and nothing of it is alive in
// Discord.
func TestEvalAttacks(t *testing.T) {
	attacks, alive := sharedtest.Attacks(t), 0
	for _, attack := range attacks {
		if r := read(escape(attack)); r.plain.String() != valid(attack) || len(r.live)+len(r.masked) > 0 {
			t.Logf("escape(%q) = %q", attack, escape(attack))
			alive++
		}
	}
	sharedtest.NoteAttacks(t, "shown in Discord", len(attacks), alive, "live mentions or links")
}
