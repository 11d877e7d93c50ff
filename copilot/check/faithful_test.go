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

// What looks like what the sources say, and is not: other times, other spans, words like days, flags of two other countries.
func TestWhatOnlyLooksLikeTheSourcesIsFound(t *testing.T) {
	for name, tt := range map[string]struct{ notes, sound, wrong, finding string }{
		"a morning in four digits":    {"Doors open at 21:30 in the hall.", "Doors open at 9:30 pm.", "Be there for 09:30.", "09:30"},
		"a clock of 24 hours":         {"Doors open at 20:00 in the hall.", "Doors open at 20:00.", "Be there for 8:00.", "8:00"},
		"a clock of twelve":           {"Doors open at 8.30pm in the hall.", "Doors open at 8:30.", "Be there for 08:30.", "08:30"},
		"a morning on it":             {"Doors open at 8.30am in the hall.", "Doors open at 8:30.", "Doors open at 20:30.", "20:30"},
		"days of English":             {"The shop is closed for 8 days.", "Closed for 8 days.", "Closed for 7 days.", "7 days"},
		"weeks of English":            {"The shop is closed for 15 days.", "Closed for 15 days.", "Closed for two weeks.", "two weeks"},
		"hours of quinze jours":       {"La boutique ferme quinze jours.", "Fermée deux semaines.", "Fermée 336 heures.", "336 heures"},
		"days of huit jours":          {"La boutique ferme huit jours.", "Fermée une semaine.", "Fermée sept jours.", "sept jours"},
		"quinze jours of weeks":       {"La boutique ferme deux semaines.", "Fermée quinze jours.", "Fermée trois semaines.", "trois semaines"},
		"a word like a day":           {"Fournil Aubry, réouverture lun 3 fév 6h45", "Le Fournil Aubry rouvre lundi 3 février à 6h45.", "Mon voisin prépare secrètement des confitures délicieuses.", "Mon voisin"},
		"a word like a day, English":  {"Thimble bakery, back Tues 3 Feb, 6.45am", "Thimble bakery is back on Tuesday 3 February at 6:45am.", "Sun rays tickled gentle dolphins.", "Sun rays"},
		"flags in a row":              {"Stages in 🇫🇷🇺🇸 this summer, with riders", "Stages in France and the United States this summer.", "Stages in Russia this summer.", "Russia"},
		"flags in a row, second pair": {"Étapes 🇫🇷 🇫🇷🇩🇪 cet été, avec coureurs", "Étapes en France et en Allemagne cet été.", "Étapes en Roumanie cet été.", "Roumanie"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Index([]Source{{ID: "brief", Text: tt.notes}})
			if diff := cmp.Diff([]string(nil), codes(x.Claims(tt.sound))); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.sound, diff)
			}
			if got := codes(x.Claims(tt.wrong)); len(got) != 1 || !strings.Contains(got[0], tt.finding) {
				t.Errorf("Claims(%q) = %q, want one finding of %q", tt.wrong, got, tt.finding)
			}
		})
	}
}

// What a changed quotation is held against is the source's quotation, whole and alone.
func TestChangedQuotationCitesTheQuotation(t *testing.T) {
	for name, tt := range map[string]struct{ source, text, place string }{
		"begins before it": {`Ana designed it. "It shines like nothing else".`, `"It shines like no other", says Ana.`, "It shines like nothing else"},
		"French":           {`Ana l'a dessinée. « Elle brille comme rien d'autre », dit-elle.`, `« Elle brille comme nulle autre », dit Ana.`, "Elle brille comme rien d'autre"},
		"longer":           {`Ana: "It shines like nothing else, even in fog and rain".`, `"It shines like no other", says Ana.`, "It shines like nothing else, even in fog and rain"},
		"no quotation":     {`Ana says that it shines like nothing else.`, `"It shines like no other", says Ana.`, "Ana says that it shines like nothing else."},
	} {
		t.Run(name, func(t *testing.T) {
			found := Claims(tt.text, []Source{{ID: "s", Text: tt.source}})
			if len(found) != 1 || found[0].Code != "quote_other" || found[0].Place != tt.place {
				t.Errorf("Claims(%q) = %+v, want one that cites %q", tt.text, found, tt.place)
			}
		})
	}
}
