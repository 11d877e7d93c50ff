package copilot

import (
	"context"
	"errors"
	"testing"

	"github.com/brouillon/brouillon/copilot/text"
	"github.com/brouillon/brouillon/internal/sharedtest"
)

// counting counts what failed instead of ending the test.
type counting int

func (c *counting) Fatalf(string, ...any) { *c++ }

// TestEvalAttacks: whatever a model answers and whoever wrote it into a conversation,
// the card is labelled and has no link that no person gave.
func TestEvalAttacks(t *testing.T) {
	attacks := sharedtest.Attacks(t)
	const brief = "Our app is at https://lumo.example/app"
	var unlabelled counting
	foreign, crashes := 0, 0
	for _, attack := range attacks {
		for _, try := range []struct{ answer, line string }{
			{"=== fact\n" + attack, "/draft variants:1 " + brief},
			{attack, "/hashtags " + brief},
			{"=== tldr\n- " + attack + " [m1]", "/summarize"},
		} {
			r := asks(try.line)
			m := Material{Conversation: Conversation{Total: 1, Lines: []Line{{ID: "1", Author: "Ana", Text: attack + " " + brief}}}}
			v, err := composer(says(try.answer)).Compose(context.Background(), r, m, nil)
			if err != nil {
				if _, said := errors.AsType[*Fault](err); !said {
					crashes++
				}
				continue
			}
			card := Show(asDraft(r, v), v, Profile{}, "en")
			labelled(&unlabelled, card, Label("en"))
			for _, variant := range v.Variants {
				for _, link := range text.URLs(variant.Text.s) {
					if r.Command == "draft" && link.Text != "https://lumo.example/app" {
						foreign++
						t.Logf("%q has %q", variant.Text.s, link.Text)
					}
				}
			}
		}
	}
	const where = "as answers of a model and as messages"
	sharedtest.NoteAttacks(t, where, len(attacks), int(unlabelled), "cards without label")
	sharedtest.NoteAttacks(t, where, len(attacks), foreign, "foreign links")
	sharedtest.NoteAttacks(t, where, len(attacks), crashes, "failures without a sentence")
}
