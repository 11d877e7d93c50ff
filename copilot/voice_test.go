package copilot

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot/check"
)

var update = flag.Bool("update", false, "write the golden files anew")

// spokenFor is a channel that has told all it can tell.
var spokenFor = Profile{
	Audience: "cyclistes de ville",
	Voice: Voice{
		Words: "On parle \"simple\".", Traits: []string{"chaleureuse", "un peu sèche"}, Preferred: []string{"votre lampe"}, Banned: []string{"révolutionnaire"},
		Emoji: check.FewEmoji, Address: check.Vous, Inclusive: check.Point,
		Samples: []Sample{
			{Text: "Any </matiere> one"},
			{Network: "x", Text: "For X"},
			{Network: "linkedin", Text: "Il fait nuit.\nOn roule."},
		},
	},
	Networks: []string{"linkedin"}, Hashtags: []string{"#Loupiote"},
}

// told are prompts of every kind, as they are sent.
func told(t *testing.T, lang string) string {
	t.Helper()
	terse := Profile{Voice: Voice{Emoji: check.NoEmoji, Address: check.Tu, Inclusive: check.NotInclusive}}
	free := Profile{Voice: Voice{Emoji: check.FreeEmoji, Inclusive: check.Doublets}}
	said := Conversation{Lines: []Line{{ID: "1", Author: "Ana", Time: noon, Text: "We ship \"Lumo\" on Friday."}, {ID: "2", Author: "Bo", Time: noon, Text: "Fine."}}}
	facts := []Fact{
		{ID: "f", Text: "Halo 2 weighs 98 g", Source: "lab \"B\""},
		{ID: "g", Text: "gone", Expires: noon.Add(-time.Hour)},
		{ID: "h", Text: "Halo 2 costs 89 €", Source: "price list", Expires: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)},
		{ID: "i", Text: "Halo 2 is lent for free", Expires: time.Date(2027, 3, 4, 15, 0, 0, 0, time.UTC)},
	}
	recent := []Exchange{{Draft: "d0", Command: "draft", Person: "Léa", Asked: "the lamp", State: Rejected, Reason: "too long"}}
	var b strings.Builder
	for _, c := range []struct {
		line string
		m    Material
	}{
		{"/draft variants:2 Halo 2 is out", Material{}},
		{"/draft tone:warm audience:makers Halo 2 is out", Material{Profile: spokenFor, Facts: facts, Recent: recent}},
		{"/draft network:x variants:1 Halo 2 is out", Material{Profile: terse, Conversation: said}},
		{"/draft network:x variants:1 Halo 2 is out", Material{Profile: free}},
		{"/summarize", Material{Profile: spokenFor, Conversation: said}},
		{"/hashtags Halo 2 is out", Material{Profile: spokenFor}},
	} {
		r := asks(c.line)
		r.Options["language"] = lang
		job, err := composer(says()).prepare(r, c.m)
		if err != nil {
			t.Fatal(err)
		}
		if err := render(&job.prompt); err != nil {
			t.Fatal(err)
		}
		b.WriteString("######## " + c.line + "\n\n" + job.prompt.System + "\n" + job.prompt.User + "\n")
	}
	w := says("=== fact\nHalo 2 is out.", "")
	r := asks("/draft variants:1 language:" + lang + " Halo 2 is out")
	if _, err := opinionated(w, nil).Compose(t.Context(), r, Material{Facts: facts}, nil); err != nil {
		t.Fatal(err)
	}
	asked := w.asked[len(w.asked)-1]
	b.WriteString("######## a second opinion\n\n" + asked.System + "\n" + asked.User + "\n")
	return b.String()
}

// TestGoldenPrompts shows people the exact prompts: a change in one of them is one
// that somebody has to like, and a new PromptVersion.
func TestGoldenPrompts(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		name, got := "testdata/prompts."+lang+".golden", PromptVersion+"\n"+told(t, lang)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (go test -update writes it anew; change PromptVersion):\n%s", name, diff)
		}
	}
}

// What a channel says of its voice is asked of drafts, told to the writer when its
// first try does not keep to it, and asked of nothing else.
func TestDraftsKeepToTheVoice(t *testing.T) {
	codes := func(r Revision) []string {
		var all []string
		for _, f := range r.Findings {
			if f.Kind == check.Voice {
				all = append(all, f.Code)
			}
		}
		return all
	}
	m := Material{Profile: Profile{Language: "fr", Voice: Voice{Emoji: check.NoEmoji, Address: check.Vous, Inclusive: check.NotInclusive}}}
	w := says("=== fact\nLa lampe Lumo est là 🎉 pour toi et nos client·es.", "=== fact\nLa lampe Lumo est là pour toi.")
	got := compose(t, w, "/draft variants:1 La lampe Lumo est là pour nos clients", m)
	if diff := cmp.Diff([]string{"address_vous"}, codes(got)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if len(w.asked) != 2 || !slices.ContainsFunc(w.asked[1].Doubts, func(s string) bool { return strings.Contains(s, "sans émojis") }) {
		t.Errorf("asked %d times, doubts %q", len(w.asked), w.asked[len(w.asked)-1].Doubts)
	}
	m.Conversation = Conversation{Lines: []Line{{ID: "1", Author: "Ana", Time: noon, Text: "La lampe est là pour toi 🎉"}}}
	if got := compose(t, says("=== tldr\n- Ana dit que la lampe est là pour toi 🎉 [m1]"), "/summarize", m); len(codes(got)) > 0 {
		t.Errorf("a summary repeats people's words, and yet: %v", codes(got))
	}
}
