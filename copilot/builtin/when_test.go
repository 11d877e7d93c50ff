package builtin

import "testing"

func TestTimes(t *testing.T) {
	for _, c := range []struct {
		lang, phrase string
		span         span
		words        string
		before       string // "" if the phrase does not come apart
	}{
		{"en", "the launch of Aurora on 12 March", point, "on 12 March", "the launch of Aurora"},
		{"en", "the AGM on Thursday 21 November at 7 pm at the town hall", point, "on Thursday 21 November at 7 pm", "the AGM"},
		{"en", "webinar 14 May 6pm", point, "on 14 May 6pm", "webinar"},
		{"en", "our sale until 30 April, in store", upto, "until 30 April", "our sale"},
		{"en", "our menu from Monday", onward, "from Monday", "our menu"},
		{"en", "the fair from 3 to 5 May", point, "from 3 to 5 May", "the fair"},
		{"en", "our office, opening on 3 May", point, "on 3 May", ""},
		{"en", "the annual meeting next Saturday", point, "next Saturday", "the annual meeting"},
		{"en", "sales since January", behind, "since January", "sales"},
		{"en", "May the force be with you", noTime, "", ""},
		{"en", "from 1 May, again on 3 June", noTime, "", ""},
		{"fr", "le lancement d'Aurore le 12 mars", point, "le 12 mars", "le lancement d'Aurore"},
		{"fr", "la soirée du 12 juin à 18 h 30, 4 rue des Lilas", point, "le 12 juin à 18 h 30", "la soirée"},
		{"fr", "le salon du 3 au 5 mai à Lyon", point, "du 3 au 5 mai", "le salon"},
		{"fr", "nos soldes jusqu'au 30 avril", upto, "jusqu'au 30 avril", "nos soldes"},
		{"fr", "notre carte à partir de lundi", onward, "à partir de lundi", "notre carte"},
		{"fr", "l'AG jeudi 21 novembre à 19 h à la mairie", point, "jeudi 21 novembre à 19 h", "l'AG"},
		{"fr", "fermeture en août", point, "en août", "fermeture"},
		{"fr", "le concert de samedi soir", point, "samedi soir", ""},
		{"fr", "une mission vers Mars", noTime, "", ""},
	} {
		w := calendarOf(c.lang).find(c.phrase)
		if w.span != c.span || w.words != c.words {
			t.Errorf("%q: %d %q, want %d %q", c.phrase, w.span, w.words, c.span, c.words)
		}
		before, _, ok := w.cut(c.phrase)
		if ok != (c.before != "") || ok && before != c.before {
			t.Errorf("%q comes apart as %q, %v; want %q", c.phrase, before, ok, c.before)
		}
	}
}
