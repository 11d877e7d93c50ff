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
