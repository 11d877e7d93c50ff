package builtin

import (
	"errors"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// everyAngle is what the built-in writer makes of a brief, all angles together.
func everyAngle(t *testing.T, lang, brief string) string {
	t.Helper()
	return answered(t, copilot.Prompt{Task: copilot.TaskDraft, Language: lang, Brief: brief, Angles: allAngles, MaxTags: 5}).Text
}

// What a brief says to whoever writes, and what stays in the house, is never published;
// what it says of its subject always is.
func TestWhatIsForTheWriterIsNotPublished(t *testing.T) {
	for _, c := range []struct{ lang, brief, secret, said string }{
		{"en", "Our summer fair is on 12 June.\nInternal note: budget is 4,000 euros, do not publish.", "4,000", "12 June"},
		{"en", "Our fair is on 12 June (internal: budget 4,000). Free entry.", "4,000", "Free entry"},
		{"en", "The café opens on 3 May. The owner paid 40k for it, not for publication.", "40k", "3 May"},
		{"en", "Confidential – the mayor hates it. The fountain runs again from Monday.", "hates", "fountain"},
		{"fr", "Camille rejoint l'équipe lundi. Note interne : ne pas donner son salaire.", "salaire", "Camille"},
		{"fr", "Camille rejoint l'équipe lundi.\nOff : elle quitte Velora fâchée.", "Velora", "Camille"},
		{"fr", "Le marché ouvre samedi (confidentiel : 300 € la place).", "300", "samedi"},
		{"en", "Street food market on Saturday 28 March. dont mention the rain", "rain", "28 March"},
		{"en", "Market on Saturday 28 March, 40 stalls, dont talk about the rain", "rain", "40 stalls"},
		{"en", "Market on Saturday. pls don't tell anyone about the rain", "rain", "Market"},
		{"fr", "La boutique ouvre samedi. faut pas parler du déménagement", "ménagement", "samedi"},
		{"fr", "La boutique ouvre samedi. Il ne faut surtout pas mentionner Velora.", "Velora", "samedi"},
		{"fr", "La boutique ouvre samedi. Merci de ne pas parler de la grève.", "grève", "samedi"},
		{"fr", "La boutique ouvre samedi. on parle pas de la grève stp", "grève", "samedi"},
		{"en", "We open a new café on 3 May. Deadline: I need this by Thursday.", "Thursday", "3 May"},
		{"en", "We open a new café on 3 May. To be posted before Thursday.", "Thursday", "3 May"},
		{"fr", "Vide-grenier dimanche 14 juin. À publier avant jeudi.", "jeudi", "14 juin"},
		{"fr", "Vide-grenier dimanche 14 juin. Il me le faut pour jeudi.", "jeudi", "14 juin"},
		{"fr", "Notre vélo sort le 12 mars, pas de superlatif", "uperlatif", "12 mars"},
		{"fr", "URGENT svp post pr jeudi : la piscine ferme pour travaux", "eudi", "piscine"},
		{"fr", "URGENT svp post pr jeudi\nLa piscine ferme pour travaux", "svp", "piscine"},
		{"en", "can you write something nice about Yuki Tanaka, our head chef", "something nice", "Yuki Tanaka"},
		{"en", "Hey so can u do smth about the new menu", "smth", "new menu"},
		{"en", "Please draft smth for our farmers market", "smth", "farmers market"},
		{"fr", "tutoie le lecteur, ton fun : la piscine rouvre samedi 4 juillet", "ton fun", "4 juillet"},
		{"fr", "une réponse publique aux clients : la Halo se bloque à 80 %", "réponse publique", "80"},
		{"en", "a public reply to our customers: the Halo stops at 80%", "public reply", "80%"},
		// of the subject
		{"fr", "Merci de ne pas stationner devant l'école jeudi.", "§", "stationner"},
		{"fr", "Pas de livraison lundi, sans supplément.", "§", "sans supplément"},
		{"en", "Deadline: 30 June for applications. We hire a cook.", "§", "30 June"},
		{"en", "We do not publish ads. Subscribe for €3.", "§", "publish ads"},
		{"en", "Private tours on Sunday at 11.", "§", "Private tours"},
		{"fr", "Formation interne et externe le 3 mai.", "§", "interne et externe"},
		{"fr", "vidéo coulisses. dire aux gens de poser leurs questions", "§", "questions"},
	} {
		got := everyAngle(t, c.lang, c.brief)
		if strings.Contains(got, c.secret) || !strings.Contains(got, c.said) {
			t.Errorf("%q: with %q or without %q:\n%s", c.brief, c.secret, c.said, got)
		}
	}
}

// A brief of nothing but what must not come out makes no post.
func TestInternalNoteAloneIsNoPost(t *testing.T) {
	_, err := New().Compose(t.Context(), copilot.Prompt{Task: copilot.TaskDraft, Language: "en", Brief: "Internal note: budget is 4,000 euros."}, nil)
	var failure *copilot.WriterError
	if !errors.As(err, &failure) || failure.Kind != copilot.WriterEmpty {
		t.Errorf("error %v", err)
	}
}

// A date stays in the clause it belongs to, and a second "that" goes with the first.
func TestClausesStayWhole(t *testing.T) {
	for _, c := range []struct{ lang, brief, said string }{
		{"fr", "une réponse publique aux clients : la Halo se bloque à 80 %, correctif 2.1.1 jeudi, on s’excuse", "la Halo se bloque à 80\u00a0%, correctif 2.1.1 jeudi, on s’excuse"},
		{"fr", "la panne de la Halo, correctif 2.1.1 jeudi 3 mars, on s’excuse", "correctif 2.1.1 jeudi 3 mars, on s’excuse"},
		{"fr", "Dis qu’on est désolés pour la panne de mardi, et que Karim répond à tous", "désolés pour la panne de mardi, et Karim répond à tous"},
		{"en", "Say that we are sorry for the outage, and that Karim answers everybody", "sorry for the outage, and Karim answers everybody"},
	} {
		fact := sectionOf(answered(t, copilot.Prompt{Task: copilot.TaskDraft, Language: c.lang, Brief: c.brief, Angles: []string{"fact"}}).Text, "fact")
		if !strings.Contains(fact, c.said) {
			t.Errorf("%q became %q", c.brief, fact)
		}
	}
}

// A price per month is one price, and an initial ends no sentence.
func TestDraftsKeepAmountsAndInitials(t *testing.T) {
	for _, c := range []struct{ lang, brief, said string }{
		{"fr", "Abonnement: 9 € / mois, sans engagement", "9\u00a0€ / mois, sans engagement"},
		{"en", "Membership: 9 € / month", "9 € / month"},
		{"fr", "Le prix sera remis par M. le maire", "par M. le maire"},
		{"fr", "Conférence de M. de Villiers sur J. de La Fontaine", "M. de Villiers sur J. de La Fontaine"},
		{"fr", "INFO TRAVAUX : rue fermée", "INFO TRAVAUX\u00a0: rue fermée"},
	} {
		if got := everyAngle(t, c.lang, c.brief); !strings.Contains(got, c.said) {
			t.Errorf("%q without %q:\n%s", c.brief, c.said, got)
		}
	}
}
