package chat

import (
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestConfirm: a withdrawal is a sentence in both languages, and what asks a form
// first is not asked twice.
func TestConfirm(t *testing.T) {
	for lang, want := range map[string]string{"en": "A withdrawn draft can no longer be signed off.", "fr": "Un brouillon retiré ne peut plus être validé."} {
		if got := Confirm(lang, copilot.Card{}, copilot.Action{Act: copilot.ActWithdraw}); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
	for _, a := range []copilot.Action{
		{Act: copilot.ActApprove}, {Act: copilot.ActEdit}, {Act: copilot.ActWithdraw, Form: []copilot.Field{{Name: "reason"}}},
	} {
		if got := Confirm("en", copilot.Card{}, a); got != "" {
			t.Errorf("%s is asked again: %q", a.Act, got)
		}
	}
}
