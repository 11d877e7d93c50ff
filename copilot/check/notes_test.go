package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a good writer makes of notes raises no alarm; each beside what the same words get wrong.
func TestPostsWrittenUpFromNotes(t *testing.T) {
	for name, tt := range map[string]struct{ notes, sound, wrong, finding string }{
		"days in short":            {"resto ouvert mer-sam-dim 14h, sauf lundi", "Le resto vous attend le mercredi et le samedi dès 14 h.", "Le resto vous attend le jeudi et le samedi dès 14 h.", "date_absent jeudi"},
		"days around a closed one": {"shop closed Mondays, open 10am", "The shop is open Tuesday to Sunday from 10am.", "The shop is open Wednesday from 10am.", "date_absent Wednesday"},
		"until the eve":            {"orders before Thu 18/12", "Order until Wednesday 17 December.", "Order until Tuesday 16 December.", "date_absent Tuesday 16 December"},
		"one multiplier for both":  {"parc solaire, invest 9,8 M€ dont 1,1 par habitants", "Les habitants ont mis 1,1 million d'euros sur 9,8 millions.", "Les habitants ont mis 1,2 million d'euros sur 9,8 millions.", "number_absent 1,2 million"},
		"other units":              {"refund in 48h, tested 28 days", "Your refund takes two days. Tested for four weeks.", "Your refund takes three days. Tested for four weeks.", "number_absent three days"},
		"a share in words":         {"bus 60 % demain", "Demain, six bus sur dix roulent.", "Demain, huit bus sur dix roulent.", "number_absent huit"},
		"reckoned":                 {"délai 74 jours vs 68 avant", "Il faut 74 jours, six de plus.", "Il faut 74 jours, dix de plus.", "number_absent dix"},
		"a time in words":          {"doors 6.30pm Thu 16 April", "Doors at half past six.", "Doors at half past seven.", "time_absent half past seven"},
		"the word for its people":  {"cacao du Pérou, boutique de Tours", "Du cacao péruvien, un savoir-faire tourangeau.", "Du cacao Brésilien, dans la boutique.", "name_absent Brésilien"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Index([]Source{{ID: "brief", Text: tt.notes}})
			if diff := cmp.Diff([]string(nil), codes(x.Claims(tt.sound))); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.sound, diff)
			}
			if got := codes(x.Claims(tt.wrong)); !strings.Contains(strings.Join(got, "\n"), tt.finding) {
				t.Errorf("Claims(%q) = %q, want %q", tt.wrong, got, tt.finding)
			}
		})
	}
}

// Names and figures of the notes, where the notes have others.
func TestRolesAreThoseOfTheNotes(t *testing.T) {
	for name, tt := range map[string]struct{ notes, sound, wrong, finding string }{
		"prices":        {"19 € HT/mois solo, 49 € HT equipe", "19 € HT en solo, 49 € HT pour une équipe.", "49 € HT en solo, 19 € HT pour une équipe.", "misplaced 49 €"},
		"people":        {"conductor Marta Olsson, stage director Ana Lowe", "Marta Olsson conducts, Ana Lowe directs.", "Ana Lowe conducts, Marta Olsson directs.", "misplaced Ana Lowe"},
		"somebody else": {"artistic director Nora Belkacem / patron: actor Judith Arnold", "Join our patron, Judith Arnold.", "Join our artistic director, Judith Arnold.", "misplaced Judith Arnold"},
		"who said it":   {"Ana Beltran, cheffe de produit : « on a écouté avant de coder »\ncontact presse Léo Marchetti", "« On a écouté avant de coder », dit Ana Beltran.", "« On a écouté avant de coder », dit Léo Marchetti.", "misplaced Léo Marchetti"},
		"old for new":   {"pinte 5 € (6,50 d'hab.)", "La pinte est à 5 € au lieu de 6,50.", "La pinte est à 6,50 € au lieu de 5.", "negation 6,50 € au lieu de 5"},
		"up for down":   {"income £214m (+3.1%)", "Income grew by 3.1%.", "Income fell by 3.1%.", "negation 3.1%"},
		"before, after": {"dépistage gratuit à partir de 45 ans", "Dépistage gratuit après 45 ans.", "Dépistage gratuit avant 45 ans.", "negation 45 ans"},
		"left out":      {"CB et espèces, pas de chèque", "On prend la CB et les espèces, mais pas les chèques.", "On prend la CB et les chèques, mais pas les espèces.", "negation espèces"},
		"next for last": {"4,2 tonnes (3,6 l'an dernier)", "4,2 tonnes ! L'an dernier : 3,6.", "4,2 tonnes ! L'an prochain : 3,6.", "negation 3,6"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Index([]Source{{ID: "brief", Text: tt.notes}})
			if diff := cmp.Diff([]string(nil), codes(x.Claims(tt.sound))); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.sound, diff)
			}
			found := x.Claims(tt.wrong)
			if !strings.Contains(strings.Join(codes(found), "\n"), tt.finding) {
				t.Fatalf("Claims(%q) = %q, want %q", tt.wrong, codes(found), tt.finding)
			}
			if f := found[0]; f.Kind != Contradiction || f.Source != "brief" || !strings.Contains(f.Why("fr"), f.Place) || f.Why("en") == f.Why("fr") {
				t.Errorf("finding %+v does not say what the source says", f)
			}
		})
	}
}
