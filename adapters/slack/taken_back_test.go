package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestThreadBeginsWithNothing: the first message of a thread is taken back, while
// its replies stay. Slack reports that as an edit; what rests on it goes all the
// same.
func TestThreadBeginsWithNothing(t *testing.T) {
	onBoth(t, setting{written: ofTheFirst}, func(t *testing.T, s *stage) {
		root := s.Say(lea, launch, "", "The launch is on Thursday.")
		s.Say(marc, launch, root, "Who tells support?")
		s.Shortcut(lea, launch, root, "summarize_thread")
		s.rest()
		if said := plain(s.card(s.DM(lea))); !strings.Contains(said, "on Thursday") {
			t.Fatalf("the summary is %s", said)
		}
		s.Delete(lea, launch, root)
		s.rest()
		if said := plain(s.card(s.DM(lea))); strings.Contains(said, "on Thursday") {
			t.Errorf("still says %s", said)
		}
	})
}

// ofTheFirst is a summary that rests on the first message.
func ofTheFirst(copilot.Prompt) string { return "=== tldr\n- The launch is on Thursday. [m1]\n" }
