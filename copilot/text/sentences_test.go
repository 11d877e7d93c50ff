package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestSentences(t *testing.T) {
	// A bar marks where one sentence must end and the next begin.
	for _, marked := range []string{
		"One sentence.",
		"No full stop",
		"First one.| Second one!| Third one?| Fourth",
		"Dr. Smith met Mrs. Jones at St. Paul's.| They left.",
		"M. Dupont et Mme. Durand arrivent.| Ils repartent.",
		"M. Le Goff parle.| Le public écoute.",
		"Avec J. Le Goff.| Puis J. La Rue et K. Martin.",
		"Use a cache, e.g. Redis, i.e. memory.| It works, cf. Doe.| Fine.",
		"Plusieurs canaux, p. ex. Slack, sont ouverts.| C'est tout.",
		"We sell pens, etc. and more.| We sell pens, etc.| They sell paper.",
		"See No. 5, vol. 2, p. 12 and fig. 3.| I said no.| Then I left.",
		"J. R. R. Tolkien and J.K. Rowling wrote.| George W. Bush did too.",
		"We need a plan B.| The plan A failed.| It was I.| We know.",
		"The U.S. Senate voted.| We live in the U.S.| The law passed.",
		"It starts at 5 p.m. sharp.| It ends at 6 p.m.| We leave.",
		"It costs 3.50 dollars, or 1.200,50 euros.| Version 2.0 is out.",
		"That was in 2024.| The next is in 2026.| 3 people came.",
		"See https://x.fr/a?B=1.C!D for more.| Then example.com.| Done.",
		"Well... maybe.| Hmm…| Yes.| So… we wait.",
		"Really?!| Yes!!!| OK.",
		"« Bravo ! » dit-il.| « Merci. » | Elle sourit.",
		"“Is it?” she asked.| “It is.” | He nodded.| (It was.)| End.",
		"Bravo !| Quelle équipe ?| La nôtre.",
		"ok.| i'll do it.| really?| yes.| thanks",
		"sounds good.| i'll ship it today.| thanks all",
		"Great! 🎉🎉| Next up: demo. 👩‍💻| Done 🙂 really.",
		"Acme Inc. is here.| We joined Acme Inc.| Then we left.",
		"La société Acme S.A. est là.| Le no. 4 aussi.",
		"Fine with me.| I'll tell Me. Durand.| Done.",
		"Je vous dis ça.| Karim le sait depuis, ca. 1900, et ça.| Bien.",
		"On se voit le 3 janv. 2026.| D'accord ?",
		"Smith et al. (2020) agree.| So do we, see Refs. [3, 4].| Fine.",
		"Node.js and Yahoo.Mail stay.| Quoi?|Non.",
		"Rendez-vous à 10 h.| Merci à tous.",
		"中文。|第二句！|完",
		"1. Open the app.| Then log in.| 2. Click.",
	} {
		want := strings.Split(marked, "|")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		in := strings.ReplaceAll(marked, "|", "")
		if diff := cmp.Diff(strings.Join(want, "\n"), strings.ReplaceAll(texts(text.Sentences(in)), " | ", "\n")); diff != "" {
			t.Errorf("Sentences(%q): %s", in, diff)
		}
	}
}

func TestSentencesOfLines(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		" \n…\n 🙂 \n--":                     "",
		"One\nTwo\r\nThree\u2028Four":       "One | Two | Three | Four",
		"- one\n* two\n• three\n– quatre":   "one | two | three | quatre",
		"•one •two • three":                 "one | two | three",
		"1. Open it\n2) Close it\na) Leave": "1. Open it | 2) Close it | a) Leave",
		"> quoted line\n>> twice":           "quoted line | twice",
		"## A title\n#tag stays":            "A title | #tag stays",
		"-5 degrees\n-x":                    "-5 degrees | -x",
		"*bold* start. *Next* one.":         "*bold* start. | *Next* one.",
	} {
		if diff := cmp.Diff(want, texts(text.Sentences(in))); diff != "" {
			t.Errorf("Sentences(%q): %s", in, diff)
		}
	}
}

// checkSentences fails t unless the sentences of s are spans that leave out
// only what says nothing.
func checkSentences(t interface{ Fatalf(string, ...any) }, s string) {
	spans := text.Sentences(s)
	checkSpans(t, s, spans)
	last := 0
	for _, p := range append(spans, text.Span{Start: len(s)}) {
		if gap := s[last:p.Start]; strings.ContainsAny(gap, "aeiouBTW0123456789é") {
			t.Fatalf("%q of %+q is in no sentence", gap, s)
		}
		last = p.End
	}
}

func TestSentencesAreSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkSentences(t, anyText().Draw(t, "s")) })
}

func FuzzSentences(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Add("Dr. Who? « Oui ! » dit-il. 1. Un 2. Deux… etc. p. ex. ceci.")
	f.Fuzz(func(t *testing.T, s string) { checkSentences(t, s) })
}

func BenchmarkSentences(b *testing.B) {
	for name, unit := range map[string]string{
		"prose": "Dr. Smith est là. We launch at 5 p.m. today! ", "stops": ".", "closers": ".)", "items": "1. ", "letters": "a. ",
		"lines": "a\n", "one closer run": "." + strings.Repeat(")", 1<<19) + "a", "emoji": "! 🎉 ", "marks": ">", "spaces": ". " + strings.Repeat(" ", 1000),
	} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				text.Sentences(s)
			}
		})
	}
}
