package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// briefs returns the fictional briefs of testdata in one language.
func briefs(t testing.TB, lang string) []string {
	t.Helper()
	raw, err := os.ReadFile("testdata/briefs." + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n---\n")
}

// A draft that copies its brief gives a reviewer nothing to read, in whole or sentence by sentence.
func TestCopiedBriefGivesNoFindings(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for i, brief := range briefs(t, lang) {
			x := Index([]Source{{ID: "brief", Text: brief}})
			for _, f := range x.Text(Input{Text: brief, Language: lang}) {
				t.Errorf("%s brief %d: %s %q at %d", lang, i+1, f.Code, f.Text, f.Start)
			}
			for _, s := range read(brief).sentences {
				for _, f := range x.Claims(s.Text) {
					t.Errorf("%s brief %d, sentence %q: %s %q", lang, i+1, s.Text, f.Code, f.Text)
				}
			}
			for _, f := range x.Claims(reworded(brief, lang)) {
				t.Errorf("%s brief %d, reworded %q: %s %q", lang, i+1, reworded(brief, lang), f.Code, f.Text)
			}
		}
	}
}

// reworded writes figures, dates and times another way without changing what they say.
func reworded(brief, lang string) string {
	pairs := []string{"1,200", "1200", "12,000", "12 000", " am", " a.m.", " pm", " p.m.", "%", " percent", "https://", "", "“", "\"", "30 minutes", "thirty minutes"}
	if lang == "fr" {
		pairs = []string{"1 200", "1200", "12 000", "12.000", "9h30", "9:30", "19h30", "19:30", "17 h.", "17h00.", "%", "pour cent", "https://", "www.", "«", "“", "»", "”", "30 minutes", "trente minutes", "1er mars", "1 mars"}
	}
	return strings.NewReplacer(pairs...).Replace(brief)
}

// mutation is one wrong draft: where it went wrong, in bytes.
type mutation struct {
	text       string
	start, end int
}

// swapsOf exchanges each claim of a sort in the brief for another of the same sort.
func swapsOf(brief string, s sort, replacements []string) []mutation {
	var out []mutation
	d := read(brief)
	for n, it := range d.items()[s] {
		if s == figure && (d.trivial(it) || it.spelled) || s == name && d.vague(it, name) {
			continue
		}
		r := replacements[(n+len(brief))%len(replacements)]
		if s == address {
			r = map[shape]string{linkShape: r, emailShape: "sales@vantrelle.example", handleShape: "@vantrelle"}[d.tokens[it.from].shape]
		}
		start, end := it.start, it.end
		if s == figure {
			start, end = d.tokens[it.from].start, d.tokens[it.from].end
			if d.tokens[it.from].shape != numberShape {
				start, end = d.tokens[it.from+1].start, d.tokens[it.from+1].end
			}
		}
		out = append(out, mutation{brief[:start] + r + brief[end:], start, start + len(r)})
	}
	return out
}

// insertsOf adds a sentence of the same language with a claim nobody made.
func insertsOf(brief string, sentences []string) []mutation {
	var out []mutation
	for _, s := range sentences {
		out = append(out, mutation{brief + " " + s, len(brief), len(brief) + 1 + len(s)})
	}
	return out
}

func (m mutation) found(x *Indexed) bool {
	d := read(m.text)
	return spans(x.Text(Input{Text: m.text})).meet(int(d.runeAt[m.start]), int(d.runeAt[m.end]))
}

func TestEvalWrongClaims(t *testing.T) {
	type kind struct {
		name    string
		sort    sort
		swaps   []string
		inserts []string
	}
	kinds := map[string][]kind{
		"en": {
			{"number", figure, []string{"777", "3,333", "1.75", "97", "53,210", "19.37"}, []string{"More than 9,990 people did it.", "Only 7.77 a piece.", "It grew by 71% this year.", "Worth $88 million."}},
			{"date", day, []string{"29 December", "August 30, 2031", "30/12/2029", "Feb. 25"}, []string{"Back on December 29.", "It closes on 25/02.", "See you on 30 August 2031!"}},
			{"time", hour, []string{"3:10 am", "4:25", "1 am"}, []string{"Be there at 3:10 am.", "Doors at 4.25 a.m."}},
			{"name", name, []string{"Vantrelle", "Corwin Blakewell", "Mirabeth Oduya", "Tessellate Labs"}, []string{"Vantrelle joins us.", "With the help of Corwin Blakewell.", "A partnership with Tessellate Labs.", "Mirabeth says thank you."}},
			{"link", address, []string{"https://vantrelle.example/offer", "www.vantrelle.example"}, []string{"More on https://vantrelle.example/offer", "Go to vantrelle.example today."}},
			{"quote", quotation, []string{"\"Nothing here was ever said by anybody.\"", "“We could not be happier about this result.”"}, []string{"\"We are so proud of this team,\" she said.", "A visitor: “I will come back with my sister.”"}},
		},
		"fr": {
			{"number", figure, []string{"777", "3 333", "1,75", "97", "53 210", "19,37"}, []string{"Plus de 9 990 personnes l'ont fait.", "Seulement 7,77 € pièce.", "Une hausse de 71 % cette année.", "Le tout pour 88 millions d'euros."}},
			{"date", day, []string{"29 décembre", "30 août 2031", "30/12/2029", "25 févr."}, []string{"De retour le 29 décembre.", "Fermeture le 25/02.", "Rendez-vous le 30 août 2031 !"}},
			{"time", hour, []string{"3h10", "4:25", "1 h"}, []string{"Soyez là à 3h10.", "Portes à 4 h 25."}},
			{"name", name, []string{"Vantrelle", "Corentin Blaqueval", "Mirabelle Oduya", "Ateliers Tessel"}, []string{"Vantrelle nous rejoint.", "Avec l'aide de Corentin Blaqueval.", "Un partenariat avec les Ateliers Tessel.", "Mirabelle vous dit merci."}},
			{"link", address, []string{"https://vantrelle.example/offre", "www.vantrelle.example"}, []string{"Plus sur https://vantrelle.example/offre", "Allez sur vantrelle.example."}},
			{"quote", quotation, []string{"« Rien de tout cela n'a jamais été dit. »", "“Nous ne pourrions pas être plus heureux.”"}, []string{"« Nous sommes si fiers de cette équipe », dit-elle.", "Un visiteur : “Je reviendrai avec ma sœur.”"}},
		},
	}
	for lang, list := range kinds {
		for _, k := range list {
			all, caught, missed := 0, 0, []string(nil)
			for _, brief := range briefs(t, lang) {
				x := Index([]Source{{ID: "brief", Text: brief}})
				for _, m := range slices.Concat(swapsOf(brief, k.sort, k.swaps), insertsOf(brief, k.inserts)) {
					if all++; m.found(x) {
						caught++
					} else {
						missed = append(missed, fmt.Sprintf("%q in %q", m.text[m.start:m.end], m.text))
					}
				}
			}
			if all < 100 {
				t.Errorf("%s %s: %d wrong claims, want 100", lang, k.name, all)
			}
			set := fmt.Sprintf("own briefs, %s, %d exchanged or inserted", lang, all)
			sharedtest.Note(t, sharedtest.Figure{Task: "claims, wrong", Set: set, Measure: k.name + ", recall, %", Value: share(caught, all), Least: 99})
			if len(missed) > 0 {
				t.Logf("missed %s", strings.Join(missed[:min(len(missed), 8)], "\n"))
			}
		}
	}
}
