package slack_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
)

// TestStreamThroughReconnects: commands that come one after another while
// connections end in every way Slack has are answered, each of them, once.
func TestStreamThroughReconnects(t *testing.T) {
	t.Parallel()
	const each = 12
	for name, break1 := range map[string]func(*stage){
		"warning":           func(s *stage) { s.Disconnect("warning") },
		"refresh_requested": func(s *stage) { s.Disconnect("refresh_requested") },
		"link_disabled":     func(s *stage) { s.Disconnect("link_disabled") },
		"dropped":           func(s *stage) { s.DropConnections() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := overSocket(t, setting{slack: slacktest.Options{AckLimit: 10 * time.Second}})
			var sending sync.WaitGroup
			halfway := make(chan struct{})
			sending.Go(func() {
				for i := range each {
					if i == each/2 {
						close(halfway)
					}
					if r := s.Command(lea, launch, "/draft", fmt.Sprintf("variants:1 launch number %d", i)); !r.Acked() || len(r.Body) > 0 {
						t.Errorf("command %d: %+v", i, r)
					}
				}
			})
			<-halfway
			break1(s)
			sending.Wait()
			s.AwaitConnections(2)
			s.rest()
			if drafts, messages := len(s.drafts()), len(s.ours(launch)); drafts != each || messages != each {
				t.Errorf("%d drafts in %d messages of %d commands", drafts, messages, each)
			}
			if told := s.whispers(lea); told != "" {
				t.Errorf("somebody was told: %q", told)
			}
		})
	}
}

// TestOneConnectionIsEnough: while one connection is renewed the other hears.
func TestOneConnectionIsEnough(t *testing.T) {
	s := overSocket(t, setting{})
	s.Fail("apps.connections.open", "internal_error", 0)
	s.Disconnect("link_disabled")
	for i := range 4 {
		if r := s.Command(lea, launch, "/draft", fmt.Sprintf("variants:1 launch %d", i)); !r.Acked() || r.Attempts != 1 {
			t.Errorf("command %d: %+v", i, r)
		}
	}
	s.Mend()
	s.AwaitConnections(2)
}

// TestRedeliveredForm: a command whose acknowledgement was lost comes again. The
// form is open by then, and nobody is told otherwise.
func TestRedeliveredForm(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		r := s.Command(lea, launch, "/draft", "")
		s.Clock.Forward(time.Second) // so that it is signed anew
		again := s.Replay(r)
		s.rest()
		if !again.Acked() || len(again.Body) > 0 || s.whispers(lea) != "" {
			t.Errorf("told %q %q", again.Body, s.whispers(lea))
		}
		if _, open := s.View(lea); !open {
			t.Error("the form is gone")
		}
	})
}

func TestBadEnvelopesAreAcknowledged(t *testing.T) {
	s := overSocket(t, setting{})
	for _, payload := range []string{
		`[1,2]`, `"text"`, `7`, `null`, `{}`, `{"type":"block_actions"}`, `{"type":"block_actions","actions":[{"action_id":"act.approve","value":"||"}],"user":{"id":"` + lea + `"},"channel":{"id":"` + launch + `"}}`,
		`{"type":"block_actions","actions":"x"}`, `{"type":"view_submission","view":{"callback_id":"action","private_metadata":"{"}}`,
		`{"type":"message_action","callback_id":"nobody's"}`, `{"type":"unheard_of"}`,
	} {
		if !s.BadEnvelope(payload) {
			t.Errorf("not acknowledged: %s", payload)
		}
	}
	s.asks(lea, "/draft", "still there?")
	if len(s.ours(launch)) != 1 {
		t.Error("after that it hears nobody")
	}
}

// TestAlarm: nobody's commands arrive, and the log says so for as long as it lasts.
func TestAlarm(t *testing.T) {
	s := newStage(t, setting{})
	s.Fail("apps.connections.open", "internal_error", 0)
	s.listen(setting{alarm: 10 * time.Millisecond})
	s.Await("the alarm, twice", func() bool { return s.Logged.Count("nobody's commands arrive") >= 2 })
	if n := s.socket.Connections(); n != 0 {
		t.Errorf("%d connections are open", n)
	}
	s.Mend()
	s.AwaitConnections(2)
	s.Await("both to be counted", func() bool { return s.socket.Connections() == 2 })
	quiet := s.Logged.Count("nobody's commands arrive")
	s.Clock.Forward(time.Hour)
	s.work()
	s.asks(lea, "/draft", "our launch")
	if s.Logged.Count("nobody's commands arrive") > quiet+1 { // one may have been on its way
		t.Error("the alarm goes on though it is connected")
	}
	if len(s.ours(launch)) != 1 {
		t.Error("it hears nobody")
	}
}

// TestDrain: what was taken before the end is done and acknowledged.
func TestDrain(t *testing.T) {
	s := overSocket(t, setting{})
	s.Delay("views.open", 300*time.Millisecond) // the command is still at work when the end comes
	answered := make(chan slacktest.Reply)
	go func() { answered <- s.Command(lea, launch, "/draft", "") }()
	s.Await("the command to be taken", func() bool { return s.Count("views.open") > 0 })
	s.stop()
	if r := <-answered; !r.Acked() || r.Attempts != 1 {
		t.Errorf("what was taken is not acknowledged: %+v", r)
	}
	if _, open := s.View(lea); !open {
		t.Error("the form did not open")
	}
	s.Await("the connections to end", func() bool { return s.Connections() == 0 })
}

// TestTokenForSocketIsBad: a refused app token is tried again and shows in the
// log, without the token.
func TestTokenForSocketIsBad(t *testing.T) {
	s := newStage(t, setting{})
	s.Fail("apps.connections.open", "invalid_auth", 2)
	s.listen(setting{})
	s.AwaitConnections(2)
	if s.Logged.Count("connection ended") == 0 || s.Logged.Count(s.Options().AppToken) > 0 {
		t.Errorf("logged: %s", s.Logged.All())
	}
}
