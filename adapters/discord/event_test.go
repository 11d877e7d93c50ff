package discord_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// event has the door take an event of the gateway.
func (s *stage) event(name string, fields map[string]any) {
	s.t.Helper()
	raw, err := json.Marshal(fields)
	if err != nil {
		s.t.Fatal(err)
	}
	s.door.Deliver(s.Ctx, name, raw)
	s.rest()
}

// about names a message in an event.
func (s *stage) about(in, id string, more map[string]any) map[string]any {
	fields := map[string]any{"id": id, "channel_id": in, "guild_id": s.Options().Guild}
	for name, value := range more {
		fields[name] = value
	}
	return fields
}

// ofTheFirst is a summary that rests on the first message, ofTheSecond on the second.
func ofTheFirst(copilot.Prompt) string { return "=== tldr\n- The launch is on Thursday. [m1]\n" }

func ofTheSecond(copilot.Prompt) string { return "=== tldr\n- Our stand is in hall four. [m2]\n" }

// TestDeletedMessagesAreFollowed: what rests on a message that was taken back goes, of
// a channel and of a thread, one message or many.
func TestDeletedMessagesAreFollowed(t *testing.T) {
	t.Parallel()
	for _, threaded := range []bool{false, true} {
		for _, event := range []string{"MESSAGE_DELETE", "MESSAGE_DELETE_BULK"} {
			s := open(t, setting{written: ofTheSecond})
			root := s.Say(lea, launch, "The launch is on Thursday.")
			in := launch
			if threaded {
				in = s.thread(root)
			}
			second := s.Say(marc, in, "Our stand is in hall four.")
			r := s.asksIn(lea, in, "summarize", map[string]string{"share": "channel"})
			if m, _ := s.Message(in, r.Message); !strings.Contains(m.Plain(), "hall four") {
				t.Fatalf("the summary is %s", m.Plain())
			}
			s.Delete(marc, in, second)
			fields := s.about(in, second, nil)
			if event == "MESSAGE_DELETE_BULK" {
				delete(fields, "id")
				fields["ids"] = []string{"1480000000000000000", second}
			}
			s.event("MESSAGE_DELETE", s.about("1500000000000000099", second, nil)) // of a channel that is gone
			s.event(event, fields)
			if m, _ := s.Message(in, r.Message); strings.Contains(m.Plain(), "hall four") || !strings.Contains(m.Plain(), label("en")) {
				t.Errorf("%s, in a thread %v: still says %s", event, threaded, m.Plain())
			}
		}
	}
}

// TestEditsAreFollowed, and what Discord reports as one and is none: an unfurled link,
// a card of ours.
func TestEditsAreFollowed(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: ofTheFirst})
	root := s.Say(marc, launch, "The launch is on Thursday.")
	s.asks(lea, "summarize", map[string]string{"share": "channel"})
	author := map[string]any{"id": marc}
	for name, more := range map[string]map[string]any{
		"unfurled":            {"author": author, "content": "The launch is on Thursday.", "embeds": []any{map[string]any{"title": "x"}}, "edited_timestamp": nil},
		"partial":             {},
		"of a program":        {"author": map[string]any{"id": helper, "bot": true}, "edited_timestamp": "2026-03-10T09:00:01.000000+00:00"},
		"in a direct message": {"author": author, "guild_id": "", "edited_timestamp": "2026-03-10T09:00:01.000000+00:00"},
	} {
		s.event("MESSAGE_UPDATE", s.about(launch, root, more))
		if d := s.newest(); d.Latest().Number != 1 {
			t.Errorf("%s: it is at revision %d", name, d.Latest().Number)
		}
	}
	s.Edit(marc, launch, root, "The launch is on Friday.")
	s.event("MESSAGE_UPDATE", s.about(launch, root, map[string]any{"author": author, "edited_timestamp": "2026-03-10T09:00:01.000000+00:00"}))
	if d := s.newest(); d.Latest().Number != 2 || len(s.ours(launch)) != 1 {
		t.Errorf("edited: it is at revision %d, in %d messages", d.Latest().Number, len(s.ours(launch)))
	}
}

// TestOddEvents are survived in silence.
func TestOddEvents(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for _, name := range []string{"INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "MOON_ROSE"} {
		for _, raw := range []string{"", "{", "[]", "null", "{}", `{"id":1}`, `{"ids":"x","guild_id":"1"}`, `{"author":null,"mentions":null}`} {
			s.door.Deliver(s.Ctx, name, json.RawMessage(raw))
		}
	}
	s.rest()
	if said := s.Logged.All(); strings.Contains(said, "ERROR") || len(s.ours(launch)) > 0 {
		t.Errorf("the log has %s", said)
	}
}

// TestEventsAreTriedAgain: what the store could not take note of is not lost.
func TestEventsAreTriedAgain(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Queue.Down.Store(true)
	words := s.bot() + " draft variants:1 our launch"
	id := s.Say(lea, launch, words)
	raw, err := json.Marshal(s.created(lea, launch, id, words, nil))
	if err != nil {
		t.Fatal(err)
	}
	taken := make(chan struct{})
	go func() { defer close(taken); s.door.Deliver(s.Ctx, "MESSAGE_CREATE", raw) }()
	s.Await("the first try", func() bool { return s.Queue.Refused.Load() > 0 })
	s.Queue.Down.Store(false)
	<-taken
	s.rest()
	if n := len(s.ours(launch)); n != 1 {
		t.Errorf("%d answers", n)
	}
}

// TestThreadBeginsWithNothing: the message that a thread hangs on is taken back, while
// what was said in the thread stays; what rests on it goes all the same.
func TestThreadBeginsWithNothing(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: ofTheFirst})
	root := s.Say(lea, launch, "The launch is on Thursday.")
	talk := s.thread(root)
	s.Say(marc, talk, "Who tells support?")
	r := s.asksIn(lea, talk, "summarize", map[string]string{"share": "channel"})
	if m, _ := s.Message(talk, r.Message); !strings.Contains(m.Plain(), "on Thursday") {
		t.Fatalf("the summary is %s", m.Plain())
	}
	s.Delete(lea, launch, root)
	s.event("MESSAGE_DELETE", s.about(launch, root, nil))
	if m, _ := s.Message(talk, r.Message); strings.Contains(m.Plain(), "on Thursday") {
		t.Errorf("still says %s", m.Plain())
	}
}
