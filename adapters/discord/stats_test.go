package discord_test

import (
	"strings"
	"testing"
)

// TestStats is told to whoever asks alone, in their language; the figures of all channels, to
// whoever may manage the server.
func TestStats(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.drafts()
	s.says(s.sets(lea, "stats", map[string]any{"period": "7"}), "Key figures of this channel, last 7 days:\nDrafts: 1 (/draft 1)")
	r := s.sets(marc, "stats", nil)
	s.says(r, "Chiffres clés de ce canal, 30 derniers jours")
	if said, _ := r.Data["content"].(string); strings.Contains(said, "canaux réunis") || strings.Contains(said, "Léa") {
		t.Errorf("told %q", said)
	}
	s.says(s.sets(ada, "stats", nil), "All channels together, last 30 days:")
}
