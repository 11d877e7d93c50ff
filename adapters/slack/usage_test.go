package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestUsage is told to whoever asks alone, in their language; what all channels use, to
// administrators. Whoever is denied may not ask, and yet may say not to be read.
func TestUsage(t *testing.T) {
	s := overHTTP(t, setting{})
	s.core.Accounts, s.core.Limits = s.Store, copilot.Limits{Requests: copilot.Bounds{Person: 20}}
	s.asks(lea, "/draft", "variants:1 our launch")
	if said := s.says(lea, "usage"); !strings.Contains(said, "You · 1 request today · 0 of 20 in this minute") || !strings.Contains(said, "This channel · 1 request") || strings.Contains(said, "All channels") {
		t.Errorf("told %q", said)
	}
	if said := s.says(ada, "usage"); !strings.Contains(said, "You · 0 requests today") || !strings.Contains(said, "All channels together · 1 request today") {
		t.Errorf("an administrator is told %q", said)
	}
	if said := s.says(marc, "conso"); !strings.Contains(said, "Ce canal · 1 demande aujourd’hui") || strings.Contains(said, "canaux réunis") {
		t.Errorf("told %q", said)
	}
	if n := len(s.ours(launch)); n != 1 {
		t.Errorf("%d messages in the channel", n)
	}
	s.denies("@" + marc)
	if said := s.says(marc, "conso"); !strings.Contains(said, "Je ne suis pas à votre disposition") {
		t.Errorf("somebody who is denied is told %q", said)
	}
	s.says(marc, "ne pas me lire")
	if out, err := s.Store.OptedOut(s.Ctx, s.place().Tenant(), []string{marc}); err != nil || len(out) != 1 {
		t.Errorf("somebody who is denied and does not want to be read is: %v, %v", out, err)
	}
}
