package builtin

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// What people declare decided is a decision, with what it is about; what they
// only talk of deciding is not.
func TestDeclaredDecisions(t *testing.T) {
	for said, want := range map[string]bool{
		"14 April, 09:00 CET. Decided ✅":                               true,
		"thank you Yuki 🙏 decided: up to 40 h in eco mode, everywhere": true,
		"Décidé : on garde le bleu pour la couverture":                 true,
		"We still have to decide about the cover before Friday":        false,
		"Nobody decided anything about the blue cover yet":             false,
	} {
		p := copilot.Prompt{Task: copilot.TaskSummarize, Language: "en", Lines: []copilot.PromptLine{
			{Ref: "m1", Line: copilot.Line{Author: "Ana", Text: "When does the blue cover go to the printer in Lyon?"}},
			{Ref: "m2", Line: copilot.Line{Author: "Bo", Text: said}},
		}}
		answer, err := New().Compose(t.Context(), p, func(string) {})
		if err != nil {
			t.Fatal(err)
		}
		_, after, found := strings.Cut(answer.Text, "=== decisions\n")
		if found != want || want && !strings.Contains(after, "[m2]") {
			t.Errorf("%q: decision %v, want %v\n%s", said, found, want, answer.Text)
		}
	}
}
