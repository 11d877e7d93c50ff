package chat

import "testing"

func TestOrder(t *testing.T) {
	for words, want := range map[string]string{
		"summarize":                         "summarize",
		"please summarize":                  "summarize",
		"can you summarize this, please?":   "summarize",
		"summarize, s’il te plaît":          "summarize",
		"Tu peux résumer ce fil ?":          "summarize",
		"résumé depuis:hier":                "summarize depuis:hier",
		"summarise the last 50":             "summarize the last 50",
		"draft network:x we open on Monday": "draft network:x we open on Monday",
		"brouillon réseau:x nous ouvrons":   "draft réseau:x nous ouvrons",
		"could you draft: doors open at 8?": "draft doors open at 8?",
		"hashtags, please":                  "hashtags",
		"sumarize this":                     "sumarize this",
		"what is the weather like?":         "",
		"copilot":                           "",
		"":                                  "",
	} {
		if got := Order(words); got != want {
			t.Errorf("Order(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestPleasantry(t *testing.T) {
	for words, want := range map[string]bool{
		"thanks!": true, "Thank you so much 🎉": true, "ok": true, "LGTM": true, "C’est parfait, merci !": true, "looks good to me": true,
		"shorter": false, "thanks, but shorter": false, "merci, plus court": false, "is the date right?": false, "": false, " ": false,
	} {
		if got := Pleasantry(words); got != want {
			t.Errorf("Pleasantry(%q) = %v", words, got)
		}
	}
}
