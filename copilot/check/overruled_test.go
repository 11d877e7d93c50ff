package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the brief says and a fact of the channel says otherwise is found in the text that repeats it, and nowhere else.
func TestFactOverrulesTheBrief(t *testing.T) {
	const halo, lampe = "The Halo 2 costs €89 (price list)", "La Halo 2 coûte 89 € (liste de prix)"
	for name, tt := range map[string]struct{ brief, fact, text, want string }{
		"price":             {"Halo 2 launch on Friday, €79", halo, "The Halo 2 is out on Friday. The Halo 2 costs €79.", "fact_other €79"},
		"told":              {"tell them the Halo 2 is out friday for €79", halo, "Meet the Halo 2: the Halo 2 is out on Friday for €79.", "fact_other €79"},
		"copied":            {"The Halo 2 costs €79.", halo, "The Halo 2 costs €79.", "fact_other €79"},
		"French":            {"Lancement de la Halo 2 vendredi à 79 €", lampe, "La Halo 2 est disponible vendredi à 79 €.", "fact_other 79 €"},
		"count":             {"Twelve people work at the bakery.", "Seven people work at the bakery", "Twelve people work at the bakery!", "fact_other Twelve people"},
		"as the fact":       {"Halo 2 launch on Friday, €89", halo, "The Halo 2 costs €89.", ""},
		"another thing":     {"Halo 2 mount out Friday, €9", halo, "The Halo 2 mount costs €9.", ""},
		"another, French":   {"Fixation de la Halo 2, 9 €", lampe, "La fixation de la Halo 2 coûte 9 €.", ""},
		"reduced":           {"Halo 2 at €79 instead of €89 until Sunday", halo, "The Halo 2 costs €79 instead of €89.", ""},
		"reduced, not said": {"Halo 2 at €79 instead of €89 until Sunday", halo, "The Halo 2 costs €79.", ""},
		"for some":          {"Halo 2 at €79 for members", halo, "The Halo 2 costs €79 for members.", ""},
		"several prices":    {"Halo 2 at €79", "The Halo 2 costs €89 in the shop and €95 online", "The Halo 2 costs €79.", ""},
		"another product":   {"Halo 3 at €79", halo, "The Halo 3 costs €79.", ""},
		"only a fact":       {"the Halo 2 is out", halo, "The Halo 2 costs €89.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			x := Index([]Source{{ID: "brief", Text: tt.brief}, {ID: "f7", Text: tt.fact, Fact: true}})
			var got []string
			for _, f := range x.Claims(tt.text) {
				if f.Code != "fact_other" {
					continue
				}
				got = append(got, f.Code+" "+f.Text)
				if f.Kind != Contradiction || f.Source != "f7" || !strings.Contains(f.Why("fr"), f.Place) {
					t.Errorf("%+v does not lead to the fact", f)
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}
