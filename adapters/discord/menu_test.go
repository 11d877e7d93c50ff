package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// Message commands, as they are registered.
const (
	menuSummarize = "Summarize this thread"
	menuDraft     = "Draft a reply"
	menuHashtags  = "Hashtags"
)

// menu uses a command of a message's menu and waits for what comes of it.
func (s *stage) menu(user, in, message, name string) discordtest.Reply {
	s.t.Helper()
	r := s.MessageCommand(user, in, message, name)
	s.rest()
	return r
}

// linesRead are the words that the writer was given last.
func (s *stage) linesRead() string {
	var all []string
	for _, l := range s.Pen.Last().Lines {
		all = append(all, l.Text)
	}
	return strings.Join(all, "|")
}

// TestSummarizeFromTheMenu: of the thread that a message is in, of the one that hangs
// on it, or else of what was said from that message on; for who asked alone.
func TestSummarizeFromTheMenu(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Say(lea, launch, "before")
	root := s.Say(marc, launch, "root")
	s.Clock.Forward(time.Minute)
	later := s.Say(lea, launch, "later")
	s.Say(lea, launch, "last")
	talk := s.thread(root)
	reply := s.Say(lea, talk, "reply")
	s.Put(marc, launch, `{"content":"root with a thread","flags":32,"id":"`+root+`"}`) // as Discord shows it then
	for _, c := range []struct{ in, message, want string }{
		{talk, reply, "root with a thread|reply"},
		{launch, root, "root with a thread|reply"},
		{launch, later, "later|last|reply"}, // what was said since, wherever it was said
	} {
		r := s.menu(lea, c.in, c.message, menuSummarize)
		if flags, _ := r.Data["flags"].(float64); r.Type != 5 || flags != 64 {
			t.Errorf("acknowledged with type %d and flags %v", r.Type, flags)
		}
		if got := s.linesRead(); got != c.want {
			t.Errorf("read %q, want %q", got, c.want)
		}
		if said := s.whisper(lea); said.Channel != c.in || !strings.Contains(said.Plain(), "The launch is on Thursday.") {
			t.Errorf("in %s is said %s", said.Channel, said.Plain())
		}
	}
}

// TestReplyFromTheMenu: the form opens first, and what it asks is about the message.
func TestReplyFromTheMenu(t *testing.T) {
	t.Parallel()
	for user, title := range map[string]string{lea: "Draft a reply", marc: "Rédiger une réponse"} {
		s := open(t, setting{})
		root := s.Say(marc, launch, "Is it open on Sundays?")
		if r := s.MessageCommand(user, launch, root, menuDraft); r.Type != 9 {
			t.Fatalf("answered with type %d", r.Type)
		}
		if form, _ := s.Modal(user); form.Title != title {
			t.Errorf("the form is called %q", form.Title)
		}
		if r := s.submits(user, map[string]any{"text": "Yes, we are."}); r.Type != 5 {
			t.Errorf("answered with type %d", r.Type)
		}
		if p := s.Pen.Last(); p.Brief != "Yes, we are." || s.linesRead() != "Is it open on Sundays?" {
			t.Errorf("the writer is given %q and %q", p.Brief, s.linesRead())
		}
		if d := s.newest(); d.About != root {
			t.Errorf("it is about %q", d.About)
		}
	}
}

// TestHashtagsFromTheMenu are about that one message.
func TestHashtagsFromTheMenu(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Say(lea, launch, "before")
	said := s.Say(marc, launch, "The launch is on Thursday.")
	s.Say(lea, launch, "after")
	if r := s.menu(lea, launch, said, menuHashtags); r.Type != 5 || r.Data["flags"] != nil {
		t.Errorf("acknowledged with %v", r.Data)
	}
	if p := s.Pen.Last(); !strings.Contains(p.Brief+s.linesRead(), "The launch is on Thursday.") || strings.Contains(p.Brief+s.linesRead(), "after") {
		t.Errorf("the writer is given %q and %q", p.Brief, s.linesRead())
	}
	if m := s.card(launch); !strings.Contains(m.Plain(), "#Launch") {
		t.Errorf("answered %s", m.Plain())
	}
}

// TestWithoutTheIntent: without the privileged intent the words of the message whose
// menu was used still come with that; a summary is refused, with what to do.
func TestWithoutTheIntent(t *testing.T) {
	t.Parallel()
	s := open(t, setting{discord: discordtest.Options{NoMessageContent: true}})
	said := s.Say(marc, launch, "The launch is on Thursday.")
	s.menu(lea, launch, said, menuHashtags)
	if p := s.Pen.Last(); !strings.Contains(p.Brief+s.linesRead(), "The launch is on Thursday.") {
		t.Errorf("the writer is given %q and %q", p.Brief, s.linesRead())
	}
	s.MessageCommand(lea, launch, said, menuDraft)
	s.submits(lea, map[string]any{"text": "a reply"})
	if s.linesRead() != "The launch is on Thursday." {
		t.Errorf("the writer is given %q", s.linesRead())
	}
	s.asks(lea, "summarize", nil)
	if told := s.whisper(lea); !strings.Contains(told.Plain(), "Message Content Intent") {
		t.Errorf("told %s", told.Plain())
	}
	s.asks(marc, "summarize", nil)
	if told := s.whisper(marc); !strings.Contains(told.Plain(), "sans leurs mots") {
		t.Errorf("told %s", told.Plain())
	}
	s.MessageContent(true) // switched on, and found out within a minute
	s.Clock.Forward(61 * time.Second)
	s.asks(lea, "summarize", nil)
	if told := s.whisper(lea); !strings.Contains(told.Plain(), "The launch is on Thursday.") {
		t.Errorf("told %s", told.Plain())
	}
}
