package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// late has a command typed of which nobody works on the answer before its token is
// good for nothing.
func (s *stage) late(user, command string, options map[string]string) discordtest.Reply {
	s.t.Helper()
	r := s.Command(user, launch, command, s.filled(command, options))
	s.Clock.Forward(16 * time.Minute)
	return r
}

// TestLateAnswer: it is a message of the bot's own, whose nonce keeps Discord from
// making it twice.
func TestLateAnswer(t *testing.T) {
	t.Parallel()
	s := openIdle(t, setting{})
	r := s.late(lea, "draft", map[string]string{"text": "variants:1 our launch"})
	s.work()
	s.rest()
	all := s.sent(newByBot)
	if len(all) != 1 || s.calls(byToken) > 0 {
		t.Fatalf("%d messages were made, %d calls with the token", len(all), s.calls(byToken))
	}
	nonce, _ := all[0]["nonce"].(string)
	if len(nonce) == 0 || len(nonce) > 25 || all[0]["enforce_nonce"] != true {
		t.Errorf("the nonce is %q, enforced %v", nonce, all[0]["enforce_nonce"])
	}
	if m := s.card(launch); m.ID == r.Message || !strings.Contains(m.Plain(), "The text alpha is out.") || len(buttons(m)) == 0 {
		t.Errorf("what stands is %s", m.Plain())
	}
}

// TestUnknownOutcome: Discord made a message and nobody heard of it. It is found by
// its mark, also when Discord has forgotten its nonce.
func TestUnknownOutcome(t *testing.T) {
	t.Parallel()
	for name, pause := range map[string]time.Duration{"at once": 0, "ten minutes later": 10 * time.Minute} {
		for _, f := range []discordtest.Fault{{Cut: true, After: true}, {Status: 502, Body: "bad gateway", After: true}} {
			s := openIdle(t, setting{written: chattest.Lengthy})
			r := s.late(lea, "draft", map[string]string{"text": "variants:5 our launch"})
			s.Delete(s.Options().Application, launch, r.Message) // Discord's "is thinking", which nobody edits
			s.Fail("POST", "/channels/{channel_id}/messages", 1, f)
			s.work()
			s.Await("the message to be made", func() bool { return s.calls(newByBot) > 0 })
			s.Clock.Forward(pause)
			s.rest()
			all := s.ours(launch)
			if want := strings.Count(s.shown(), ",") + 1; len(all) != want || want < 2 {
				t.Errorf("%s, %+v: %d messages, want %d", name, f, len(all), want)
			}
			if said := s.card(launch); !strings.Contains(said.Plain(), "The text echo") && !strings.Contains(said.Plain(), "very end") {
				t.Errorf("%s: the last is %.100s", name, said.Plain())
			}
		}
	}
}

// shown is the name of the message of the newest draft.
func (s *stage) shown() string {
	s.t.Helper()
	id, err := s.core.Shown(s.Ctx, s.newest())
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// TestAnotherProcessAnswers: the address is sealed with the request, so that whoever
// works on it answers in the place of "is thinking".
func TestAnotherProcessAnswers(t *testing.T) {
	t.Parallel()
	for command, options := range map[string]map[string]string{"draft": {"text": "variants:1 our launch"}, "summarize": nil} {
		s := openIdle(t, setting{})
		s.Say(marc, launch, "The launch is on Thursday.")
		r := s.Command(lea, launch, command, s.filled(command, options))
		s.Employ(s.newCore(s.newChat()))
		s.rest()
		m, _ := s.Message(launch, r.Message)
		if !strings.Contains(m.Plain(), label("en")) || m.Ephemeral() != (command == "summarize") || s.calls(newByBot) > 0 {
			t.Errorf("/%s is answered %s, with %d messages of the bot's own", command, m.Plain(), s.calls(newByBot))
		}
	}
}

// TestLatePrivateAnswer comes as a direct message that says where it is about, with
// nothing to click on.
func TestLatePrivateAnswer(t *testing.T) {
	t.Parallel()
	s := openIdle(t, setting{})
	s.Say(marc, launch, "The launch is on Thursday.")
	s.late(lea, "summarize", nil)
	s.work()
	s.rest()
	all := s.Direct(lea)
	if len(all) != 1 || !strings.Contains(all[0].Plain(), "The launch is on Thursday.") || len(buttons(&all[0])) > 0 {
		t.Fatalf("%d direct messages: %+v", len(all), all)
	}
	if !strings.Contains(all[0].Content, "(<https://discord.com/channels/"+s.Options().Guild+"/"+launch+">)") {
		t.Errorf("it does not say where it is about: %s", all[0].Content)
	}
	if n := len(s.ours(launch)); n > 0 {
		t.Errorf("the channel reads %d messages", n)
	}
}

// TestDirectMessagesRefused: an answer that nobody takes is given up visibly: the
// channel reads that there is something, and not what; nobody is pinged.
func TestDirectMessagesRefused(t *testing.T) {
	t.Parallel()
	s := openIdle(t, setting{})
	s.Change(lea, func(u *discordtest.User) { u.Refuses = true })
	s.Say(marc, launch, "The launch is on Thursday.")
	s.late(lea, "summarize", nil)
	s.work()
	s.rest()
	all := s.ours(launch)
	if len(all) != 1 || len(s.Direct(lea)) > 0 || !strings.Contains(all[0].Plain(), "you take no direct messages") || strings.Contains(all[0].Plain(), "Thursday") {
		t.Errorf("the channel reads %v", all)
	}
}
