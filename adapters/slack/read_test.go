package slack_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// reads is what the port reads for a person.
func (s *stage) reads(r copilot.Reading) copilot.Conversation {
	s.t.Helper()
	r.For.Platform = slack.Platform
	c, err := s.chat.Read(s.Ctx, r)
	if err != nil {
		s.t.Fatalf("reading %+v: %v", r, err)
	}
	return c
}

func (s *stage) channelOf(id string) copilot.Place {
	at := s.place()
	at.Channel = id
	return at
}

// TestPagesOfAChannel: never more pages than are needed.
func TestPagesOfAChannel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ messages, last, lines, pages int }{
		{1, 0, 1, 1},
		{50, 50, 50, 1},
		{999, 0, 999, 1},
		{999, 999, 999, 1},
		{1000, 1000, 1000, 2},
		{2500, 50, 50, 1},
		{2500, 2500, 2500, 3},
		{2500, 1500, 1500, 2},
		{2500, 10_000, 2500, 3},
	} {
		s := newStage(t, setting{})
		s.SeedHistory(launch, c.messages, []string{lea, marc})
		got := s.reads(copilot.Reading{Place: s.place(), For: copilot.Person{ID: lea}, Last: c.last})
		if pages := s.Count("conversations.history"); len(got.Lines) != c.lines || got.Total != c.lines || pages != c.pages {
			t.Errorf("the last %d of %d: %d lines of %d on %d pages, want %d on %d", c.last, c.messages, len(got.Lines), got.Total, pages, c.lines, c.pages)
		}
		if n := s.Count("conversations.replies"); n > 0 {
			t.Errorf("%d threads were read where there are none", n)
		}
		inOrder(t, got.Lines)
	}
}

// TestPagesOfAThread: its first message stands on every page and counts once.
func TestPagesOfAThread(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ messages, pages int }{{1, 1}, {2, 1}, {999, 1}, {1000, 1}, {1001, 2}, {2500, 3}} {
		s := newStage(t, setting{})
		at := s.place()
		at.Thread = s.SeedThread(launch, c.messages, []string{lea, marc})
		got := s.reads(copilot.Reading{Place: at, For: copilot.Person{ID: lea}})
		if pages := s.Count("conversations.replies"); len(got.Lines) != c.messages || got.Total != c.messages || pages != c.pages {
			t.Errorf("a thread of %d: %d lines of %d on %d pages, want %d", c.messages, len(got.Lines), got.Total, pages, c.pages)
		}
		inOrder(t, got.Lines)
		if n := s.Count("users.info"); n != min(2, c.messages) {
			t.Errorf("people were looked up %d times", n)
		}
	}
}

func inOrder(t *testing.T, lines []copilot.Line) {
	t.Helper()
	for i := 1; i < len(lines); i++ {
		if lines[i].ID <= lines[i-1].ID {
			t.Fatalf("line %d: %s stands after %s", i, lines[i].ID, lines[i-1].ID)
		}
	}
}

// TestLastOfAThread: what of a thread is left out is the oldest, never without a
// word: the last lines are those that were asked for.
func TestLastOfAThread(t *testing.T) {
	s := newStage(t, setting{})
	at := s.place()
	at.Thread = s.SeedThread(launch, 30, []string{lea})
	got := s.reads(copilot.Reading{Place: at, For: copilot.Person{ID: lea}, Last: 5})
	if len(got.Lines) != 5 || !strings.HasSuffix(got.Lines[4].Text, "(30)") {
		t.Errorf("%v", got.Lines)
	}
}

// TestThreadsInAChannel: replies stand where they belong in time, at most twenty
// threads are read, the newest, and what is left out is counted.
func TestThreadsInAChannel(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	for range 25 {
		s.SeedThread(launch, 4, []string{lea})
	}
	s.SeedHistory(launch, 3, []string{marc})
	got := s.reads(copilot.Reading{Place: s.place(), For: copilot.Person{ID: lea}})
	if want := 25 + 3 + 20*3; len(got.Lines) != want || got.Total != want+5*3 {
		t.Errorf("%d lines of %d, want %d of %d", len(got.Lines), got.Total, want, want+5*3)
	}
	if n := s.Count("conversations.replies"); n != 20 {
		t.Errorf("%d threads were read", n)
	}
	inOrder(t, got.Lines)
}

// TestSinceInAChannel bounds the channel and the threads in it.
func TestSinceInAChannel(t *testing.T) {
	s := newStage(t, setting{})
	s.SeedThread(launch, 3, []string{lea}) // in which nothing was said since
	root := s.SeedThread(launch, 3, []string{lea})
	s.Clock.Forward(48 * time.Hour)
	since := s.Clock.Now()
	s.Clock.Forward(time.Hour)
	s.Say(marc, launch, root, "late reply")
	s.Say(marc, launch, "", "news")
	got := s.reads(copilot.Reading{Place: s.place(), For: copilot.Person{ID: lea}, Since: since})
	if len(got.Lines) != 2 || got.Lines[0].Text != "late reply" || got.Lines[1].Text != "news" || got.Total != 2 || got.More {
		t.Errorf("since then: %+v", got)
	}
	if pages, threads := s.Count("conversations.history"), s.Count("conversations.replies"); pages != 2 || threads != 1 {
		t.Errorf("%d pages of the channel, %d threads", pages, threads)
	}
	at := s.place()
	at.Thread = root
	if got := s.reads(copilot.Reading{Place: at, For: copilot.Person{ID: lea}, Since: since}); len(got.Lines) != 2 || got.Lines[1].Text != "late reply" {
		t.Errorf("of the thread since then: %v", got.Lines)
	}
}

// TestManyThreadsSince: of threads that went on no more are read than of others, and
// that there is more is said.
func TestManyThreadsSince(t *testing.T) {
	s := newStage(t, setting{})
	var roots []string
	for range 23 {
		roots = append(roots, s.SeedThread(launch, 2, []string{lea}))
	}
	s.Clock.Forward(48 * time.Hour)
	since := s.Clock.Now()
	s.Clock.Forward(time.Hour)
	for i, root := range roots {
		s.Say(marc, launch, root, fmt.Sprint("late reply ", i))
	}
	got := s.reads(copilot.Reading{Place: s.place(), For: copilot.Person{ID: lea}, Since: since})
	if len(got.Lines) != 20 || got.Total != 20 || !got.More || got.Lines[0].Text != "late reply 3" {
		t.Errorf("%d lines of %d, more: %v, %v", len(got.Lines), got.Total, got.More, got.Lines[:1])
	}
}

// TestLines: names for ids, plain words, links of our own making, and which lines
// are machinery.
func TestLines(t *testing.T) {
	s := overHTTP(t, setting{})
	root := s.Say(lea, launch, "", "hello @marc & @nobody, see https://x.example/a?b=1&c <3")
	s.Say(marc, launch, root, "in reply")
	s.asks(lea, "/draft", "variants:1 our launch")
	got := s.reads(copilot.Reading{Place: s.place(), For: copilot.Person{ID: lea}})
	first, second := got.Lines[0], got.Lines[1]
	if first.Text != "hello @Marc Olivier & @nobody, see https://x.example/a?b=1&c <3" || first.Author != "Léa Martin" || first.AuthorID != lea || first.Bot {
		t.Errorf("%+v", first)
	}
	if second.Link != s.Permalink(launch, second.ID) || first.Link != s.Permalink(launch, root) {
		t.Errorf("links %s and %s", first.Link, second.Link)
	}
	if last := got.Lines[2]; len(got.Lines) != 3 || !last.Bot {
		t.Errorf("our own message is %+v", last)
	}
	if first.Time.Unix() != s.Clock.Now().Unix() {
		t.Errorf("said at %v", first.Time)
	}
}

// TestNotAMember: nothing is read for who is not in a channel, whatever the bot may
// read there; nor for who left it, a minute later.
func TestNotAMember(t *testing.T) {
	s := newStage(t, setting{})
	for _, private := range []bool{true, false} {
		s.Slack.Channel(slacktest.Channel{ID: secret, Private: private, BotIn: true, Members: []string{marc}})
		s.SeedHistory(secret, 3, []string{marc})
		for _, r := range []copilot.Reading{{}, {Last: 5}, {Only: "1773133200.000100"}} {
			r.Place, r.For = s.channelOf(secret), copilot.Person{Platform: slack.Platform, ID: lea}
			_, err := s.chat.Read(s.Ctx, r)
			f, ok := errors.AsType[*copilot.Fault](err)
			if !ok || f.Kind != copilot.FaultForbidden || s.Count("conversations.history")+s.Count("conversations.replies") > 0 {
				t.Errorf("private %v: read for who is not in it: %v", private, err)
			}
		}
	}
	mine := copilot.Reading{Place: s.place(), For: copilot.Person{Platform: slack.Platform, ID: lea}}
	s.SeedHistory(launch, 1, []string{marc})
	s.reads(mine)
	s.Slack.Channel(slacktest.Channel{ID: launch, BotIn: true, Members: []string{marc}})
	s.Clock.Forward(61 * time.Second)
	if _, err := s.chat.Read(s.Ctx, mine); err == nil {
		t.Error("read for who left")
	}
}

// TestMemberOfMany: that somebody is in a channel is found on whatever page it is.
func TestMemberOfMany(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	for i := range 1_500 {
		s.Slack.Channel(slacktest.Channel{ID: fmt.Sprintf("C0MANY%04d", i), Members: []string{lea}})
	}
	s.Slack.Channel(slacktest.Channel{ID: own, Private: true, BotIn: true, Members: []string{lea}})
	s.SeedHistory(own, 2, []string{lea})
	if got := s.reads(copilot.Reading{Place: s.channelOf(own), For: copilot.Person{ID: lea}}); len(got.Lines) != 2 {
		t.Errorf("%d lines", len(got.Lines))
	}
}
