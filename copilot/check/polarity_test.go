package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a summary puts into one sentence of several is laid beside the words that stand next to it in each.
func TestTurnedRoundAmongTheSameWords(t *testing.T) {
	const (
		bank = "Central banks watch the markets. The Bank of Ostland said on Wednesday it would carry out large emergency purchases. Yields touched 0.5% for a second day in a row."
		mine = "La mairie de Valbourg a présenté son plan vélo. Les élus ont prévu un stationnement gratuit devant la gare de Valbourg. Des travaux commencent bientôt rue des Lilas."
	)
	for name, tt := range map[string]struct {
		source, text string
		want         []string
	}{
		"opposite":                {bank, "With yields at 0.5%, the Bank of Ostland begins small emergency purchases.", []string{"antonym small"}},
		"opposite, French":        {mine, "Le plan vélo de la mairie prévoit un stationnement payant devant la gare.", []string{"antonym payant"}},
		"as the source has it":    {bank, "With yields at 0.5%, the Bank of Ostland begins large emergency purchases.", nil},
		"as it has it, French":    {mine, "Le plan vélo de la mairie prévoit un stationnement gratuit devant la gare.", nil},
		"prefix":                  {"The board saw adjusted earnings of two crowns for the quarter.", "Unadjusted earnings for the quarter pleased the board.", []string{"antonym Unadjusted"}},
		"prefix, French":          {"Le trajet reste accessible aux fauteuils depuis la place.", "Depuis la place, le trajet est inaccessible aux fauteuils.", []string{"antonym inaccessible"}},
		"no prefix":               {"The new form for members is on the club page.", "We inform members on the club page.", nil},
		"denied":                  {"Hundreds of girls have fallen sick in schools of the region.", "In the region hundreds of girls have not fallen sick, says the ministry.", []string{"negation fallen"}},
		"denied, French":          {"Les écoles de la région ouvrent lundi malgré la neige.", "Dans la région, les écoles n'ouvrent pas lundi, selon la météo.", []string{"negation ouvrent"}},
		"doubted there":           {"Officials were unable to find evidence of poison in the schools.", "Officials found no evidence of poison in the schools.", nil},
		"doubted there, French":   {"La ville a évité toute fermeture des piscines cet été.", "La ville ne connaît aucune fermeture des piscines cet été.", nil},
		"denied opposite":         {"It is unnecessary to book a table for lunch.", "It is not necessary to book a table for lunch.", nil},
		"denied opposite, French": {"Il est inutile de réserver une table le midi.", "Il n'est pas utile de réserver une table le midi.", nil},
		"same side too":           {"We increase net pay this year. We expect net debt to fall below target this year.", "This year the company is lowering net debt below target.", nil},
		"same side too, French":   {"La ville va augmenter sa contribution nette cette année. Nous prévoyons que la dette nette va baisser cette année.", "Cette année, la ville veut diminuer la dette nette.", nil},
		"start and end":           {"Connect the phone. Apply is at the bottom of the screen, where you can finish the syncing process.", "Connect the phone and click on Apply to start the syncing process and wait.", nil},
		"open and close":          {"The pool of the district opens at nine. Swimmers with a card of the club need no ticket on weekdays.", "On weekdays the pool of the district closes late, and swimmers with a card need no ticket.", nil},
		"open and close, French":  {"La piscine du quartier ouvre à neuf heures. Les nageurs munis d'une carte du club entrent sans ticket.", "La piscine du quartier ferme tard, et les nageurs munis d'une carte passent sans ticket.", nil},
		"arrive and leave":        {"Buses arrive at the main square on Monday. Tickets for the trip cost nothing for members.", "Members pay nothing for tickets: buses leave the main square for the trip.", nil},
		"come and go, French":     {"Les bus doivent arriver place du marché lundi. Le trajet est offert aux membres du club.", "Les membres du club aiment le trajet, et les bus vont partir place du marché.", nil},
		"buy and sell":            {"Visitors may buy old bikes at the fair. The club gives the money to schools of the district.", "Members sell old bikes at the fair and the club helps schools of the district.", nil},
		"buy and sell, French":    {"Les visiteurs peuvent acheter des vélos anciens à la bourse. Le club verse la recette aux écoles.", "À la bourse, les membres peuvent vendre des vélos anciens et le club aide les écoles.", nil},
		"lend and borrow":         {"Readers borrow books at the library on Mondays. The garden opens in May.", "In May the library lends books to readers in the garden.", nil},
		"lend and borrow, French": {"Les lecteurs peuvent emprunter des livres à la médiathèque le lundi. Le jardin est calme.", "La médiathèque du jardin va prêter des livres aux lecteurs calmes.", nil},
		"part of a compound":      {"The attacks preserve semantics and grammar of the inputs.", "The attacks on inputs are often not semantics-preserving in their grammar.", nil},
		"wish denied":             {"The Alps and the coast are in the plan of the party.", "The party does not wish that the coast joins the plan.", nil},
		"wish denied, French":     {"L'Espagne et le Portugal sont dans le marché commun avec la France.", "La France ne souhaite pas que l'Espagne et le Portugal rejoignent le marché commun.", nil},
		"verb denied, French":     {"Les professionnels de la santé voient des médecins et des équipements neufs.", "Les professionnels de la santé ne peuvent pas le faire avec des équipements neufs.", nil},
		"another clause, French":  {"La salle commune du quartier existe déjà ; pas besoin de bâtir.", "Cette salle commune du quartier existe déjà.", nil},
		"a name like a negation":  {"I am looking for the number of Haven in the old book.", "She asks for the number in the old book.", nil},
		"contraction":             {"The staff fixed the broken bikes of the school.", "The staff of the school haven't fixed the broken bikes.", []string{"negation fixed"}},
		"particle":                {"Most networks use bias terms, including terms of batch layers.", "Excluding terms of bias from layers helps most networks.", nil},
		"particle, French":        {"À partir de mai, le calme règne dans la vallée.", "Depuis qu'il est arrivé, le calme règne dans la vallée.", nil},
		"question of a contrast":  {"The hall is open to members on Monday evening.", "The hall is open to members, but not on Monday evening.", nil},
	} {
		t.Run(name, func(t *testing.T) {
			found := Claims(tt.text, []Source{{ID: "s", Text: tt.source}})
			if diff := cmp.Diff(tt.want, codes(found)); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.text, diff)
			}
			for _, f := range found {
				if f.Kind != Contradiction || f.Source != "s" || f.Place == "" {
					t.Errorf("%+v does not say where the source says otherwise", f)
				}
			}
		})
	}
}
