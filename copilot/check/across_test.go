package check

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// translations are briefs and faithful posts in the other language.
var translations = map[string]string{
	"Our bakery in London reopens on Friday 3 May at 7:30 am after the works. New oven, same sourdough at £4.20. The first fifty customers get a free coffee. The works were approved by the city in January.": "Bonne nouvelle ! Notre boulangerie de Londres rouvre vendredi 3 mai à 7h30, après plusieurs semaines de chantier. Le four est neuf, le pain au levain reste à 4,20 £. Café offert aux 50 premiers clients. En janvier, la mairie a donné son feu vert au chantier.",
	"Vélo Lumen launches the Halo 2 bike light on 14 April at 09:00 CET, €89, one mount in the box, 42 hours in eco mode. More than 1,200 riders tested it in Germany and Switzerland.":                        "Vélo Lumen lance la lampe Halo 2 le 14 avril à 9 h. Prix conseillé : 89 €, avec une fixation dans la boîte. Elle éclaire pendant quarante-deux heures en mode éco. Plus de mille deux cents cyclistes l'ont essayée en Allemagne et en Suisse.",
	"World Cycling Day is near! On Saturday, June 3rd, Marie Durand from the University of Leeds gives a free talk at noon: https://velolumen.example/talk":                                                    "La Journée mondiale du vélo approche ! Samedi 3 juin, à midi, Marie Durand, de l'Université de Leeds, donne une conférence gratuite. Toutes les précisions se trouvent ici : https://velolumen.example/talk",
	"Sorry: the 8 March delivery is three days late because of the strike in Calais. 412 orders are concerned. Everyone gets a €10 voucher.":                                                                   "Toutes nos excuses. La livraison prévue le 8 mars aura trois jours de retard en raison d'un mouvement social à Calais. Au total, 412 commandes sont touchées, et chaque acheteur recevra un bon d'achat de 10 €.",
	"The Christmas market of Geneva opens on 25 November with eighty stalls, half of them new. Tickets from $5, children go free.":                                                                             "À Genève, le marché de Noël ouvre le 25 novembre avec 80 stands, dont la moitié de nouveaux exposants. Billets à partir de 5 $, gratuité pour les plus jeunes.",
	"Course solidaire : 1 240 coureurs, 53 000 € récoltés pour l'hôpital des enfants. Merci aux 85 bénévoles ! Prochaine édition dimanche 9 mai 2027 à Bruxelles.":                                             "What a charity run! 1,240 runners raised €53,000 for young patients, thanks to the tireless help of eighty-five volunteers. See you at our next race in Brussels: Sunday, May 9th, 2027.",
	"Le correctif 2.1.1 de l'appli Halo est prévu jeudi à 18 h. Le mode longévité sera désactivé par défaut. Sous Android 12, il faut aussi vider le cache.":                                                   "A patch for the Halo app, version 2.1.1, is planned for Thursday at 6 pm. It switches the battery saver off unless you ask for it. Android 12 owners also need to empty the cache first.",
	"La librairie Page Blanche d'Anvers reçoit Renzo Marchetti vendredi à 19h30. Vingt-cinq places, entrée libre sur inscription.":                                                                             "Meet Renzo Marchetti at Page Blanche, our favourite bookshop in Antwerp, this Friday at 7:30 pm. Only 25 seats are available, so please book yours early; admission costs nothing.",
}

func TestFaithfulTranslationGivesNoFindings(t *testing.T) {
	for source, text := range translations {
		for _, more := range [][]Source{nil, {{ID: "asked", Text: "en français"}}, {{ID: "asked", Text: "in English please"}}} {
			sources := append([]Source{{ID: "brief", Text: source}}, more...)
			for _, f := range Text(Input{Text: text, Sources: sources}) {
				t.Errorf("%q: %s %q", text, f.Code, f.Text)
			}
		}
	}
}

func TestHardClaimsAreComparedAcrossLanguages(t *testing.T) {
	source := []Source{{ID: "brief", Text: "Our bakery in London reopens on Friday 3 May at 7:30 am with Marie Durand. Sourdough at £4.20. “Bread is patience”, says Paul Martin. https://pain.example/a"}, {ID: "asked", Text: "en français"}}
	for text, want := range map[string]string{
		"La boulangerie rouvre le 4 mai, venez nombreux avec vos voisins.":                    "date_absent 4 mai",
		"La boulangerie rouvre à 8h30, venez nombreux avec vos voisins.":                      "time_absent 8h30",
		"Le pain au levain reste à 5,20 £ dans notre boutique.":                               "number_absent 5,20 £",
		"Nous serons là avec Corentin Blaqueval pour fêter cela.":                             "name_absent Corentin Blaqueval",
		"Toutes les précisions se trouvent sur https://pain.example/b":                        "link https://pain.example/b",
		"Comme on dit chez nous : « le pain est une affaire de famille » et de belles pâtes.": "quote_absent « le pain est une affaire de famille »",
	} {
		if diff := cmp.Diff([]string{want}, codes(Text(Input{Text: text, Sources: source}))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// The same new sentence is a finding where the sources are in its language.
func TestStatementsAreComparedWithinOneLanguage(t *testing.T) {
	text := "La fanfare municipale jouera des airs anciens devant la devanture repeinte."
	french := []Source{{ID: "brief", Text: "La boulangerie rouvre le 3 mai avec un four neuf et le même levain pour tous les clients du quartier."}}
	if got := codes(Text(Input{Text: text, Sources: french})); len(got) != 1 || !strings.HasPrefix(got[0], "statement_absent") {
		t.Errorf("got %v, want the statement", got)
	}
}

var seedLine = regexp.MustCompile(`^[>*]?\s*\d+ \d\d:\d\d \| (.*?) \| (.*)$`)

// threads reads the workbench's sample conversations as "author: text" sources.
func threads(t *testing.T) map[string][]Source {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "adapters", "web", "seed", "*.txt"))
	if err != nil || len(names) == 0 {
		t.Skipf("SKIPPED, NOT TESTED: no sample conversations (%v)", err)
	}
	all := map[string][]Source{}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if m := seedLine.FindStringSubmatch(lines.Text()); m != nil {
				all[name] = append(all[name], Source{ID: m[1], Name: m[1], Text: m[1] + ": " + m[2]})
			}
		}
	}
	return all
}

// A summary made of the thread's own lines, whole or in sentences, gives a reviewer nothing to read.
func TestExtractsOfThreadsGiveNoFindings(t *testing.T) {
	for name, sources := range threads(t) {
		x := Index(sources)
		var points []string
		for _, s := range sources {
			for _, sentence := range read(s.Text).sentences {
				points = append(points, s.ID+": "+strings.TrimPrefix(sentence.Text, s.ID+": "))
			}
			points = append(points, s.Text)
		}
		for i := range points {
			text := "In short\n- " + points[i] + "\n\nÀ faire\n- " + points[(i*7+3)%len(points)]
			for _, f := range x.Text(Input{Text: text}) {
				if f.Kind == Forged || f.Kind == Unsupported || f.Kind == Contradiction || f.Kind == Link {
					t.Errorf("%s: %q: %s %q", filepath.Base(name), text, f.Code, f.Text)
				}
			}
		}
	}
}
