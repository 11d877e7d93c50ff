package chat

import (
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestLastCountsPeople: "the last 3" are three that people said, however much the
// bot and other programs said between them.
func TestLastCountsPeople(t *testing.T) {
	lines := func(said string) []copilot.Line {
		var all []copilot.Line
		for _, c := range said {
			all = append(all, copilot.Line{Bot: c == 'b'})
		}
		return all
	}
	for said, want := range map[string]int{"pppp": 1, "pbpbbp": 0, "ppbpbbp": 1, "bbbb": 0, "p": 0, "": 0, "bppp": 1} {
		if got := LastSaid(lines(said), 3); got != want {
			t.Errorf("%q: from %d, want %d", said, got, want)
		}
	}
}
