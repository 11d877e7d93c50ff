package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func texts(spans []text.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Text)
	}
	return strings.Join(out, " | ")
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"":                                                  "",
		" … !?":                                             "",
		"Hello, world!":                                     "Hello | world",
		"don't it's we’ll team's o'clock":                   "don't | it's | we’ll | team's | o'clock",
		"C'mon, d'you c'monstre":                            "C'mon | d'you | c' | monstre",
		"the teams' rock'n'roll 'quoted'":                   "the | teams | rock'n'roll | quoted",
		"l'équipe L’Équipe d'Emma qu'il":                    "l' | équipe | L’ | Équipe | d' | Emma | qu' | il",
		"aujourd'hui quelqu'un presqu'île":                  "aujourd'hui | quelqu'un | presqu'île",
		"jusqu'aujourd'hui, d'aujourd'hui":                  "jusqu' | aujourd'hui | d' | aujourd'hui",
		"C'EST L'ÉTÉ c’est-à-dire qu'est-ce":                "C' | EST | L' | ÉTÉ | c’ | est-à-dire | qu' | est-ce",
		"N'Golo M'Bappé D'Artagnan":                         "N'Golo | M'Bappé | D' | Artagnan",
		"a-t-il rendez-vous well-known – ok -":              "a-t-il | rendez-vous | well-known | ok",
		"1 200 1\u202F200,50 12\u00A0345\u00A0678 1,200.50": "1 200 | 1\u202F200,50 | 12\u00A0345\u00A0678 | 1,200.50",
		"40 % 40% 3,5\u202F% 12‰ 100 %.":                    "40 % | 40% | 3,5\u202F% | 12‰ | 100 %",
		"12/03 12/03/2026 2026-11-05 24/7":                  "12/03 | 12/03/2026 | 2026-11-05 | 24/7",
		"10:30 10h30 5G 1er 2nd 3x 24-hour":                 "10:30 | 10h30 | 5G | 1er | 2nd | 3x | 24-hour",
		"en 2024 300 personnes, 06 12 34":                   "en | 2024 | 300 | personnes | 06 | 12 | 34",
		"1'200 5. 6, 7: v2.0 GPT-4.5 Q3":                    "1'200 | 5 | 6 | 7 | v2.0 | GPT-4.5 | Q3",
		"12 1234 1 20":                                      "12 | 1234 | 1 | 20",
		"#Été2026 #go_team C# #1 a#b ##x":                   "#Été2026 | #go_team | C | 1 | a | b | #x",
		"@ada @ada.bsky.social. @a@b.social @":              "@ada | @ada.bsky.social | @a@b.social",
		"<@U123|ada> a@b c@d.com, e.f+g@h.co.uk.":           "@U123 | ada | a | b | c@d.com | e.f+g@h.co.uk",
		"voir https://x.fr/a?b=1, example.com!":             "voir | https://x.fr/a?b=1 | example.com",
		"l'example.com d'@ada l'« été »":                    "l' | example.com | d' | @ada | l' | été",
		"the U.S. at 5 p.m. e.g. this, a.b":                 "the | U.S. | at | 5 | p.m. | e.g. | this | a | b",
		"a.b.c.d.e.f.g.h.i.j.k.l.m.n.":                      "a | b | c | d | e | f | g | h | i | j | k | l | m | n",
		"R&D Node.js my_var 🙂ok🙂":                           "R | D | Node | js | my | var | ok",
		"e\u0301te\u0301 1️⃣ m²":                            "e\u0301te\u0301 | 1 | m²",
		"中文 Привет":                                         "中文 | Привет",
	} {
		if diff := cmp.Diff(want, texts(text.Words(in))); diff != "" {
			t.Errorf("Words(%q): %s", in, diff)
		}
	}
}

func TestWordsAreSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "s")
		checkSpans(t, s, text.Words(s))
	})
}

func TestWordsLoseNoLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := text.Canonical(shreds().Draw(t, "s"))
		last := 0
		for _, w := range append(text.Words(s), text.Span{Start: len(s), End: len(s)}) {
			if gap := s[last:w.Start]; strings.ContainsAny(gap, "aeBthdlwgqmpocurn0123456789é") {
				t.Fatalf("letters between words: %q in %q", gap, s)
			}
			last = w.End
		}
	})
}

func FuzzWords(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Add("l'équipe 1 200,50 % a@b.co #x @y.z 10h30 U.S.")
	f.Fuzz(func(t *testing.T, s string) { checkSpans(t, s, text.Words(s)) })
}

func BenchmarkWords(b *testing.B) {
	for name, unit := range map[string]string{
		"prose": "Nous lançons l'appli demain, 1 200 clients at 40 %. ", "apostrophes": "l'", "letters": "a", "digits": "1 ",
		"groups": "123 ", "acronyms": "a.", "acronyms not ended": strings.Repeat("a.", 1000) + "aa ", "ats": "a@", "handles": "@a.", "hyphens": "a-", "tags": "#1",
	} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				text.Words(s)
			}
		})
	}
}
