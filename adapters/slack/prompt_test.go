package slack_test

import (
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// TestAcknowledgedBeforeSlowWork: a form is open and acknowledged while what goes
// into it is still being looked up.
func TestAcknowledgedBeforeSlowWork(t *testing.T) {
	for name, c := range map[string]struct {
		slow string
		do   func(*stage) slacktest.Reply
		want string
	}{
		"settings": {"usergroups.list", func(s *stage) slacktest.Reply { return s.Command(ada, launch, "/copilot", "") }, "settings"},
		"edit":     {"views.update", func(s *stage) slacktest.Reply { return s.Click(lea, launch, s.card(launch).TS, "act.edit?") }, "action"},
		"home": {"users.info", func(s *stage) slacktest.Reply {
			s.OpenHome(ada)
			s.Clock.Forward(2 * time.Minute)
			return s.ClickView(ada, "home.channel", launch)
		}, "settings"},
		"form": {"users.info", func(s *stage) slacktest.Reply { return s.Command(marc, launch, "/draft", "") }, "command"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := overHTTP(t, setting{slack: slacktest.Options{AckLimit: 300 * time.Millisecond}})
			if name == "edit" {
				s.asks(lea, "/draft", "our launch")
			}
			if name != "home" {
				s.Delay(c.slow, 600*time.Millisecond)
			} else {
				s.OpenHome(ada)
				s.Delay(c.slow, 600*time.Millisecond)
			}
			if r := c.do(s); !r.Acked() {
				t.Errorf("not acknowledged in time: %+v", r)
			}
			s.door.Wait()
			for _, user := range []string{ada, lea, marc} {
				if v, open := s.View(user); open && v.CallbackID != c.want {
					t.Errorf("%s has %q before them", user, v.CallbackID)
				}
			}
		})
	}
}

// TestRefusedAfterTheAcknowledgement: what a mention is answered with is said when
// Slack knows that it arrived.
func TestRefusedAfterTheAcknowledgement(t *testing.T) {
	s := overHTTP(t, setting{slack: slacktest.Options{AckLimit: 300 * time.Millisecond}})
	s.Delay("chat.postEphemeral", 600*time.Millisecond)
	s.Say(lea, launch, "", s.bot()+" sing us a song")
	for _, r := range s.Events() {
		if !r.Acked() || r.Attempts > 1 {
			t.Errorf("not acknowledged in time: %+v", r)
		}
	}
	s.rest()
	s.hears(lea, "draft, summarize")
}
