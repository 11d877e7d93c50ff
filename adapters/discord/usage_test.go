package discord_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestUsage is told to whoever asks alone, in their language; what all channels use, to
// whoever may manage the server. Whoever is denied may not ask, and yet may say not to be
// read.
func TestUsage(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.core.Accounts, s.core.Limits = s.Store, copilot.Limits{Requests: copilot.Bounds{Person: 20}}
	s.drafts()
	s.says(s.sets(lea, "usage", nil), "You · 1 request today · 0 of 20 in this minute")
	r := s.sets(marc, "usage", nil)
	s.says(r, "Ce canal · 1 demande aujourd’hui")
	if said, _ := r.Data["content"].(string); strings.Contains(said, "canaux réunis") {
		t.Errorf("told %q", said)
	}
	s.says(s.sets(ada, "usage", nil), "All channels together · 1 request today")
	s.core.Admission = copilot.Admission{Deny: []copilot.Pattern{s.pattern("@" + marc)}}
	s.says(s.sets(marc, "usage", nil), "Je ne suis pas à votre disposition")
	s.sets(marc, "opt-out", nil)
	if out, err := s.Store.OptedOut(s.Ctx, s.place().Tenant(), []string{marc}); err != nil || len(out) != 1 {
		t.Errorf("somebody who is denied and does not want to be read is: %v, %v", out, err)
	}
}
