package copilot

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a small model copies of its instructions is no text for anybody to sign.
func TestEchoesOfThePromptAreNoAnswer(t *testing.T) {
	for lang, form := range map[string]string{"en": "(text of the post)", "fr": "(texte de la publication)"} {
		r := asks("/draft variants:2 Lumo opens in Lyon")
		r.Options["language"] = lang
		w := says("=== fact\n" + form + "\n=== story\nLumo, Lyon.\n(Brief: \"Lumo opens in Lyon\")\n=== hashtags\n#Lumo")
		if lang == "fr" {
			w = says("=== fact\n" + form + "\n=== story\nLumo, Lyon.\nDemande : \"Lumo opens in Lyon\"\n=== hashtags\n#Lumo")
		}
		got, err := composer(w).Compose(context.Background(), r, Material{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"Lumo, Lyon."}, texts(got)); diff != "" {
			t.Errorf("%s:\n%s", lang, diff)
		}
	}
	said := Conversation{Lines: []Line{{ID: "1", Author: "Ana", Time: noon, Text: "We open on Monday in Lyon."}}}
	answer := "=== tldr\n- (the essence, one to three points) [m1]\n- m1 2026-11-23 12:00 \"Ana\": \"We open on Monday in Lyon.\"\n- Ana opens on Monday [m1]"
	got := compose(t, says(answer), "/summarize", Material{Conversation: said})
	if len(got.Points) != 1 || got.Points[0].Text.s != "Ana opens on Monday" {
		t.Errorf("points: %+v", texts(got))
	}
}

// A correction that recites what it was told is not the better version.
func TestCorrectionThatRecitesIsNotKept(t *testing.T) {
	var recited string
	w := writerOf(func(p Prompt) string {
		if len(p.Doubts) == 0 {
			return "=== fact\nLumo has 900 players in Lyon."
		}
		_, recited, _ = strings.Cut(p.User, "Your first try")
		return "=== fact\nYour first try" + recited
	})
	got := compose(t, w, "/draft variants:1 Lumo has 400 players in Lyon", Material{})
	if recited == "" || got.Variants[0].Text.s != "Lumo has 900 players in Lyon." {
		t.Errorf("kept: %q", texts(got))
	}
}

// writerOf is a Writer that answers by what it is told.
type writerOf func(Prompt) string

func (w writerOf) Compose(_ context.Context, p Prompt, _ func(string)) (Answer, error) {
	return Answer{Text: w(p), Writer: "script", Model: "script-1"}, nil
}

// Quotation marks round a whole text are those of the material; not so where somebody
// is quoted.
func TestTextsAreTakenOutOfTheirQuotationMarks(t *testing.T) {
	for answer, want := range map[string]string{
		`"Lumo opens in Lyon."`:                      "Lumo opens in Lyon.",
		`"Lumo opens\nin \"Lyon\"."`:                 "Lumo opens\nin \"Lyon\".",
		"\"Lumo opens\nin Lyon.\"":                   "Lumo opens\nin Lyon.",
		`"Play it loud"`:                             `"Play it loud"`,
		`"Lumo" opens what Ana calls "home"`:         `"Lumo" opens what Ana calls "home"`,
		`"`:                                          `"`,
		`(Lumo opens in Lyon)`:                       "Lumo opens in Lyon",
		`("Lumo opens in Lyon")`:                     "Lumo opens in Lyon",
		`(Lumo) opens (in Lyon)`:                     "(Lumo) opens (in Lyon)",
		"Lumo opens.\n\n---\n":                       "Lumo opens.",
		"Lumo\n---\nopens":                           "Lumo\n---\nopens",
		"At [the shop](https://l.example/a)":         "At the shop https://l.example/a",
		"[https://l.example/a](https://l.example/a)": "https://l.example/a",
	} {
		got := compose(t, says("=== fact\n"+answer), `/draft variants:1 Lumo opens in Lyon. Ana: "Play it loud" https://l.example/a`, Material{})
		if got.Variants[0].Text.s != want {
			t.Errorf("%s: %q", answer, got.Variants[0].Text.s)
		}
	}
}

// The hashtags that the instructions show are nobody's, unless the channel or the text
// has them.
func TestExamplesAreNoHashtags(t *testing.T) {
	for lang, answer := range map[string]string{"en": "#LikeThis #One #Lumo", "fr": "#CommeCeci #Un #Lumo"} {
		got := compose(t, says("=== hashtags\n"+answer), "/hashtags language:"+lang+" Lumo opens", Material{Profile: Profile{Hashtags: []string{"#Lumo"}}})
		if diff := cmp.Diff([]string{"#Lumo"}, got.Hashtags); diff != "" {
			t.Errorf("%s:\n%s", lang, diff)
		}
	}
	said := Conversation{Lines: []Line{{ID: "1", Author: "Ana", Time: noon, Text: "We are #Un in Lyon"}}}
	if got := compose(t, says("=== hashtags\n#UnÉtéÀLyon #Un #CommeCeci"), "/hashtags language:fr", Material{Profile: Profile{Hashtags: []string{"#UnÉtéÀLyon"}}, Conversation: said}); strings.Join(got.Hashtags, " ") != "#UnÉtéÀLyon #Un" {
		t.Errorf("of whole hashtags stay %v", got.Hashtags)
	}
	if got := compose(t, says("=== hashtags\n#One"), "/hashtags We are #One", Material{}); len(got.Hashtags) != 1 {
		t.Error("a hashtag of the text is gone")
	}
}

// A version that a revision leaves as it was is no echo of the prompt that showed it.
func TestTextLeftAsItWasIsNoEcho(t *testing.T) {
	for _, was := range []string{"Lumo opens in Lyon on Monday.", "Lumo opens.\n- a long line of its own\nAll in Lyon on Monday."} {
		p := Prompt{Task: TaskDraft, Language: "en", Previous: []string{was, "Another version of it."}}
		if err := render(&p); err != nil {
			t.Fatal(err)
		}
		quoted, err := quote(was)
		if err != nil {
			t.Fatal(err)
		}
		for _, answer := range []string{was, quoted} {
			if got := withoutEcho(answer, p); got != answer {
				t.Errorf("of %q stays %q", answer, got)
			}
		}
		p.User += "\n" + was // however it stands there
		if got := withoutEcho(was, p); got != was {
			t.Errorf("of %q stays %q", was, got)
		}
	}
}

// A point begins with a reference only where a line of the conversation does.
func TestAMeasureIsNoReference(t *testing.T) {
	lines := []PromptLine{{Ref: "m2", Line: Line{Author: "Ana", Text: "40 m2"}}}
	for point, want := range map[string]string{
		"m2 de bureaux loués : 40":            "m2 de bureaux loués : 40",
		`m2 2026-11-23 12:00 "Ana": "40 m2"`:  `2026-11-23 12:00 "Ana": "40 m2"`,
		"m2: Ana rents 40 m2":                 "Ana rents 40 m2",
		`m2 "Ana": "40 m2"`:                   `"Ana": "40 m2"`,
		"m3 2026-11-23 12:00 Ana rents 40 m2": "m3 2026-11-23 12:00 Ana rents 40 m2",
		"m2 Anaïs rents":                      "m2 Anaïs rents",
	} {
		got, refs := cited(point, lines)
		if got != want || (len(refs) == 1) != (got != point) {
			t.Errorf("%q: %q, %v", point, got, refs)
		}
	}
}

// A text in another language goes back to the writer.
func TestLanguageIsCorrected(t *testing.T) {
	w := says("=== fact\nNous ouvrons la boulangerie lundi matin à Lyon.", "=== fact\nWe open the bakery on Monday morning in Lyon.")
	if got := compose(t, w, "/draft variants:1 language:en We open the bakery on Monday morning in Lyon", Material{}); len(w.asked) != 2 || len(got.Findings) > 0 {
		t.Errorf("asked %d times, %+v", len(w.asked), got.Findings)
	}
}

// A small model names the sections of a summary without the signs of a heading.
func TestSectionsAreFoundByName(t *testing.T) {
	said := Conversation{Lines: []Line{{ID: "1", Author: "Ana", Time: noon, Text: "We open on Monday. Who pays?"}}}
	got := compose(t, says("tldr\nAna opens on Monday [m1]\n\nDecision: Ana opens on Monday [m1]\nQuestions:\n- Ana asks who pays [m1]\nMood is fine"), "/summarize", Material{Conversation: said})
	var sections []string
	for _, p := range got.Points {
		sections = append(sections, p.Section+": "+p.Text.s)
	}
	want := []string{"tldr: Ana opens on Monday", "decisions: Ana opens on Monday", "questions: Ana asks who pays Mood is fine"}
	if diff := cmp.Diff(want, sections); diff != "" {
		t.Error(diff)
	}
}
