package slack_test

import (
	"strings"
	"testing"
)

// TestStats is told to whoever asks alone, in their language; the figures of all channels, to
// administrators. Whoever is denied may not ask.
func TestStats(t *testing.T) {
	s := overHTTP(t, setting{})
	s.asks(lea, "/draft", "variants:1 our launch")
	if said := s.says(lea, "stats 7"); !strings.Contains(said, "Key figures of this channel, last 7 days:") || !strings.Contains(said, "Drafts: 1 (/draft 1)") || strings.Contains(said, "All channels") {
		t.Errorf("told %q", said)
	}
	if said := s.says(ada, "stats"); !strings.Contains(said, "All channels together, last 30 days:") {
		t.Errorf("an administrator is told %q", said)
	}
	if said := s.says(marc, "chiffres trimestre"); !strings.Contains(said, "Chiffres clés de ce canal, 90 derniers jours") || strings.Contains(said, "canaux réunis") {
		t.Errorf("told %q", said)
	}
	if said := s.says(lea, "stats 12"); !strings.Contains(said, "7, 30 or 90 days") {
		t.Errorf("asked for twelve days, told %q", said)
	}
	if n := len(s.ours(launch)); n != 1 {
		t.Errorf("%d messages in the channel", n)
	}
	s.denies("@" + marc)
	if said := s.says(marc, "stats"); !strings.Contains(said, "Je ne suis pas à votre disposition") {
		t.Errorf("somebody who is denied is told %q", said)
	}
}
