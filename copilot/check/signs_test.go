package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Variants of a draft open in their own ways, and posts of a channel do not always wear the same emoji and hashtags.
func TestSamenessOfOpeningsAndSigns(t *testing.T) {
	x := Index([]Source{{ID: "brief", Text: "the shop opens on Friday"}, {ID: "fact", Text: "Nadia Le Goff répare des vélos chez Vélo Lumen à Rennes."}})
	opener := "Guess what we found today: "
	for name, tt := range map[string]struct {
		in   Input
		want []string
	}{
		"opener of a sister": {Input{Text: opener + "a door.", Before: []string{"Nothing alike.", opener + "keys."}}, []string{"sister_opener Guess what we found today"}},
		"own opener":         {Input{Text: "The shop opens on Friday, bring a friend.", Before: []string{"The shop opens on Friday, and we bake."}}, nil},
		"one brand": {
			Input{
				Text:   "Vélo Lumen Rennes : atelier freins mardi, avec Nadia Le Goff.",
				Recent: []Source{{ID: "d1", Text: "Vélo Lumen Rennes : soldes casques jeudi, avec Nadia Le Goff."}},
			}, nil,
		},
		"emoji":     {Input{Text: "Friday 🎉🌲🍋", Recent: []Source{{ID: "d1", Text: "Rain 🍋🎉 walks 🌲"}}}, []string{"same_emoji 🎉"}},
		"two emoji": {Input{Text: "Friday 🎉🌲", Recent: []Source{{ID: "d1", Text: "Rain 🎉 walks 🌲"}}}, nil},
		"hashtags":  {Input{Text: "Friday", Hashtags: []string{"#A1", "#B2", "#C3"}, Recent: []Source{{ID: "d1", Text: "Rain #b2 #c3 #a1"}}}, []string{"same_hashtags "}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range x.Text(tt.in) {
				if f.Kind == Sameness {
					got = append(got, f.Code+" "+f.Text)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Texts of one brand, or under one label, are not one text; one reworded is, whatever its names.
func TestNamesAndLabelsAloneAreNoSameness(t *testing.T) {
	const fitting = "The Halo 2 mount costs €9 and fits any handlebar you own."
	for name, tt := range map[string]struct {
		text, other string
		want        []string
	}{
		"label":           {"À noter : tous les auteurs de la ville", "À noter : les directeurs et les infirmières", nil},
		"product":         {"The Halo 2 costs €79 until Sunday, in every colour we make.", fitting, nil},
		"brand":           {"Vélo Lumen lance la Halo 2 à 79 € le 14 avril, en noir et en rouge.", "La fixation de la Halo 2 de Vélo Lumen coûte 9 €, en noir seulement.", nil},
		"reworded":        {"Any handlebar you own fits the mount of the Halo 2, and it costs €9.", fitting, []string{"same_text"}},
		"reworded, label": {"À noter : les infirmières et les directeurs de la clinique se retrouvent", "Rappel : directeurs et infirmières se retrouvent à la clinique jeudi", []string{"same_text"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range Same(tt.text, []Source{{ID: "b", Text: tt.other}}) {
				got = append(got, f.Code)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A draft is called by who asked for it and what for, in the marks of the reader's language.
func TestDraftIsCalledByWhatWasAsked(t *testing.T) {
	const words = "Nine thousand lanterns will drift down the river on Friday night, and everybody may light one."
	for person, want := range map[string][2]string{
		"Léa Martin": {"Nearly the same as Léa Martin’s draft “lanterns”: “" + words + "”", "Presque identique au brouillon de Léa Martin, «\u00a0lanterns\u00a0»\u00a0: «\u00a0" + words + "\u00a0»"},
		"Élodie":     {"Nearly the same as Élodie’s draft “lanterns”: “" + words + "”", "Presque identique au brouillon d’Élodie, «\u00a0lanterns\u00a0»\u00a0: «\u00a0" + words + "\u00a0»"},
	} {
		found := Same(words, []Source{{ID: "d1", Name: person, Asked: "lanterns", Text: words}})
		if len(found) != 1 || found[0].Why("en") != want[0] || found[0].Why("fr") != want[1] {
			t.Errorf("found %+v; want %q", found, want)
			for _, f := range found {
				t.Logf("%q\n%q", f.Why("en"), f.Why("fr"))
			}
		}
	}
}
