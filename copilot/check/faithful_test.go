package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A post may say what its notes say in other words, and both sides of a thing; what turns one of them round is found.
func TestFaithfulPostsContradictNothing(t *testing.T) {
	for name, tt := range map[string]struct{ notes, sound, wrong, finding string }{
		"up and down by as much":    {"sales up 5%; costs down 5%", "Sales are up 5%. Costs are down 5%.", "", ""},
		"up only":                   {"sales up 5%; costs steady", "Sales are up 5%.", "Sales are down 5%.", "negation 5%"},
		"last and next of as many":  {"last 3 places. next 3 workshops full", "Last 3 places! The next 3 workshops are full.", "", ""},
		"both sides":                {"Rex Hall tickets 12 before 10 May, then 15", "Before 10 May tickets cost 12; after 10 May they cost 15", "", ""},
		"other side alone":          {"tickets 12 before 10 May, then 15", "After 10 May, tickets cost 15.", "", ""},
		"until and from":            {"register until 5 March, then the price goes up", "Register until 5 March. From 5 March the price goes up", "", ""},
		"until and after, French":   {"inscription avant le 12 mars, tarif réduit, puis plein tarif", "Inscription jusqu'au 12 mars. Après le 12 mars, tarif plein", "", ""},
		"turned round, French":      {"inscription jusqu'au 12 mars en mairie", "Inscription jusqu'au 12 mars en mairie.", "Inscription après le 12 mars en mairie.", "negation 12 mars"},
		"under and over":            {"pool entry free under 12, others €5", "Adults over 12 pay 5 euros", "", ""},
		"under and over, no rest":   {"free under 12; adults €5", "Adults over 12 pay 5 euros", "", ""},
		"under and over, French":    {"piscine gratuite moins de 12 ans, autres 5 €", "Les plus de 12 ans paient 5 €.", "", ""},
		"under turned round":        {"free for children under 12", "Free for children under 12.", "Free for children over 12.", "negation 12"},
		"none without":              {"entry with tickets only", "No tickets, no entry", "", ""},
		"none without, French":      {"entrée avec billet seulement", "Pas de billet, pas d'entrée", "", ""},
		"left out after a contrast": {"cards and cash, no cheques", "We take cards, but no cheques.", "We take cheques, but no cash.", "negation cash"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Index([]Source{{ID: "brief", Text: tt.notes}})
			if diff := cmp.Diff([]string(nil), codes(x.Claims(tt.sound))); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.sound, diff)
			}
			if got := strings.Join(codes(x.Claims(tt.wrong)), "\n"); !strings.Contains(got, tt.finding) {
				t.Errorf("Claims(%q) = %q, want %q", tt.wrong, got, tt.finding)
			}
		})
	}
}
