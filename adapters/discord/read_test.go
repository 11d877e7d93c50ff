package discord_test

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

const messagesOf = "GET /channels/{channel_id}/messages"

// reading is what the port reads at a place for a person.
func (s *stage) reading(who string, r copilot.Reading) (copilot.Conversation, error) {
	r.For = copilot.Person{Platform: discord.Platform, ID: cmp.Or(who, lea)}
	r.Place.Platform = discord.Platform
	r.Place.Workspace = cmp.Or(r.Place.Workspace, s.Options().Guild)
	r.Place.Channel = cmp.Or(r.Place.Channel, launch)
	return s.chat.Read(s.Ctx, r)
}

// reads is the same where nothing goes wrong.
func (s *stage) reads(r copilot.Reading) copilot.Conversation {
	s.t.Helper()
	c, err := s.reading("", r)
	if err != nil {
		s.t.Fatalf("reading %+v: %v", r, err)
	}
	return c
}

// seed has people say so many things in a channel.
func (s *stage) seed(in string, n int) {
	s.t.Helper()
	for i := range n {
		s.Say([]string{lea, marc}[i%2], in, fmt.Sprintf("said (%d)", i+1))
	}
}

// said are the words of lines.
func said(lines []copilot.Line) string {
	var all []string
	for _, l := range lines {
		all = append(all, l.Text)
	}
	return strings.Join(all, "|")
}

// inOrder fails unless each line is later than the one before.
func inOrder(t *testing.T, lines []copilot.Line) {
	t.Helper()
	for i := 1; i < len(lines); i++ {
		if lines[i].ID <= lines[i-1].ID {
			t.Fatalf("line %d: %s stands after %s", i, lines[i].ID, lines[i-1].ID)
		}
	}
}

// TestPagesOfHistory: a hundred at a time, never more pages than are needed, the newest ones,
// in order; that there are more is said where nobody set a bound.
func TestPagesOfHistory(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		messages, last, lines, pages int
		more                         bool
	}{
		{1, 0, 1, 1, false},
		{100, 0, 100, 2, false},
		{50, 50, 50, 1, false},
		{250, 0, 250, 3, false},
		{250, 100, 100, 1, false},
		{250, 120, 120, 2, false},
		{250, 10_000, 250, 3, false},
		{1_050, 0, 1_000, 10, true},
	} {
		s := newStage(t, setting{})
		s.seed(launch, c.messages)
		got := s.reads(copilot.Reading{Last: c.last})
		if pages := s.calls(messagesOf); len(got.Lines) != c.lines || got.Total != c.lines || pages != c.pages || got.More != c.more {
			t.Errorf("the last %d of %d: %d lines of %d, more %v, on %d pages, want %d on %d", c.last, c.messages, len(got.Lines), got.Total, got.More, pages, c.lines, c.pages)
		}
		inOrder(t, got.Lines)
		if newest := got.Lines[len(got.Lines)-1].Text; newest != fmt.Sprintf("said (%d)", c.messages) {
			t.Errorf("the newest is %q", newest)
		}
	}
}

// TestSinceIsABound: what is older is not read.
func TestSinceIsABound(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	s.seed(launch, 3)
	s.Clock.Forward(72 * time.Hour)
	since := s.Clock.Now()
	s.Say(lea, launch, "news")
	s.Say(marc, launch, "more news")
	for _, r := range []copilot.Reading{{Since: since}, {Since: since, Last: 5}} {
		if got := s.reads(r); said(got.Lines) != "news|more news" || got.Total != 2 || got.More {
			t.Errorf("%+v", got)
		}
	}
	if got := s.reads(copilot.Reading{Since: since, Last: 1}); said(got.Lines) != "more news" {
		t.Errorf("%+v", got)
	}
}

// TestLastCountsPeople: what programs say is not what somebody means by the last 3.
func TestLastCountsPeople(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	s.User(discordtest.User{ID: helper, Name: "helper", Bot: true})
	for n := range 6 {
		s.Say(marc, launch, fmt.Sprintf("said (%d)", n+1))
		for range 60 {
			s.Say(helper, launch, "beep")
		}
	}
	got := s.reads(copilot.Reading{Last: 3})
	people := 0
	for _, l := range got.Lines {
		if !l.Bot {
			people++
		}
	}
	if pages := s.calls(messagesOf); people != 3 || got.Lines[0].Text != "said (4)" || pages > 3 {
		t.Errorf("%d of %d lines are of people, from %q, on %d pages", people, len(got.Lines), got.Lines[0].Text, pages)
	}
}

// TestThreadIsWhole: with the message that it hangs on; a post of a forum has none
// besides its own.
func TestThreadIsWhole(t *testing.T) {
	t.Parallel()
	const forum, post = "1500000000000000007", "1500000000000000008"
	s := newStage(t, setting{})
	root := s.Say(marc, launch, "root")
	s.seed(s.thread(root), 150)
	got := s.reads(copilot.Reading{Place: copilot.Place{Thread: root}})
	if len(got.Lines) != 151 || got.Lines[0].Text != "root" || got.Lines[0].Link != s.Link(launch, root) || got.Lines[1].Link != s.Link(root, got.Lines[1].ID) {
		t.Errorf("%d lines, from %+v", len(got.Lines), got.Lines[0])
	}
	s.Archive(root, true, false)
	if got := s.reads(copilot.Reading{Place: copilot.Place{Thread: root}}); len(got.Lines) != 151 {
		t.Errorf("archived, %d lines", len(got.Lines))
	}
	s.Delete(marc, launch, root)
	if got := s.reads(copilot.Reading{Place: copilot.Place{Thread: root}}); len(got.Lines) != 150 || got.Lines[0].Text != "said (1)" {
		t.Errorf("without its root, %d lines from %+v", len(got.Lines), got.Lines[0])
	}
	s.Discord.Channel(discordtest.Channel{ID: forum, Type: discordtest.Forum})
	s.Discord.Channel(discordtest.Channel{ID: post, Type: discordtest.PublicThread, Parent: forum})
	s.seed(post, 3)
	if got := s.reads(copilot.Reading{Place: copilot.Place{Channel: forum, Thread: post}}); said(got.Lines) != "said (1)|said (2)|said (3)" {
		t.Errorf("of a post: %s", said(got.Lines))
	}
}

// TestOneMessage is found in its channel, in its thread or above it.
func TestOneMessage(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	root := s.Say(marc, launch, "root")
	reply := s.Say(lea, s.thread(root), "reply")
	for _, c := range []struct{ thread, only, want string }{{"", root, "root"}, {root, reply, "reply"}, {root, root, "root"}} {
		got := s.reads(copilot.Reading{Place: copilot.Place{Thread: c.thread}, Only: c.only})
		if said(got.Lines) != c.want || got.Lines[0].ID != c.only {
			t.Errorf("%+v: %+v", c, got.Lines)
		}
	}
	if _, err := s.reading("", copilot.Reading{Only: "1480000000000000000"}); kindOf(err) != copilot.FaultAbsent {
		t.Errorf("what is not there: %v", err)
	}
}

// kindOf is the kind of fault that an error is, "" for none.
func kindOf(err error) copilot.FaultKind {
	f, ok := errors.AsType[*copilot.Fault](err)
	if !ok {
		return ""
	}
	return f.Kind
}

// TestLines: names as they are in the server, links of our own making, which lines
// are machinery, and what no library knows yet.
func TestLines(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.asks(marc, "draft", map[string]string{"text": "variants:1 our launch"}) // so that his name here is known
	first := s.Say(marc, launch, "hello <@"+lea+">, see https://x.example/a?b=1&c <3")
	s.Put(lea, launch, `{"content":"odd","components":[{"type":99,"id":1,"novel":{"deep":[1]}}],"type":0}`)
	s.Put(lea, launch, `{"content":"","type":7}`)
	s.Put(lea, launch, `{"content":"broken","author":"nobody"}`)
	got := s.reads(copilot.Reading{}).Lines
	if len(got) != 5 || !got[0].Bot || !got[3].Bot || !got[4].Bot {
		t.Fatalf("%+v", got)
	}
	if l := got[1]; l.ID != first || l.Author != "Marc Olivier" || l.AuthorID != marc || l.Bot || l.Link != s.Link(launch, first) || !strings.HasPrefix(l.Text, "hello ") {
		t.Errorf("%+v", l)
	}
	if l := got[2]; l.Text != "odd" || l.Author != "Léa Martin" || l.Bot || l.Time.Unix() != s.Clock.Now().Unix() {
		t.Errorf("%+v", l)
	}
}
