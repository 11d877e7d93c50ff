package builtin

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// What came of a thread, as people put it when they talk rather than minute: what was
// agreed to a message or two later, what leans on what was said before, what is done
// by the end, what nobody knows.
func TestWhatCameOfTalk(t *testing.T) {
	for name, c := range map[string]struct {
		lang, thread, section, want string
	}{
		"the sum of it":              {"en", "Ana: The 14th or the 21st for the launch?\nBob: The 14th, press is booked.\nAna: Great, so we launch on the 14th with sync off.", "decisions", "- Ana: So we launch on the 14th with sync off. [m3]"},
		"la somme":                   {"fr", "Léa : Qui ouvre la boutique la semaine prochaine ?\nMarc : Je préfère jeudi.\nLéa : Très bien. Donc Marc ouvre jeudi et moi mardi.", "decisions", "- Léa : Donc Marc ouvre jeudi et moi mardi. [m3]"},
		"then":                       {"en", "Ana: The printer needs it on the 20th.\nBob: Then the 20th is the deadline for everybody.", "decisions", "- Bob: Then the 20th is the deadline for everybody. [m2]"},
		"alors":                      {"fr", "Léa : Testé, ça marche.\nMarc : Alors on déploie à 15 h.", "decisions", "- Marc : Alors on déploie à 15 h. [m2]"},
		"alors, raconté":             {"fr", "Léa : Et la visite ?\nMarc : Alors on est partis à 15 h sous la pluie.", "decisions", ""},
		"left to somebody else":      {"en", "Ana: The old plant stays on the cover.\nBob: We'll let the board decide.", "questions", "- Bob: We'll let the board decide. [m2]"},
		"a quotation is whole":       {"fr", "Léa : On communique ?\nMarc : Je publie : « Une panne touche le site. Nos équipes y travaillent. » Voilà.", "actions", "- Marc : Je publie : « Une panne touche le site. Nos équipes y travaillent. » [m2]"},
		"a story is none":            {"en", "Ana: How was the trip?\nBob: Great, then we visited the harbour and so we walked home.", "decisions", ""},
		"a word is none":             {"en", "Ana: The red one.\nBob: You've made a good decision about the poster.", "decisions", ""},
		"headed":                     {"en", "Ana: What now?\nBob: Decision: the test stays in the suite until Monday.", "decisions", "- Bob: Decision: the test stays in the suite until Monday. [m2]"},
		"going along":                {"en", "Ana: Can we move the newsletter to Tuesday? The interview isn't ready.\nBob: Fine with me. I'll tell the printer.", "decisions", "- Ana: Can we move the newsletter to Tuesday? Bob: Fine with me. [m1] [m2]"},
		"yes to a proposal":          {"en", "Ana: How about the Lebanese place on Mill Street?\nBob: Yes!\nChloe: Deal.", "decisions", "- Ana: How about the Lebanese place on Mill Street? Bob: Yes! Chloe: Deal. [m1] [m2] [m3]"},
		"yes to a question":          {"en", "Ana: Can we see the menu of the place?\nBob: Yes.", "decisions", ""},
		"yes, but":                   {"en", "Ana: Shall we move the launch to Friday?\nBob: Yes if legal agrees.", "decisions", ""},
		"et si on":                   {"fr", "Léa : Et si on passait en modération pendant 48 h ?\nMarc : Bonne idée.", "decisions", "- Léa : Et si on passait en modération pendant 48 h ? Marc : Bonne idée. [m1] [m2]"},
		"Friday it is":               {"en", "Ana: Thursday or Friday for lunch?\nBob: Friday works better.\nAna: Friday it is.", "decisions", "- Ana: Friday it is. [m3]"},
		"to be decided":              {"en", "Ana: The name is taken in Germany.\nBob: We'll decide on Thursday.", "questions", "- Bob: We'll decide on Thursday. [m2]"},
		"on tranche jeudi":           {"fr", "Léa : La version 3 plante encore.\nMarc : On tranche jeudi alors.", "questions", "- Marc : On tranche jeudi alors. [m2]"},
		"waiting is no answer":       {"en", "Ana: Do we have a budget for ads this time?\nBob: Still waiting on finance.\nChloe: I'm not convinced ads are worth the budget.", "questions", "- Ana: Do we have a budget for ads this time? [m1]"},
		"nobody knows":               {"fr", "Léa : Est-ce que quelqu'un sait si la prime est maintenue ?\nMarc : Non, et personne ne répond.", "questions", "- Léa : Est-ce que quelqu'un sait si la prime est maintenue ? [m1]"},
		"an amount answers":          {"fr", "Léa : Combien de temps on a été coupés ?\nMarc : 38 minutes", "questions", ""},
		"an aside asks nothing":      {"en", "Ana: The test uses a modest (?)\nAna: buffer of one megabyte.", "questions", ""},
		"leans on a need":            {"en", "Ana: We need an alert on checkout errors, a customer told us.\nBob: agreed. I'll add one today, threshold 1%.", "actions", "- Ana: We need an alert on checkout errors, a customer told us. Bob: I'll add one today, threshold 1%. [m1] [m2]"},
		"leans on the same message":  {"fr", "Marc : Il faut mettre une alerte sur l'espace disque. Je la crée aujourd'hui.", "actions", "- Marc : Il faut mettre une alerte sur l'espace disque. Je la crée aujourd'hui. [m1]"},
		"leans on a question":        {"fr", "Léa : Qui s'occupe des affiches du salon ?\nMarc : Je m'en charge, j'appelle l'imprimeur demain.", "actions", "- Léa : Qui s'occupe des affiches du salon ? Marc : Je m'en charge, j'appelle l'imprimeur demain. [m1] [m2]"},
		"quelqu'un peut":             {"fr", "Léa : L'hôtel n'est pas réservé.\nInès : Quelqu'un peut s'en occuper ?\nMarc : Je le fais cet après-midi.", "actions", "- Léa : L'hôtel n'est pas réservé. Inès : Quelqu'un peut s'en occuper ? Marc : Je le fais cet après-midi. [m1] [m2] [m3]"},
		"tu t'en charges":            {"fr", "Inès : On devrait écrire un message épinglé.\nLéa : Marc, tu t'en charges ?\nMarc : Oui, d'ici ce soir.", "actions", "- Inès : On devrait écrire un message épinglé. Léa : Marc, tu t'en charges ? Marc : D'ici ce soir. [m1] [m2] [m3]"},
		"je ferai":                   {"fr", "Léa : Qui prend dimanche ?\nMarc : Je ferai l'après-midi.", "actions", "- Marc : Je ferai l'après-midi. [m2]"},
		"je serai":                   {"fr", "Léa : Qui vient dimanche ?\nMarc : Je serai au marché.", "actions", ""},
		"je ne prends pas":           {"fr", "Léa : On y va comment ?\nMarc : Simplement, je ne prends pas le même itinéraire que vous.", "actions", ""},
		"je rappelle que":            {"fr", "Léa : On y va comment ?\nMarc : Je rappelle que la gare est fermée.", "actions", ""},
		"I can, when wanted":         {"en", "Ana: Who writes the changelog?\nBob: I can write the changelog by Wednesday.", "actions", "- Bob: I can write the changelog by Wednesday. [m2]"},
		"I can, when not":            {"en", "Ana: The page is blue.\nBob: I can set a different attribute of the page.", "actions", ""},
		"I can't":                    {"en", "Ana: Who can set the month?\nBob: I can't do the month here.", "actions", ""},
		"j'ai acheté":                {"fr", "Léa : La Halo tient toujours ?\nMarc : J’ai acheté ma Halo il y a trois semaines et je l'ai envoyée au service.", "actions", ""},
		"envoie-moi":                 {"fr", "Léa : Les affiches sont prêtes.\nMarc : envoie-moi les photos stp", "actions", "- Marc : Envoie-moi les photos stp (sans responsable désigné) [m2]"},
		"send me":                    {"en", "Ana: The posters are ready.\nBob: send me the photos pls", "actions", "- Bob: Send me the photos pls (no owner named) [m2]"},
		"I do":                       {"en", "Ana: who writes the press release?\nBob: I do, by Friday", "actions", "- Ana: Who writes the press release? Bob: I do, by Friday [m1] [m2]"},
		"moi":                        {"fr", "Léa : qui rédige le communiqué ?\nMarc : Moi, d'ici vendredi", "actions", "- Léa : Qui rédige le communiqué ? Marc : Moi, d'ici vendredi [m1] [m2]"},
		"me, of a thing liked":       {"en", "Ana: Who likes it?\nBob: I do, a lot", "actions", ""},
		"done by the end":            {"en", "Ana: Can you roll back the release?\nBob: on it\nBob: rollback done, 4.17 is live", "actions", ""},
		"only looked":                {"fr", "Léa : C'est la base ou le cache ?\nMarc : Je regarde\nMarc : Le disque de la base est plein.", "actions", ""},
		"not a name":                 {"en", "Ana: According to our file the order was sent.\nBob: Happy to send it twice.", "actions", ""},
		"a name nobody has heard of": {"en", "Ana: Dana to send the contract by Monday.", "actions", "- Ana: Dana to send the contract by Monday. [m1]"},
		"acknowledged":               {"fr", "Léa : Le site est tombé.\nMarc : Je confirme, idem chez moi", "actions", ""},
		"done in a word":             {"fr", "Léa : On rembourse la cliente ?\nMarc : Oui, je lance le remboursement.\nLéa : merci\nMarc : Remboursement fait.", "actions", ""},
		"asked by name":              {"en", "Ana: Lea, could you be her buddy this week?\nLea: with pleasure", "actions", "- Ana: Lea, could you be her buddy this week? Lea: With pleasure [m1] [m2]"},
		"a letter answers":           {"en", "Ana: Which date for the offsite, A or B?\nBob: B", "questions", ""},
		"minus one":                  {"en", "Ana: I'd quarantine the test.\nBob: -1, nobody will ever look at it again", "disagreements", "- Bob: -1, nobody will ever look at it again [m2]"},
		"no way of doing":            {"en", "Ana: It rains.\nBob: Sitting around all day is no way of keeping fit.", "disagreements", ""},
		"upset":                      {"en", "Ana: We rename it a month before the launch.\nBob: This is absurd.", "mood", "- Bob: This is absurd. [m2]"},
		"pas inquiet":                {"fr", "Léa : Le lancement est demain.\nMarc : Je ne suis pas en colère, ni pressé.", "mood", ""},
		"ravi":                       {"fr", "Léa : Le stand est monté.\nMarc : Je suis ravie du résultat, vraiment.", "mood", "- Marc : Je suis ravie du résultat, vraiment. [m2]"},
	} {
		answer := summarized(t, c.lang, c.thread, nil)
		if got := strings.ReplaceAll(sectionOf(answer.Text, c.section), "\u00a0", " "); got != c.want {
			t.Errorf("%s: %q, want %q\n%s", name, got, c.want, answer.Text)
		}
	}
}

// What was the matter and what is done stand in a summary of few words; a link alone
// says nothing.
func TestOutcomesComeFirst(t *testing.T) {
	thread := `Ana: heads up: checkout is throwing 502s since about 8:50
Bob: seeing it too, about a third of the requests to checkout
Bob: https://status.example.com/checkout/requests/payment/provider
Ana: is it the payment provider of checkout?
Bob: their status page is green, so it is our checkout
Chloe: I rolled out 4.18 of checkout at 8:45
Bob: customers ask about checkout on the forum since 8:55
Dan: what do we tell customers who ask about checkout?
Chloe: root cause: the pool defaults to 5
Ana: customers on the forum say checkout asks for payment twice
Dan: I answer customers on the forum about payment`
	answer := summarized(t, "en", thread, nil)
	got := sectionOf(answer.Text, "tldr")
	if !strings.Contains(got, "Root cause") {
		t.Errorf("without what was the matter: %s", got)
	}
	if strings.Contains(got, "[m3]") {
		t.Errorf("with a link alone: %s", got)
	}
}

// A message that lists what came of a talk under headings is taken at its word; an
// item without a name has no owner.
func TestListedUnderHeadings(t *testing.T) {
	for lang, c := range map[string]struct{ message, decisions, questions, actions string }{
		"en": {
			"Recap of today's call:\n- the page is blue\n*Decisions:*\n- launch on the 14th\n- pricing at $15\nAction items:\n- Tom: changelog by Wednesday\n- brief the support team\nTo be decided: the budget for ads",
			"- Maya: Launch on the 14th [m1]\n- Maya: Pricing at $15 [m1]",
			"- Maya: To be decided: the budget for ads [m1]",
			"- Maya: Tom: changelog by Wednesday [m1]\n- Maya: Brief the support team (no owner named) [m1]",
		},
		"fr": {
			"Décisions prises :\n- stand de 12 m²\nÀ faire :\n- Hugo : appeler l'imprimeur\n- badges à préparer\nPoints ouverts :\n- le budget des goodies",
			"- Maya : Stand de 12 m² [m1]",
			"- Maya : Le budget des goodies [m1]",
			"- Maya : Hugo : appeler l'imprimeur [m1]\n- Maya : Badges à préparer (sans responsable désigné) [m1]",
		},
	} {
		lines := []copilot.PromptLine{
			{Ref: "m1", Line: copilot.Line{Author: "Maya", Text: c.message}},
			{Ref: "m2", Line: copilot.Line{Author: "Tom", Text: "👍"}},
		}
		answer := answered(t, copilot.Prompt{Task: copilot.TaskSummarize, Language: lang, Lines: lines}).Text
		for section, want := range map[string]string{"decisions": c.decisions, "questions": c.questions, "actions": c.actions} {
			if got := strings.ReplaceAll(sectionOf(answer, section), "\u00a0", " "); got != want {
				t.Errorf("%s, %s: %q, want %q", lang, section, got, want)
			}
		}
	}
}
