package builtin

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

func summarized(t *testing.T, lang, thread string, change func(*copilot.Prompt)) copilot.Answer {
	t.Helper()
	p := copilot.Prompt{Task: copilot.TaskSummarize, Language: lang, Lines: talk(thread)}
	if change != nil {
		change(&p)
	}
	return answered(t, p)
}

func TestWhatCameOfAThread(t *testing.T) {
	for name, c := range map[string]struct {
		lang, thread, section, want string
	}{
		"decided":            {"en", "Ana: Blue or red?\nBob: We decided to go with blue for the launch.", "decisions", "- Bob: We decided to go with blue for the launch. [m2]"},
		"agreed to":          {"en", "Ana: Let's launch on Friday with the old photos.\nBob: Agreed.", "decisions", "- Ana: Let's launch on Friday with the old photos. Bob: Agreed. [m1] [m2]"},
		"not decided":        {"en", "Ana: We have not decided to go with blue.\nBob: If it's approved by legal we move.\nAna: Was it decided?", "decisions", ""},
		"on part sur":        {"fr", "Léa : Rouge ou bleu ?\nMarc : On part sur le bleu pour le lancement.", "decisions", "- Marc : On part sur le bleu pour le lancement. [m2]"},
		"c'est validé":       {"fr", "Léa : Je propose un mail d'excuses à 11 h.\nMarc : C'est validé !", "decisions", "- Léa : Je propose un mail d'excuses à 11 h. Marc : C'est validé ! [m1] [m2]"},
		"pas décidé":         {"fr", "Léa : Rien n'est décidé pour le budget.\nMarc : Si c'est validé on lance.", "decisions", ""},
		"I'll":               {"en", "Ana: Who takes the banner?\nBob: I'll send the banner by Friday.", "actions", "- Bob: I'll send the banner by Friday. [m2]"},
		"on it":              {"en", "Ana: The banner of the shop is broken.\nBob: I'm on it", "actions", "- Ana: The banner of the shop is broken. Bob: I'm on it [m1] [m2]"},
		"Bob will":           {"en", "Ana: Bob will prepare the press release by Monday.\nBob: fine", "actions", "- Ana: Bob will prepare the press release by Monday. [m1]"},
		"no owner":           {"en", "Ana: Someone should warn the support team about this.\nBob: true", "actions", "- Ana: Someone should warn the support team about this. (no owner named) [m1]"},
		"no task":            {"en", "Ana: I'll be happy with that.\nBob: I will never forget the rain.", "actions", ""},
		"je m'en charge":     {"fr", "Léa : Il manque le visuel du stand.\nMarc : Je m'en charge.", "actions", "- Léa : Il manque le visuel du stand. Marc : Je m'en charge. [m1] [m2]"},
		"je relance":         {"fr", "Marc : Je relance l'imprimeur demain matin.", "actions", "- Marc : Je relance l'imprimeur demain matin. [m1]"},
		"il faut":            {"fr", "Marc : Il faut prévenir les clients avant midi.", "actions", "- Marc : Il faut prévenir les clients avant midi. (sans responsable désigné) [m1]"},
		"Léa s'occupe":       {"fr", "Marc : Léa s'occupe du traiteur pour samedi.\nLéa : ok", "actions", "- Marc : Léa s'occupe du traiteur pour samedi. [m1]"},
		"unanswered":         {"en", "Ana: Who approves the final price?\nBob: No idea, ask finance.", "questions", "- Ana: Who approves the final price? [m1]"},
		"answered":           {"en", "Ana: When is the launch?\nBob: The launch is on 12 March.", "questions", ""},
		"only thanks":        {"fr", "Léa : Qui met à jour la page de statut ?\nMarc : merci", "questions", "- Léa : Qui met à jour la page de statut ? [m1]"},
		"phatic":             {"en", "Ana: How are you today?\nAna: It rains, right?", "questions", ""},
		"disagrees":          {"en", "Ana: Let's move the date.\nBob: I disagree with moving the date.", "disagreements", "- Bob: I disagree with moving the date. [m2]"},
		"pas d'accord":       {"fr", "Léa : On attend les logs.\nInès : Pas d'accord. Il faut communiquer maintenant.", "disagreements", "- Inès : Pas d'accord. Il faut communiquer maintenant. [m2]"},
		"nobody disagrees":   {"fr", "Léa : On attend les logs.\nInès : Oui, bonne idée.", "disagreements", ""},
		"quoting is not it":  {"en", "Ana: > We decided to go with blue.\nAna: ```we decided to drop tables```\nBob: What does that query do on the server?", "decisions", ""},
		"bots are not heard": {"en", "Deploy Bot: It's approved by the pipeline and we decided to ship.\nAna: The banner is late.", "decisions", ""},
	} {
		answer := summarized(t, c.lang, c.thread, nil)
		if got := strings.ReplaceAll(sectionOf(answer.Text, c.section), "\u00a0", " "); got != c.want {
			t.Errorf("%s: %q, want %q\n%s", name, got, c.want, answer.Text)
		}
	}
}

// What answered words that are not to be read is not set beside other words, as if it had
// answered these.
func TestNothingAnswersAcrossAGap(t *testing.T) {
	for name, c := range map[string]struct {
		lang, thread, section, whole string
	}{
		"on it":           {"en", "Priya: We need the newsletter on 26 March.\nLéa: on it", "actions", "Léa: On it"},
		"je m'en occupe":  {"fr", "Priya : La newsletter du 26 mars manque encore.\nLéa : Je m'en occupe.", "actions", "Léa : Je m'en occupe"},
		"asked and taken": {"en", "Priya: Can somebody send the newsletter on 26 March?\nLéa: sure", "actions", "Léa: Sure"},
		"who does it":     {"en", "Priya: Who sends the newsletter on 26 March?\nLéa: me", "actions", "Léa: Me"},
		"agreed":          {"en", "Priya: Let's send the newsletter on 26 March.\nLéa: Agreed.", "decisions", "Léa: Agreed."},
		"against":         {"en", "Priya: The newsletter on 26 March says the brightest lamp.\nLéa: I disagree.", "disagreements", "Priya: "},
	} {
		beside := strings.ReplaceAll(sectionOf(summarized(t, c.lang, c.thread, nil).Text, c.section), "\u00a0", " ")
		if !strings.Contains(beside, "26") || !strings.Contains(beside, c.whole) {
			t.Errorf("%s: without a gap it is %q", name, beside)
		}
		apart := strings.ReplaceAll(sectionOf(summarized(t, c.lang, c.thread, func(p *copilot.Prompt) { p.Lines[1].Gap = true }).Text, c.section), "\u00a0", " ")
		if strings.Contains(apart, "26") && strings.Contains(apart, "Léa") || apart != "" && strings.Contains(c.section, "actions") && strings.Contains(apart, "Léa") {
			t.Errorf("%s: over a gap it is %q", name, apart)
		}
	}
	said := summarized(t, "en", "Priya: The newsletter is late.\nLéa: I'll send the banner by Friday.", func(p *copilot.Prompt) { p.Lines[1].Gap = true })
	if got := sectionOf(said.Text, "actions"); !strings.Contains(got, "I'll send the banner by Friday") {
		t.Errorf("a promise that says itself what of is %q", got)
	}
}

// Greetings, thanks and one-word replies are no part of a summary.
func TestSmallTalkIsLeftOut(t *testing.T) {
	answer := summarized(t, "en", "Ana: Hi everyone!\nBob: 🎉🎉\nBob: :tada: :slightly_smiling_face:\nAna: The launch moves to 12 March because the photos are late.\nBob: Thanks!\nChloe: +1\nChloe: sounds good\nBob: ok", nil)
	if got := sectionOf(answer.Text, "tldr"); got != "- Ana: The launch moves to 12 March because the photos are late. [m4]" {
		t.Errorf("got %q", got)
	}
}

func TestSummariesKeepToTheirWords(t *testing.T) {
	lines := thread(300, 2)
	for _, most := range []int{15, 45, 100, 300, 600} {
		p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "fr", MaxWords: most, Lines: lines}
		if words := len(strings.Fields(tldr(answered(t, p).Text))); words > most || words < most/2 {
			t.Errorf("%d words, at most %d", words, most)
		}
	}
	minuted := talk("Ana: Shall we launch on Monday, with the press and the team in the room?\nBob: Decided: we launch on Monday at nine with the press.\nAna: I'll send the invitations to the press by Friday evening.")
	for most, notes := range map[int]int{15: 1, 300: 0} {
		answer := answered(t, copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", MaxWords: most, Lines: minuted})
		if len(answer.Notes) != notes || notes > 0 && answer.Notes[0].Key != "note.builtin.words" || !strings.Contains(answer.Text, "=== actions") {
			t.Errorf("at most %d words: notes %v\n%s", most, answer.Notes, answer.Text)
		}
	}
	p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", Lines: lines}
	long := len(strings.Fields(tldr(answered(t, p).Text)))
	p.Length, p.Reason = "shorter", "shorter"
	if short := len(strings.Fields(tldr(answered(t, p).Text))); short >= long {
		t.Errorf("shorter: %d words after %d", short, long)
	}
	p.Reason = "add jokes"
	if notes := answered(t, p).Notes; len(notes) != 1 || notes[0].Key != "note.builtin.cannot" {
		t.Errorf("notes %v", notes)
	}
}

// Every point rests on the very words of the messages it cites.
func TestPointsAreQuotations(t *testing.T) {
	lines := thread(400, 3)
	said := map[string]string{}
	for _, l := range lines {
		said[l.Ref] = strings.ToLower(l.Author + ": " + l.Text)
	}
	p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", Lines: lines}
	for _, s := range parts(answered(t, p).Text) {
		for point := range strings.Lines(s.body) {
			cites := citations.FindString(strings.TrimSpace(point))
			if cites == "" {
				t.Fatalf("%s: no reference in %q", s.name, point)
			}
			heard := ""
			for _, r := range strings.Fields(cites) {
				heard += said[strings.Trim(r, "[]")] + "\n"
			}
			for _, w := range split(strings.ToLower(strings.TrimSuffix(strings.TrimSpace(point), cites))) {
				if !strings.Contains(heard, w) {
					t.Errorf("%s: %q is not in %q", s.name, w, heard)
				}
			}
		}
	}
}

// What the reader asked for comes first.
func TestAskedForComesFirst(t *testing.T) {
	lines := thread(200, 4)
	lines[120].Text = "The giraffe costs 40 euros in the catalogue."
	p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", Brief: "what about the giraffe?", MaxWords: 60, Lines: lines}
	if got := tldr(answered(t, p).Text); !strings.Contains(got, "giraffe costs 40 euros") {
		t.Errorf("got %q", got)
	}
}
