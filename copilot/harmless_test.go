package copilot

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// TestHarmlessTextsAreUnharmed: what a model writes that means no harm stands in the draft
// as it wrote it, to the letter, also where it speaks of tasks, prompts and passwords. What
// changes is what looks the same: canonical text.
func TestHarmlessTextsAreUnharmed(t *testing.T) {
	var all []string
	for _, row := range sharedtest.Rows[struct {
		Text  string
		Label int
	}](t, "adversarial/deepset/train.jsonl") {
		if row.Label == 0 {
			all = append(all, row.Text)
		}
	}
	for i, row := range sharedtest.Rows[struct{ Summary string }](t, "summarization/dialogsum_dev.jsonl") {
		if i < 500 {
			all = append(all, row.Summary)
		}
	}
	harmed := 0
	for _, words := range all {
		want := strings.TrimSpace(text.Canonical(words))
		v, err := composer(says("=== fact\n"+words)).Compose(t.Context(), asks("/draft variants:1 We open on Monday"), Material{}, nil)
		if err != nil {
			t.Fatalf("%q: %v", words, err)
		}
		if len(v.Variants) != 1 || v.Variants[0].Text.s != want {
			harmed++
			t.Logf("%q is %q", want, v.Variants)
		}
	}
	t.Logf("%d of %d harmless texts unharmed", len(all)-harmed, len(all))
	if len(all) < 600 || harmed*100 > len(all) {
		t.Errorf("%d of %d harmless texts are harmed; at most one in a hundred may be", harmed, len(all))
	}
}
