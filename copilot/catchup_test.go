package copilot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// morning is when the conversations of these tests begin; a message a minute.
var morning = time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)

// say adds a message.
func (b *bench) say(who copilot.Person, words string) copilot.Line {
	i := len(b.chat.lines)
	l := copilot.Line{ID: fmt.Sprint("l", i), Author: who.Name, AuthorID: who.ID, Text: words, Time: morning.Add(time.Duration(i) * time.Minute)}
	b.chat.lines = append(b.chat.lines, l)
	return l
}

var ana = copilot.Person{Platform: "test", ID: "ana", Name: "Ana"}

// catchesUp has somebody catch up with a place, and is what the writer was told of:
// the messages' ids.
func (b *bench) catchesUp(t *testing.T, w *clerk, who copilot.Person, at copilot.Place, said string) string {
	t.Helper()
	w.asked = nil
	id := fmt.Sprint("r", b.chat.shown())
	b.accept(t, copilot.Request{
		ID: id, Command: "summarize", Place: at, Person: who, Time: time.Now(), Said: said, Options: map[string]string{"since": "last"},
	})
	b.work(t, empty)
	if len(w.asked) == 0 {
		return whole(b.chat.last(t, "message-"+id))
	}
	var ids []string
	for _, l := range w.asked[0].Lines {
		ids = append(ids, l.ID)
	}
	return strings.Join(ids, " ")
}

// Catching up is about what came after one's own last message, or after what one last
// caught up on, whichever is later: for each person, and for a thread apart from its
// channel. What is not new is not summarized again.
func TestCatchUp(t *testing.T) {
	w := &clerk{}
	b := newBench(t, w)
	thread := channel
	thread.Thread = "t"
	wants := func(who copilot.Person, at copilot.Place, said, want string) {
		t.Helper()
		if got := b.catchesUp(t, w, who, at, said); got != want && (len(w.asked) > 0 || !strings.Contains(got, want)) {
			t.Errorf("%s is told of %q, want %q", who.Name, got, want)
		}
	}
	b.say(ana, "We open on Monday.")
	b.say(lea, "Who has the key?")
	b.say(ana, "Marc has it.")
	wants(lea, channel, "", "l2")
	if s := b.drafts(t)[0].Latest(); !s.Settings.Since.Equal(morning.Add(time.Minute)) || s.Coverage.Read != 1 || s.Coverage.Total != 1 {
		t.Errorf("since %v, coverage %+v", s.Settings.Since, s.Coverage)
	}
	wants(lea, channel, "", "Nothing new was said here since you were last here (12 Mar 2026, 09:02).")
	wants(marc, channel, "", "l0 l1 l2")
	wants(marc, channel, "", "Rien de nouveau ici depuis votre dernier passage (12 mars 2026, 09:02).")
	b.say(ana, "It is blue.")
	wants(lea, channel, "", "l3")
	wants(lea, thread, "", "l2 l3")
	if r := b.chat.readings[len(b.chat.readings)-2]; !r.Since.Equal(morning.Add(2 * time.Minute)) {
		t.Errorf("the chat is asked for what was said since %v", r.Since)
	}
	b.say(lea, "Good.")
	b.say(ana, "See you.")
	wants(lea, channel, b.say(lea, "@bot catch me up").ID, "l5")
	wants(lea, channel, b.say(lea, "@bot and now?").ID, "Nothing new")
}

// Who wrote in a thread of a channel has not read the channel.
func TestCatchUpOnAChannelWithItsThreads(t *testing.T) {
	w := &clerk{}
	b := newBench(t, w)
	b.say(lea, "We open on Monday.")
	b.say(ana, "Who has the key?")
	b.say(lea, "In a thread: it is blue.")
	b.chat.lines[2].Thread = "t"
	b.say(ana, "See you.")
	if got := b.catchesUp(t, w, lea, channel, ""); got != "l1 l2 l3" {
		t.Errorf("told of %q", got)
	}
}

// What was not read is told, unless it is older than what was asked for.
func TestCatchUpTellsWhatWasLeftOut(t *testing.T) {
	w := &clerk{}
	b := newBench(t, w)
	left := func(unread int, more, want bool) {
		t.Helper()
		b.chat.unread, b.chat.more = unread, more
		b.say(lea, "Well?")
		b.say(ana, "It is blue.")
		card := b.catchesUp(t, w, lea, channel, "")
		got := b.drafts(t)[0].Latest().Coverage
		if got.More != want || got.Read != 1 || got.Total != 1 {
			t.Errorf("%d unread, more %v: coverage %+v, told of %s", unread, more, got, card)
		}
	}
	left(0, true, false) // older than her own message
	left(0, false, false)
	left(3, false, true)
	left(0, true, true) // since she caught up
}

// Nobody has caught up on what they were not told of.
func TestCatchUpThatFails(t *testing.T) {
	b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterForbidden}
	}))
	b.say(ana, "We open on Monday.")
	b.catchesUp(t, &clerk{}, lea, channel, "")
	if at, err := b.store.CaughtUp(b.ctx, channel, lea); !errors.Is(err, copilot.ErrAbsent) {
		t.Errorf("caught up to %v, %v", at, err)
	}
}

// Only who catches up has caught up: another summary may have been of less.
func TestOtherSummariesAreNoCatchUp(t *testing.T) {
	b, _, _ := newThread(t, 3)
	b.accept(t, copilot.Request{ID: "r", Command: "summarize", Place: channel, Person: lea, Time: time.Now(), Options: map[string]string{"last": "1"}})
	b.work(t, empty)
	if at, err := b.store.CaughtUp(b.ctx, channel, lea); !errors.Is(err, copilot.ErrAbsent) {
		t.Errorf("caught up to %v, %v", at, err)
	}
}
