package discord_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

const (
	activeOf   = "GET /guilds/{guild_id}/threads/active"
	archivesOf = "GET /channels/{channel_id}/threads/archived/public"
)

// branch makes a thread of a channel that hangs on no message; its id is of this moment.
func (s *stage) branch(in string, kind int) string {
	id := s.Say(lea, both, "a clock that tells ids")
	s.Discord.Channel(discordtest.Channel{ID: id, Type: kind, Parent: in, Members: []string{lea, marc, helper, s.Options().Application}})
	return id
}

// remark is what was said somewhere, as it should be read.
type remark struct {
	id, in string
	person bool
	open   bool // everybody who reads the channel reads it
}

// TestChannelWithItsThreads: what is read of a channel is what was said in it and in
// its public threads, in one order of time, whatever is archived, and linked to where
// it was said; never what was said in a private one (P6).
func TestChannelWithItsThreads(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	s.User(discordtest.User{ID: helper, Name: "helper", Bot: true})
	s.Discord.Channel(discordtest.Channel{ID: both})
	rapid.Check(t, func(t *rapid.T) {
		s.chat = s.newChat() // fifty calls in a second are all one has
		in := s.Say(lea, both, "a clock that tells ids")
		s.Discord.Channel(discordtest.Channel{ID: in})
		places, hidden := []string{in}, map[string]bool{}
		var all []remark
		for range rapid.IntRange(0, 30).Draw(t, "messages") {
			at := rapid.SampledFrom(places).Draw(t, "place")
			who := rapid.SampledFrom([]string{lea, marc, helper}).Draw(t, "who")
			said := s.Say(who, at, "said")
			all = append(all, remark{said, at, who != helper, !hidden[at]})
			switch rapid.IntRange(0, 9).Draw(t, "then") {
			case 0:
				places = append(places, s.branch(in, discordtest.PublicThread))
			case 1:
				secret := s.branch(in, discordtest.PrivateThread)
				places, hidden[secret] = append(places, secret), true
			case 2:
				s.Discord.Channel(discordtest.Channel{ID: said, Type: discordtest.PublicThread, Parent: in, Starter: said})
				if at == in {
					places = append(places, said)
				}
			case 3:
				s.Archive(at, true, rapid.Bool().Draw(t, "locked"))
			}
		}
		r := copilot.Reading{Place: copilot.Place{Channel: in}}
		want := slices.DeleteFunc(slices.Clone(all), func(m remark) bool { return !m.open })
		if len(all) > 0 && rapid.Bool().Draw(t, "since") {
			from := rapid.SampledFrom(all).Draw(t, "from")
			r.Since = saidAt(from.id)
			want = slices.DeleteFunc(want, func(m remark) bool { return m.id < from.id })
		}
		if r.Last = rapid.IntRange(0, 8).Draw(t, "last"); r.Last > 0 {
			want = newestOf(want, r.Last)
		}
		got, err := s.reading("", r)
		if err != nil {
			t.Fatal(err)
		}
		lines := slices.DeleteFunc(got.Lines, func(l copilot.Line) bool { return l.Text == "" }) // that a thread begins
		if len(lines) != len(want) || got.Total != len(got.Lines) && r.Last == 0 || got.More {
			t.Fatalf("%+v: %d lines of %d, more %v, want %d", r, len(lines), got.Total, got.More, len(want))
		}
		for i, m := range want {
			if l := lines[i]; l.ID != m.id || l.Link != s.Link(m.in, m.id) || (l.Thread != "") != (m.in != in) {
				t.Fatalf("line %d is %s, want %s in %s", i, l.Link, m.id, m.in)
			}
		}
	})
}

// saidAt is when an id was given out.
func saidAt(id string) time.Time {
	n, _ := strconv.ParseInt(id, 10, 64)
	return time.UnixMilli(n>>22 + 1420070400000)
}

// newestOf are the newest in which so many people's messages are.
func newestOf(all []remark, people int) []remark {
	for i, m := range slices.Backward(all) {
		if m.person {
			people--
		}
		if people == 0 {
			return all[i:]
		}
	}
	return all
}

// TestNoMoreThreadsThanTwenty: those in which something was said last; what of the
// others is known is said.
func TestNoMoreThreadsThanTwenty(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		older bool // the threads are older than what is asked for
		last  int
		lines int
		total int
		more  bool
	}{
		"as many as there are":    {lines: 83, total: 92},
		"in old ones":             {older: true, lines: 83, total: 83 + 3, more: true},
		"the newest":              {last: 50, lines: 50, total: 50},
		"more than twenty have":   {last: 1_000, lines: 83, total: 92},
		"the newest, of old ones": {last: 1_000, older: true, lines: 83, total: 83 + 3, more: true},
	} {
		s := newStage(t, setting{})
		var threads []string
		if c.older {
			for range 23 {
				threads = append(threads, s.thread(s.Say(lea, launch, "a root")))
			}
			s.Clock.Forward(time.Hour)
		}
		since := s.Clock.Now()
		for range 23 {
			root := s.Say(lea, launch, "a root")
			if !c.older {
				threads = append(threads, s.thread(root))
			}
		}
		for i, thread := range threads {
			for range 3 {
				s.Say(marc, thread, fmt.Sprintf("said in (%d)", i+1))
			}
			if i%2 == 0 {
				s.Archive(thread, true, i%4 == 0)
			}
		}
		got := s.reads(copilot.Reading{Since: since, Last: c.last})
		if len(got.Lines) != c.lines || got.Total != c.total || got.More != c.more {
			t.Errorf("%s: %d lines of %d, more %v", name, len(got.Lines), got.Total, got.More)
		}
		inOrder(t, got.Lines)
		if newest := got.Lines[len(got.Lines)-1].Text; newest != "said in (23)" || strings.Contains(said(got.Lines), "said in (3)") {
			t.Errorf("%s: up to %q", name, newest)
		}
		if pages := s.calls(messagesOf); s.calls(activeOf) != 1 || s.calls(archivesOf) != 1 || pages > 1+20 {
			t.Errorf("%s: %d, %d and %d calls", name, s.calls(activeOf), s.calls(archivesOf), pages)
		}
	}
}

// TestArchivesAreLookedThroughNoFurtherThanNeeded: a thread was archived after the
// last thing that was said in it, so that most pages of them need not be asked for.
func TestArchivesAreLookedThroughNoFurtherThanNeeded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lately  bool // archived lately, though nothing was said in them for long
		ever    bool // what is asked for reaches back to the beginning
		talks   int  // threads that go on
		threads int  // archived
		pages   int
		more    bool
	}{
		"none":                             {pages: 1},
		"of long ago":                      {threads: 150, pages: 1},
		"archived lately":                  {lately: true, threads: 150, pages: 2},
		"more archived lately than sought": {lately: true, threads: 620, pages: 5, more: true},
		"twenty others go on":              {lately: true, talks: 20, threads: 150, pages: 2},
		"twenty others are read":           {ever: true, talks: 20, threads: 150, pages: 1, more: true},
	} {
		s := newStage(t, setting{})
		root := s.Say(marc, launch, "long ago")
		for n := range c.threads {
			id := strconv.FormatUint(snowflake(root)-uint64(n+1)<<22, 10)
			s.Discord.Channel(discordtest.Channel{ID: id, Type: discordtest.PublicThread, Parent: launch})
			s.Archive(id, true, false)
		}
		s.Clock.Forward(24 * time.Hour)
		since := s.Clock.Now()
		if c.ever {
			since = time.Time{}
		}
		for n := range c.threads {
			if c.lately {
				s.Archive(strconv.FormatUint(snowflake(root)-uint64(n+1)<<22, 10), true, false)
			}
		}
		for range c.talks {
			s.Say(lea, s.thread(s.Say(marc, launch, "root")), "reply")
		}
		got := s.reads(copilot.Reading{Since: since})
		if n := s.calls(archivesOf); n != c.pages || s.calls(messagesOf) != 1+c.talks || got.More != c.more || len(got.Lines) < 2*c.talks {
			t.Errorf("%s: %d lines, more %v, on %d pages of threads and %d of messages", name, len(got.Lines), got.More, n, s.calls(messagesOf))
		}
	}
}

// snowflake reads an id.
func snowflake(id string) uint64 {
	n, _ := strconv.ParseUint(id, 10, 64)
	return n
}

// TestForumIsItsPosts: they are all there is to read of it. Elsewhere no threads hang.
func TestForumIsItsPosts(t *testing.T) {
	t.Parallel()
	const forum, voice = "1500000000000000007", "1500000000000000008"
	s := newStage(t, setting{})
	s.Discord.Channel(discordtest.Channel{ID: both})
	s.Discord.Channel(discordtest.Channel{ID: forum, Type: discordtest.Forum})
	s.Discord.Channel(discordtest.Channel{ID: voice, Type: 2})
	s.Say(lea, voice, "on air")
	for _, words := range []string{"an idea", "another idea"} {
		s.Say(marc, s.branch(forum, discordtest.PublicThread), words)
	}
	s.ResetCalls()
	if got := s.reads(copilot.Reading{Place: copilot.Place{Channel: forum}}); said(got.Lines) != "an idea|another idea" || got.Total != 2 || got.More {
		t.Errorf("of a forum: %+v", got)
	}
	if got := s.reads(copilot.Reading{Place: copilot.Place{Channel: forum}, Last: 1}); said(got.Lines) != "another idea" {
		t.Errorf("its last: %+v", got)
	}
	s.ResetCalls()
	if got := s.reads(copilot.Reading{Place: copilot.Place{Channel: voice}}); said(got.Lines) != "on air" || s.calls(activeOf) > 0 {
		t.Errorf("of a voice channel: %+v, after %d looks for threads", got, s.calls(activeOf))
	}
}

// TestNewestOfAllWhenNobodySaid: a thousand messages of a channel and its threads
// together, and no more pages than hold them.
func TestNewestOfAllWhenNobodySaid(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	busy := s.thread(s.Say(marc, launch, "root"))
	s.seed(launch, 500)
	s.seed(busy, 600)
	quiet := s.thread(s.Say(marc, launch, "another root"))
	s.Say(lea, quiet, "the last")
	got := s.reads(copilot.Reading{})
	if n := len(got.Lines); n != 1_000 || !got.More || got.Lines[n-1].Text != "the last" || got.Lines[n-2].Text != "another root" {
		t.Errorf("%d lines of %d, more %v, up to %q", n, got.Total, got.More, got.Lines[n-1].Text)
	}
	inOrder(t, got.Lines)
	if pages := s.calls(messagesOf); pages > 6+7+1 {
		t.Errorf("on %d pages", pages)
	}
}

// TestThreadIsGoneMeanwhile: what was deleted while it was being read is not read;
// anything else that goes wrong is no reason to pass half of it for the whole.
func TestThreadIsGoneMeanwhile(t *testing.T) {
	t.Parallel()
	s := newStage(t, setting{})
	s.Say(lea, s.thread(s.Say(marc, launch, "root")), "reply")
	s.Fail("GET", "/channels/{channel_id}/messages", 1, discordtest.Fault{})
	s.Fail("GET", "/channels/{channel_id}/messages", 1, discordtest.Fault{Status: 404, Code: 10003})
	if got := s.reads(copilot.Reading{}); said(got.Lines) != "root" {
		t.Errorf("%+v", got)
	}
	s.Fail("GET", "/channels/{channel_id}/threads/archived/public", 1, discordtest.Fault{Status: 502})
	if got, err := s.reading(lea, copilot.Reading{}); err == nil {
		t.Errorf("without the archived threads: %+v", got)
	}
}

// TestChangesInThreadsAreFollowed through to what was said of their channel.
func TestChangesInThreadsAreFollowed(t *testing.T) {
	t.Parallel()
	s := open(t, setting{written: ofTheSecond})
	talk := s.thread(s.Say(lea, launch, "The launch is on Thursday."))
	reply := s.Say(marc, talk, "Our stand is in hall four.")
	r := s.asks(lea, "summarize", map[string]string{"share": "channel"})
	if m, _ := s.Message(launch, r.Message); !strings.Contains(m.Plain(), "hall four") {
		t.Fatalf("the summary is %s", m.Plain())
	}
	s.Delete(marc, talk, reply)
	s.event("MESSAGE_DELETE", s.about(talk, reply, nil))
	if m, _ := s.Message(launch, r.Message); strings.Contains(m.Plain(), "hall four") || !strings.Contains(m.Plain(), label("en")) {
		t.Errorf("still says %s", m.Plain())
	}
}
