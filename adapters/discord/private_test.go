package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// byReason is a summary that says what was wished for.
func byReason(p copilot.Prompt) string {
	return "=== tldr\n- The launch is near. " + p.Reason + " [m1]\n"
}

// TestOldPrivateCard: what one person alone was shown can be worked on an hour later
// too, though its address is good for nothing by then: they see what came of it.
func TestOldPrivateCard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		button string
		form   map[string]any
		want   string
	}{
		"edit":      {"act.edit?", map[string]any{"text.1/0": "A summary by hand."}, "A summary by hand."},
		"follow-up": {"act.follow?", map[string]any{"text": "please name the day"}, "please name the day"},
	} {
		s := open(t, setting{written: byReason})
		s.Say(marc, launch, "The launch is on Thursday.")
		s.asks(lea, "summarize", nil)
		old := s.whisper(lea)
		s.Clock.Forward(time.Hour)
		s.clicks(lea, old.ID, c.button)
		s.submits(lea, c.form)
		if m := s.last(lea); !strings.Contains(s.Visible(lea, launch), c.want) || !strings.Contains(m.Plain(), c.want) {
			t.Errorf("after the %s she sees %s", name, s.Visible(lea, launch))
		}
		if len(s.ours(launch))+len(s.Direct(lea)) > 0 {
			t.Errorf("%s: %d messages before everybody, %d directly", name, len(s.ours(launch)), len(s.Direct(lea)))
		}
	}
}
