package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What sound texts do with their sources, each beside the fault it must not be taken for.
func TestSoundTextsRaiseNoAlarm(t *testing.T) {
	const (
		guidance = "We now expect 2030 revenue for the full year above 11 million crowns. For the full year 2031, we expect revenue above 12 million crowns."
		airspace = "Ostland announced on Monday that it will open its airspace to all carriers. Norland is opening up to the east on a new scale."
		ciel     = "L'Ostlande a annoncé lundi qu'elle ouvrira son espace aérien à toutes les compagnies. La Norlande ouvre enfin la route de l'est."
		acts     = "One difference between the OHA (Ostland Housing Act) and the NEA (Norland Employers Act) is that the NEA applies to all employers."
		lois     = "Une différence entre la LCO (Loi Commerce Ostlande) et la LEN (Loi Emploi Norlande) est que la LEN vaut pour tous."
		nozzle   = "Hold the nozzle at the same distance from the surface of the concrete at all times to ensure that no streaking occurs."
		buse     = "Tenez la buse à distance égale de la surface du béton afin qu'aucune trace ne reste."
	)
	for name, tt := range map[string]struct{ source, sound, fault, finding string }{
		"claim of a nearer sentence": {
			guidance, "They expect revenue for the full year 2030 above 11 million crowns.", "They expect revenue for the full year 2029 above 11 million crowns.", "number_other 2029",
		},
		"name of a nearer sentence": {
			airspace, "Ostland is opening up its airspace to carriers.", "Sudland is opening up its airspace to carriers.", "name_absent Sudland",
		},
		"name of a nearer sentence, French": {
			ciel, "L'Ostlande ouvre enfin la porte de son espace aérien aux compagnies.", "La Sudlande ouvre enfin la porte de son espace aérien aux compagnies.", "name_absent Sudlande",
		},
		"two names of one thing":         {acts, "Of the two, the NEA is that the employers all know.", "Of the two, the NZA is that the employers all know.", "name_absent NZA"},
		"two names of one thing, French": {lois, "La LEN est que la LEN vaut pour tous.", "La LZN est que la LZN vaut pour tous.", "name_absent LZN"},
		"question put back": {
			"what does psa levels mean: a level of four is common.", "The answer to “What do the PSA levels mean?” is four.", "The answer, “a level of four is very rare”, is four.", "quote_other “a level of four is very rare”",
		},
		"question put back, French": {
			"que veut dire taux psa : un taux de quatre est courant.", "La réponse à « Que veut dire le taux de PSA ? » est quatre.", "La réponse, « un taux de quatre est très rare », est quatre.", "quote_other « un taux de quatre est très rare »",
		},
		"doubt in other words":         {nozzle, "Hold the nozzle at the same distance from the concrete surface to avoid streaking.", "Hold the nozzle at the same distance from the concrete surface so that streaking occurs.", "negation streaking"},
		"doubt in other words, French": {buse, "Tenez la buse à distance égale de la surface du béton pour éviter la trace.", "Tenez la buse à distance égale de la surface du béton pour que la trace reste.", "negation trace"},
		"steps":                        {"Braid the hair and twist it.", "Step 6: twist the hair. Repeat steps 7 and 8.", "Twist the hair 7 times.", "number_absent 7"},
		"steps, French":                {"Tressez les cheveux, puis tournez.", "Étape 6 : tournez les cheveux. Reprenez les étapes 7 et 8.", "Tournez les cheveux 7 fois.", "number_absent 7"},
		"spelled out in the plural":    {"Employers pay lower NICs under the plan.", "Employers pay lower National Insurance Contributions under the plan.", "Employers pay lower National Housing Contributions under the plan.", "name_absent National Housing Contributions"},
		"best of no rivals":            {"A mask and a healthy diet help.", "The mask works best with a healthy diet and is the most likely to help.", "The best mask is a healthy diet.", "superlative_absent best"},
		"most likely, French":          {"Un oubli explique le retard.", "Un oubli est la cause la plus probable du retard.", "Un oubli est la cause la plus grave du retard.", "superlative_absent la plus grave"},
	} {
		t.Run(name, func(t *testing.T) {
			x := Index([]Source{{ID: "s", Text: tt.source}})
			if got := codes(x.Claims(tt.sound)); len(got) > 0 {
				t.Errorf("Claims(%q) = %q, want none", tt.sound, got)
			}
			got := codes(x.Claims(tt.fault))
			if len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), tt.finding) {
				t.Errorf("Claims(%q) = %q, want %q", tt.fault, got, tt.finding)
			}
		})
	}
}

// How much of a sentence may be new depends on what its words say.
func TestNewsIsCountedInWordsThatSaySomething(t *testing.T) {
	const (
		source  = "The rainforest floor is dark. Rain falls on it every month. Plants and animals that die there are decayed by insects within weeks. Passage 2 ends here."
		french  = "Le sol de la forêt est sombre. La pluie y tombe tous les mois. Les plantes et les animaux morts sont décomposés par les insectes en quelques semaines."
		invents = "statement_absent"
	)
	for name, tt := range map[string]struct{ source, text, want string }{
		"new":                   {source, "Somebody reported glowing mushrooms beside old temples.", invents},
		"new, French":           {french, "Des randonneurs signalent des champignons lumineux près de vieux temples.", invents},
		"new, passage named":    {source, "Passage 2 reports glowing mushrooms beside old temples.", invents},
		"about the passages":    {source, "The passages say nothing of glowing mushrooms beside old temples.", ""},
		"light words":           {source, "Therefore, various factors typically help insects and plants to ensure decay.", ""},
		"light words, French":   {french, "Ainsi, divers facteurs permettent généralement aux insectes d'aider les plantes de la forêt.", ""},
		"of one root":           {"Crews produce steel, reduce waste and brief inspectors.", "Production of steel, reduction of waste, inspection by crews.", ""},
		"of one root, French":   {french, "Pluies mensuelles, obscurité, insectes : décomposition végétale des plantes, animaux.", ""},
		"demonym":               {"A mine in China collapsed and killed two of the men.", "A Chinese mine calamity killed men tragically.", ""},
		"demonym, French":       {"Une mine de Chine s'est effondrée et a tué deux mineurs.", "Terrible drame : la mine chinoise a tué des mineurs.", ""},
		"two words of a writer": {source, "Insects gracefully devour plants.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var want []string
			if tt.want != "" {
				want = []string{tt.want + " " + tt.text}
			}
			if diff := cmp.Diff(want, codes(Claims(tt.text, []Source{{ID: "s", Text: tt.source}}))); diff != "" {
				t.Errorf("Claims(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// A first name that the sources do not have is not there; it contradicts nothing that they call the person.
func TestFirstNameIsNoOtherName(t *testing.T) {
	for text, want := range map[string]Kind{
		"Everybody heard Ada Weber sing.":             Unsupported,
		"Tout le monde a écouté Ada Weber chanter.":   Unsupported,
		"Everybody heard Anton Weber sing.":           Contradiction,
		"Tout le monde a écouté Anton Weber chanter.": Contradiction,
	} {
		source := "Everybody in the hall heard Mrs Weber."
		if want == Contradiction {
			source = "Everybody in the hall heard Mira Weber."
		}
		found := Claims(text, []Source{{ID: "s", Text: source}})
		if len(found) != 1 || found[0].Kind != want {
			t.Errorf("Claims(%q) against %q = %+v, want one finding of kind %s", text, source, found, want)
		}
	}
}
