package discord_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
)

// claiming writes a text with something to check in it.
func claiming(p copilot.Prompt) string {
	return chattest.Variants(p, func(int) string { return "We have 42 new guests." })
}

// TestAskedOnceMore: what has something to check, and what cannot be undone, is asked
// once more before the person's eyes; the question answers itself.
func TestAskedOnceMore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		act, user, asked, done string
		state                  copilot.State
	}{
		{"approve", marc, "Il y a 1 point à vérifier", "C’est fait.", copilot.Approved},
		{"withdraw", lea, "A withdrawn draft can no longer be signed off.", "Done.", copilot.Withdrawn},
	} {
		s := open(t, setting{written: claiming})
		s.approvers(marc)
		card := s.drafts()
		r := s.clicks(c.user, card.ID, "act."+c.act+"*|")
		s.says(r, c.asked)
		if d := s.newest(); d.State() != copilot.Pending {
			t.Errorf("%s before the question was answered", d.State())
		}
		r = s.clicks(c.user, r.Message, "act."+c.act+"!|")
		question := s.whisper(c.user)
		if r.Type != 7 || !strings.HasPrefix(question.Plain(), c.done) || len(buttons(question)) > 0 {
			t.Errorf("type %d; the question says %s", r.Type, question.Plain())
		}
		if d, shown := s.newest(), s.card(launch); d.State() != c.state || len(buttons(shown)) > 0 {
			t.Errorf("%s is %s, with %v", c.act, d.State(), buttons(shown))
		}
	}
}

// TestSureOfWhatIsOver: a question that was overtaken decides nothing.
func TestSureOfWhatIsOver(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: claiming})
	s.approvers(marc)
	card := s.drafts()
	asked := s.clicks(marc, card.ID, "act.approve*|")
	s.clicks(lea, card.ID, "act.edit?")
	s.submits(lea, map[string]any{"text.1/0": "We have 43 new guests."})
	s.clicks(marc, asked.Message, "act.approve!|")
	if d := s.newest(); d.State() != copilot.Pending || d.Latest().Number != 2 {
		t.Errorf("revision %d is %s", d.Latest().Number, d.State())
	}
	if said := s.whisper(marc); strings.Contains(said.Plain(), "C’est fait") {
		t.Errorf("told %s", said.Plain())
	}
}
