package slack

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/internal/sharedtest"
)

// TestEvalAttacks: of whatever is shown, nothing is alive in Slack.
func TestEvalAttacks(t *testing.T) {
	attacks, alive := sharedtest.Attacks(t), 0
	for _, attack := range attacks {
		if got := mrkdwn(attack); strings.ContainsAny(got, "<>") {
			t.Logf("mrkdwn(%q) = %q", attack, got)
			alive++
		}
	}
	sharedtest.NoteAttacks(t, "shown in Slack", len(attacks), alive, "mentions and links in Slack's own signs")
}
