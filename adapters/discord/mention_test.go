package discord_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

func (s *stage) bot() string { return "<@" + s.Options().Application + ">" }

// calling has somebody write a message and the gateway tell of it.
func (s *stage) calling(user, in, words string, more map[string]any) string {
	s.t.Helper()
	id := s.Say(user, in, words)
	s.event("MESSAGE_CREATE", s.created(user, in, id, words, more))
	return id
}

// created is how the gateway tells of a message.
func (s *stage) created(user, in, id, words string, more map[string]any) map[string]any {
	fields := s.about(in, id, map[string]any{
		"type": 0, "content": words, "author": map[string]any{"id": user, "username": "x", "bot": user == helper || user == s.Options().Application},
		"member": map[string]any{"nick": "Nick"}, "mentions": []any{},
	})
	if strings.Contains(words, s.bot()) {
		fields["mentions"] = []any{map[string]any{"id": s.Options().Application, "username": "brouillon", "bot": true}}
	}
	for name, value := range more {
		fields[name] = value
	}
	return fields
}

// TestMentionWithCommand: a command without its slash, wherever the name stands.
func TestMentionWithCommand(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	for n, words := range []string{
		s.bot() + " draft variants:1 our launch", s.bot() + " /draft variants:1 our launch", "draft variants:1 our launch " + s.bot(),
		"can you please draft variants:1 our launch " + s.bot(),
	} {
		s.calling(lea, launch, words, nil)
		if p := s.Pen.Last(); p.Task != copilot.TaskDraft || p.Brief != "our launch" || len(p.Angles) != 1 || len(s.ours(launch)) != n+1 {
			t.Errorf("%q asks for %q %q; %d answers", words, p.Task, p.Brief, len(s.ours(launch)))
		}
	}
}

// TestMentionInAThread: the name alone asks for a summary of the thread, there,
// before everybody.
func TestMentionInAThread(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	talk := s.thread(s.Say(lea, launch, "The launch is on Thursday."))
	s.Say(marc, talk, "Who tells support?")
	s.calling(lea, talk, s.bot(), nil)
	if all := s.ours(talk); len(all) == 0 || !strings.Contains(s.card(talk).Plain(), "The launch is on Thursday.") || len(s.ours(launch)) > 0 {
		t.Errorf("%d answers there, %d in the channel", len(all), len(s.ours(launch)))
	}
	if got := s.linesRead(); !strings.HasPrefix(got, "The launch is on Thursday.|Who tells support?") {
		t.Errorf("read %q", got)
	}
}

// TestReplyToACard: words in reply to a card change its draft; not those in reply to
// what somebody alone was shown.
func TestReplyToACard(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	card := s.drafts()
	replied := func(m *discordtest.Message) map[string]any {
		return map[string]any{
			"type": 19, "mentions": []any{map[string]any{"id": s.Options().Application}},
			"referenced_message": s.about(launch, m.ID, map[string]any{"author": map[string]any{"id": s.Options().Application, "bot": true}, "components": m.Components}),
		}
	}
	s.calling(marc, launch, "please name the day", replied(card))
	if p := s.Pen.Last(); p.Reason != "please name the day" || len(p.Previous) != 1 || len(s.draftsFor(marc)) != 1 {
		t.Errorf("asked for %q of %v; %d drafts", p.Reason, p.Previous, len(s.draftsFor(marc)))
	}
	s.asks(lea, "summarize", nil)
	s.calling(marc, launch, "please name the month", replied(s.whisper(lea)))
	if p, m := s.Pen.Last(), s.card(launch); p.Reason == "please name the month" || !strings.Contains(m.Plain(), "draft, summarize, hashtags") {
		t.Errorf("what is somebody's alone is answered %s", m.Plain())
	}
}

// TestMentionThatMakesNoSense is answered with what there is, as a reply that calls
// nobody, once.
func TestMentionThatMakesNoSense(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.rooms()
	s.Autocomplete(marc, launch, "draft", "network", "", nil) // so that his language is known
	for words, want := range map[string]string{
		s.bot() + " sing us a song":                                   "draft, summarize, hashtags",
		s.bot() + " copilot approvers":                                "/copilot",
		s.bot() + " summarize " + s.Link(both, "1480000000000000000"): "/summarize",
		s.bot() + " draft variants:9 our launch":                      "1",
	} {
		for user, lang := range map[string]string{lea: "", marc: "mon nom"} {
			s.ResetCalls()
			id := s.calling(user, launch, words, nil)
			m := s.card(launch)
			body := s.sent(newByBot)
			if len(body) != 1 || !strings.Contains(m.Plain(), want) || lang != "" && strings.Contains(words, "sing") && !strings.Contains(m.Plain(), lang) {
				t.Fatalf("%q is answered %d times, with %s", words, len(body), m.Plain())
			}
			if to, _ := body[0]["message_reference"].(map[string]any); to["message_id"] != id || fmt.Sprint(body[0]["allowed_mentions"]) != "map[parse:[]]" {
				t.Errorf("it answers %v", body[0])
			}
			before := len(s.ours(launch))
			s.event("MESSAGE_CREATE", s.created(user, launch, id, words, nil)) // delivered again
			if n := len(s.ours(launch)); n != before {
				t.Errorf("%q is answered again", words)
			}
		}
	}
	if n := len(s.draftsFor(lea)); n > 0 {
		t.Errorf("%d drafts", n)
	}
}

// TestNobodyElseIsAnswered: neither programs, nor who does not call the bot, nor
// machinery, nor direct messages.
func TestNobodyElseIsAnswered(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.User(discordtest.User{ID: helper, Name: "helper", Bot: true})
	words := s.bot() + " draft our launch"
	s.calling(helper, launch, words, nil)
	s.calling(lea, launch, "draft our launch", nil)
	s.calling(lea, launch, words, map[string]any{"type": 7})
	s.calling(lea, launch, words, map[string]any{"guild_id": ""})
	s.calling(lea, launch, words, map[string]any{"mentions": []any{map[string]any{"id": marc}}})
	s.event("MESSAGE_CREATE", s.created(s.Options().Application, launch, "1480000000000000000", words, nil))
	if n := len(s.ours(launch)); n > 0 || len(s.draftsFor(lea)) > 0 {
		t.Errorf("%d answers", n)
	}
}

// TestMentionOnce: an event that is delivered again is answered once.
func TestMentionOnce(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	words := s.bot() + " draft variants:1 our launch"
	id := s.calling(lea, launch, words, nil)
	for range 3 {
		s.event("MESSAGE_CREATE", s.created(lea, launch, id, words, nil))
	}
	if n := len(s.ours(launch)); n != 1 {
		t.Errorf("%d answers", n)
	}
}
