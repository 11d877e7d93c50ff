package network

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPhrase(t *testing.T) {
	const fr = "Atelier d’écologie urbaine samedi à Saint-Étienne, avec l’association Rivières Vivantes. Les boulangeries artisanales ouvrent. #Marée_Basse"
	const en = "The opening of our bakery: free sourdough tasting on Saturday in Lyon\nwith RSE-certified flour & 3 cafés"
	for _, c := range []struct {
		lang, text, tag, phrase string
		exact                   bool
	}{
		{"fr", fr, "#écologieurbaine", "écologie urbaine", true},
		{"fr", fr, "#EcologieUrbaine", "écologie urbaine", true},
		{"fr", fr, "#AtelierDEcologie", "Atelier d’écologie", true},
		{"fr", fr, "#SaintÉtienne", "Saint-Étienne", true},
		{"fr", fr, "#BoulangerieArtisanale", "boulangeries artisanales", false},
		{"fr", fr, "#UrbaineÉcologie", "écologie urbaine", false},
		{"fr", fr, "#SaintÉtienneAssociation", "", false}, // a comma apart
		{"fr", fr, "#ÉcologieRivières", "", false},
		{"fr", fr, "#MaréeBasse", "", false}, // a hashtag is no word of a text
		{"fr", fr, "#Tendance", "", false},
		{"en", en, "#BakeryOpening", "opening of our bakery", false},
		{"en", en, "#SourdoughTasting", "sourdough tasting", true},
		{"en", en, "#FreeLyon", "", false},
		{"en", en, "#LyonRSE", "", false}, // a line apart
		{"en", en, "#3cafes", "3 cafés", true},
		{"en", "Version 4.2 and Lyon.fr", "#Version4_2", "Version 4.2", true},
		{"en", en, "#Of", "of", true},
		{"en", "", "#Lyon", "", false},
		{"en", en, "#", "", false},
	} {
		if phrase, exact := WordingOf(c.lang, c.text).Phrase(c.tag); phrase != c.phrase || exact != (c.exact && phrase != "") {
			t.Errorf("%s: %q, %v, want %q", c.tag, phrase, exact, c.phrase)
		}
	}
}

func TestRespell(t *testing.T) {
	for _, c := range [][3]string{
		{"#ecologieurbaine", "écologie urbaine", "#ÉcologieUrbaine"},
		{"#écologieurbaine", "ÉCOLOGIE URBAINE", "#ÉcologieUrbaine"},
		{"#Écologie", "ECOLOGIE", "#Écologie"},
		{"#WineBar", "winebar", "#WineBar"},
		{"#journéedeleau", "journée de l'eau", "#JournéeDeLEau"},
		{"#Other", "écologie urbaine", "#Other"},
	} {
		if got := Respell(c[0], c[1]); got != c[2] {
			t.Errorf("%s of %q: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestTagWords(t *testing.T) {
	for tag, want := range map[string]string{
		"#RSEParis_2026": "RSE Paris 2026", "#JournéeDeLEau": "Journée De L Eau", "#eau": "eau", "#G7": "G 7", "": "", "#_": "",
		"#ÉcologieUrbaine": "Écologie Urbaine", "#SEO": "SEO",
	} {
		if got := strings.Join(TagWords(tag), " "); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

// Whatever Tag makes of a phrase is found again where the phrase stands.
func TestPhraseFindsWhatTagMakes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`\pL{1,8}|[0-9]{1,3}`)
		sep := rapid.SampledFrom([]string{" ", "-", "’", " & "})
		phrase := word.Draw(t, "word")
		for range rapid.IntRange(0, 3).Draw(t, "more") {
			phrase += sep.Draw(t, "sep") + word.Draw(t, "word")
		}
		tag := Tag(phrase)
		if tag == "" {
			return
		}
		found, exact := WordingOf("fr", "Avant, "+phrase+". Après").Phrase(tag)
		if Letters(found) != Letters(tag) || !exact {
			t.Fatalf("%s of %q: %q", tag, phrase, found)
		}
	})
}
