package discord

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestMarkdown(t *testing.T) {
	for s, want := range map[string]string{
		"":                                "",
		"**b** and __b__":                 "**b** and **b**",
		"*i* and _i_ and ~~s~~":           "*i* and *i* and ~~s~~",
		"***x***":                         "***x***",
		"**b _i_ b**":                     "**b *i* b**",
		"*i **b** i*":                     "*i **b** i*",
		"**a __b__ c**":                   "**a b c**",
		"l’**équipe** est là":             "l’**équipe** est là",
		"**Note :** à 10 h":               `**Note \:** à 10 h`,
		"snake_case_word":                 `snake\_case\_word`,
		"2*3*4 and 2**3**4":               `2\*3\*4 and 2\*\*3\*\*4`,
		"2 * 3 * 4 and ** x **":           `2 \* 3 \* 4 and \*\* x \*\*`,
		"*open, **too, _and":              `\*open, \*\*too, \_and`,
		`\*literal\* C:\dir`:              `\*literal\* C\:\\dir`,
		"`a*b*` and `` `x` ``":            "`a*b*` and \\`\\` `x` \\`\\`",
		"# Titre\n- a\n+ **b**\n1. c":     "Titre\n• a\n• **b**\n1\\. c",
		"> q":                             `\> q`,
		"[le site](https://x.fr/a_b)":     `le site (https://x.fr/a_b)`,
		"[**b**](https://x.fr)":           `**b** (https://x.fr)`,
		`[a](https://x.fr "t") ![alt](i)`: `a (https://x.fr) alt`,
		"**https://x.fr/a_b**":            "**https://x.fr/a_b**",
		"*https://x.fr/a\\*b c*":          "https://x.fr/a\\*b c",
		"<@1> @here <t:1> [a](b)":         `\<\@1> \@here \<t:1> a (b)`,
		"https://x.fr/*a* *b*":            "https://x.fr/*a* *b*",
		"[a](https://x.fr)a<#3>":          `a (https://x.fr) a\<#3>`,
		"*a*_b_":                          "*a* *b*",
		":![smile](x):":                   `\:smile\:`,
	} {
		if got := markdown(s); got != want {
			t.Errorf("markdown(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestMarkdownIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { tame(t, anyText().Draw(t, "s")) })
}

func FuzzMarkdown(f *testing.F) {
	f.Add("# **T**\n- [a](https://x.fr) <@1>\n`x` *q* ~~z~~")
	f.Add("~~https://x.fr/~a~~<@1> :![smile](x): *a*_b_")
	f.Fuzz(func(t *testing.T, s string) { tame(t, s) })
}

// tame holds what markdown promises of any text: nothing in it is alive, and no word
// is lost or added but where links lead.
func tame(t rapid.TB, s string) {
	got := markdown(s)
	r := read(got)
	if len(r.live)+len(r.masked) > 0 {
		t.Fatalf("markdown(%q) = %q: alive are %q and %q", s, got, r.live, r.masked)
	}
	if in, out := letterings(s), letterings(r.plain.String()); in != out && !strings.Contains(s, "](") {
		t.Fatalf("markdown(%q) = %q: %q is not %q", s, got, out, in)
	}
}

// letterings is the letters and digits of s.
func letterings(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
