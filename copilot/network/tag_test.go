package network

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTag(t *testing.T) {
	tests := map[string]string{
		"journée de l'eau":      "#JournéeDeLEau",
		"journée de l’eau":      "#JournéeDeLEau",
		"cafe\u0301 équitable":  "#CaféÉquitable",
		"œuvre d'art":           "#ŒuvreDArt",
		"ça va ?":               "#ÇaVa",
		"Saint-Étienne":         "#SaintÉtienne",
		"e-commerce":            "#ECommerce",
		"aujourd'hui":           "#Aujourdhui",
		"étudiant·e·s":          "#Étudiantes",
		"women's day":           "#WomensDay",
		"Women’s Day":           "#WomensDay",
		"rock'n'roll":           "#RocknRoll",
		"don't stop":            "#DontStop",
		"BLACK FRIDAY":          "#BlackFriday",
		"SOLDES D'ÉTÉ":          "#SoldesDÉté",
		"RGPD":                  "#RGPD",
		"IA et RGPD":            "#IAEtRGPD",
		"iPhone 17":             "#iPhone17",
		"rentrée 2026":          "#Rentrée2026",
		"5G":                    "#5G",
		"COVID 19 20":           "#Covid19_20",
		"#JournéeDeLEau":        "#JournéeDeLEau",
		"☕️ café":               "#Café",
		"mar\u200bque":          "#Marque", // invisible characters go
		"ligne 1\nligne 2":      "#Ligne1Ligne2",
		"日本の文化":                 "#日本の文化",
		"мир и труд":            "#МирИТруд",
		"2,5 %":                 "",
		"2026":                  "",
		"":                      "",
		"#":                     "",
		"☕️":                    "",
		"\u0301":                "",
		strings.Repeat("é", 64): "#É" + strings.Repeat("é", 63),
		strings.Repeat("é", 65): "", // longer than a network takes
	}
	for phrase, want := range tests {
		if got := Tag(phrase); got != want {
			t.Errorf("Tag(%q) = %q, want %q", phrase, got, want)
		}
	}
}

// A tag is one whole hashtag for every network, and making a tag of it again
// changes nothing.
func TestTagIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		phrase := rapid.OneOf(rapid.Custom(drawText), rapid.String()).Draw(t, "phrase")
		tag := Tag(phrase)
		if tag == "" {
			return
		}
		found := Hashtags("voir " + tag + " !")
		if !ValidHashtag(tag) || len(found) != 1 || found[0].Text != tag {
			t.Fatalf("Tag(%q) = %q, found %v", phrase, tag, found)
		}
		for _, n := range All() {
			if p := n.checkHashtag(tag); p != nil && n.HashtagLength >= longestTag {
				t.Fatalf("%s: %v", n.ID, p)
			}
		}
	})
}

// Words that a person would put into a hashtag keep their accents and their order.
func TestTagKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"été", "œuvre", "À", "Noël", "data", "îles"}), 1, 8).Draw(t, "words")
		got := Tag(strings.Join(words, rapid.SampledFrom([]string{" ", "-", " / ", ", "}).Draw(t, "sep")))
		if want := "#" + strings.Join(words, ""); !strings.EqualFold(got, want) {
			t.Fatalf("got %q, want %q in any case", got, want)
		}
	})
}
