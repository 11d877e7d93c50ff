package discord_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// replaced fails unless a click was answered with the changed message itself, and
// nothing was called for it, but the answer over the gateway.
func (s *stage) replaced(message string, click func() string, but ...string) {
	s.t.Helper()
	s.ResetCalls()
	want := click()
	for _, c := range s.Calls("") {
		allowed := slices.ContainsFunc(but, func(route string) bool { return strings.HasPrefix(c.Route, route) })
		if !allowed && (strings.HasPrefix(c.Route, "PATCH") || strings.HasPrefix(c.Route, "POST")) {
			s.t.Errorf("a click led to %s", c.Route)
		}
	}
	if m, _ := s.Message(launch, message); !strings.Contains(m.Plain(), want) {
		s.t.Errorf("what stands is %s, want %q", m.Plain(), want)
	}
}

// TestClickIsAnsweredWithTheCard: whatever decides, the answer to the click is the
// card as it is then, and no call besides.
func TestClickIsAnsweredWithTheCard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		button string
		form   map[string]any
		want   string
		state  copilot.State
	}{
		"approve": {"act.approve|", nil, "Signed off by Marc Olivier", copilot.Approved},
		"reject":  {"act.reject?", map[string]any{"reason": "Not *now*."}, "Not *now*.", copilot.Rejected},
		"edit":    {"act.edit?", map[string]any{"text.1/0": "A text by *hand*."}, "A text by *hand*.", copilot.Pending},
	} {
		s := open(t, setting{})
		s.approvers(marc)
		card := s.drafts()
		s.replaced(card.ID, func() string {
			r := s.clicks(marc, card.ID, c.button)
			if c.form != nil {
				if r.Type != 9 {
					t.Fatalf("%s opens no form, but type %d", name, r.Type)
				}
				r = s.submits(marc, c.form)
			}
			if r.Type != 7 || r.Data["allowed_mentions"] == nil {
				t.Errorf("%s is answered with type %d: %v", name, r.Type, r.Data)
			}
			return c.want
		})
		if d := s.newest(); d.State() != c.state {
			t.Errorf("%s leaves it %s", name, d.State())
		}
		if final := c.state.Final(); final == (len(buttons(s.card(launch))) > 0) {
			t.Errorf("%s leaves the buttons %v", name, buttons(s.card(launch)))
		}
	}
}

// TestChangesAreWritten: who asks for changes sees so at once, and the next revision
// comes as a message of its own; the old one cannot be acted on any more.
func TestChangesAreWritten(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	s.clicks(marc, card.ID, "act.changes?")
	if r := s.submits(marc, map[string]any{"reason": "shorter"}); r.Type != 7 {
		t.Errorf("answered with type %d", r.Type)
	}
	d := s.newest()
	if n := len(s.ours(launch)); n != 2 || len(buttons(s.ours(launch)[0])) > 0 || d.Latest().Number != 2 || s.Pen.Last().Reason != "shorter" {
		t.Errorf("%d messages, revision %d", n, d.Latest().Number)
	}
}

// TestFollowUpIsAnotherMessage: what is asked for after a draft is promised at once,
// and comes as a new message.
func TestFollowUpIsAnotherMessage(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	card := s.drafts()
	s.clicks(marc, card.ID, "act.follow?")
	r := s.submits(marc, map[string]any{"text": "en français"})
	all := s.ours(launch)
	if r.Type != 5 || len(all) != 2 || all[1].ID != r.Message || !strings.Contains(all[1].Plain(), "The text alpha is out at last.") {
		t.Fatalf("type %d, %d messages", r.Type, len(all))
	}
	if n := s.calls("POST /channels"); n > 0 || s.Pen.Last().Language != "fr" {
		t.Errorf("%d messages of the bot's own", n)
	}
}

// TestRetry: what failed for good says so, and is tried again in the same message.
func TestRetry(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Pen.Lose(true)
	r := s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"})
	m, _ := s.Message(launch, r.Message)
	if names := buttons(&m); len(names) != 1 || names[0] != "retry" {
		t.Fatalf("what failed offers %v: %s", names, m.Plain())
	}
	s.Pen.Lose(false)
	s.clicks(marc, r.Message, "act.retry|")
	if all := s.ours(launch); len(all) != 1 || !strings.Contains(all[0].Plain(), "The text alpha is out.") {
		t.Errorf("%d messages, the last %s", len(all), s.card(launch).Plain())
	}
	s.says(s.ForgeClick(marc, launch, r.Message, "act.retry|interaction:"+r.Interaction), "")
}
