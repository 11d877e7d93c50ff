package text_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/text"
)

func TestKeyphrases(t *testing.T) {
	for _, c := range []struct {
		lang, in string
		want     []string // among the first fifteen
		never    []string
	}{
		{
			"en", "Launch of our new mobile app on Thursday, March 5. The mobile app lets shop owners track orders in real time. " +
				"It is available on iOS and Android in France. We really hope shop owners will love it! #retail @acme https://acme.com",
			[]string{"mobile app", "shop owners", "iOS", "Android", "France", "retail"},
			[]string{"March", "Thursday", "We", "will", "love", "acme", "https://acme.com", "5", "track", "available", "shop owners track orders"},
		},
		{
			"fr", "Notre collection d'été arrive en boutique le 3 mars. Cette collection d’été, en coton recyclé, est fabriquée à Lyon. " +
				"Rejoignez-nous à l'atelier de couture de Lyon pour une soirée avec l'équipe. #mode",
			[]string{"collection d'été", "coton recyclé", "Lyon", "atelier de couture", "mode", "équipe"},
			[]string{"mars", "notre", "Rejoignez-nous", "arrive", "est", "de", "l'atelier", "fabriquée"},
		},
		{
			"en", "We measure the charge density of organic thin films. Charge density measurements of organic thin films rely on " +
				"field-dependent mobility, and the charge mobility of polarons was determined with time-resolved optical spectroscopy.",
			[]string{"charge density", "organic thin films", "time-resolved optical spectroscopy", "charge mobility"},
			[]string{"We", "measure", "determined", "rely"},
		},
		{
			"fr", "ANNONCE DE NOTRE NOUVELLE APPLI MOBILE ! L'APPLI MOBILE EST GRATUITE POUR LES ÉCOLES.",
			[]string{"APPLI MOBILE", "ÉCOLES"},
			[]string{"NOTRE", "EST", "DE"},
		},
		{"en", "", nil, nil},
		{"en", "the of and 12 % 👍", nil, nil},
		{"fr", "le la les, c'est à vous", nil, nil},
	} {
		var got []string
		for _, p := range text.Keyphrases(c.in, c.lang, 15) {
			got = append(got, p.Text)
		}
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q is not among %q", w, got)
			}
		}
		for _, w := range c.never {
			if slices.Contains(got, w) {
				t.Errorf("%q is among %q", w, got)
			}
		}
		if c.want == nil && got != nil {
			t.Errorf("Keyphrases(%q) = %q, want none", c.in, got)
		}
	}
}

func TestKeyphrasesSpeakTheTextsOwnWords(t *testing.T) {
	in := "The long database migration for the invoices of the billing\nservice failed again last night, so the on-call team rolled back the database\nmigration by hand. Teams' budgets, team budget."
	got := text.Keyphrases(in, "en", 20)
	counts := map[string]int{}
	for _, p := range got {
		counts[stems(p.Text, "en")]++
	}
	if counts["bill servic"] != 1 || counts["databas migrat"] != 1 || counts["team budget"] != 1 {
		t.Errorf("across a wrapped line or in the plural a phrase is still one: %v", got)
	}
}

func TestKeyphrasesPutPartsLast(t *testing.T) {
	in := "The staging server is down. The staging server needs the database migration, and the database migration needs Ada, the deploy, a lunch and a drink."
	for i, p := range text.Keyphrases(in, "en", 6) {
		if slices.Contains([]string{"staging", "server", "database", "migration"}, p.Text) {
			t.Errorf("%q, only a part, comes at %d", p.Text, i)
		}
	}
}

func TestKeyphrasesKeepTheirPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(shreds(), 0, 4).Draw(t, "s"), " ")
		lang := rapid.SampledFrom([]string{"en", "fr", ""}).Draw(t, "lang")
		most := rapid.IntRange(-1, 12).Draw(t, "max")
		got := text.Keyphrases(s, lang, most)
		if len(got) > max(0, most) {
			t.Fatalf("%d phrases, asked for %d", len(got), most)
		}
		plain := strings.Join(strings.Fields(s), " ")
		for i, p := range got {
			if p.Text == "" || !strings.Contains(plain, p.Text) {
				t.Fatalf("%q does not stand in %q", p.Text, plain)
			}
			if p.Score <= 0 || p.Score >= 1 || i > 0 && p.Score > got[i-1].Score {
				t.Fatalf("scores are out of range or order: %v", got)
			}
		}
		if diff := cmp.Diff(got, text.Keyphrases(s, lang, most)); diff != "" {
			t.Fatalf("another run finds others: %s", diff)
		}
	})
}

func BenchmarkKeyphrases(b *testing.B) {
	for name, unit := range map[string]string{
		"prose": "Our new mobile app lets shop owners track orders in Lyon. ", "one chunk": "alpha beta ", "joints": "cost of ", "letters": "a",
	} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				text.Keyphrases(s, text.English, 10)
			}
		})
	}
}
