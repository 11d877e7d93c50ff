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

// clerk summarizes with one point for each message it is told in full, and each point
// it is told of, and remembers what it was asked.
type clerk struct{ asked []copilot.Prompt }

// Compose is copilot.Writer.
func (c *clerk) Compose(_ context.Context, p copilot.Prompt, _ func(string)) (copilot.Answer, error) {
	c.asked = append(c.asked, p)
	lines := p.Lines
	var b strings.Builder
	if len(p.Fresh) > 0 {
		lines = p.Fresh
	}
	for _, q := range p.Partials {
		fmt.Fprintf(&b, "- %s [%s]\n", q.Text, strings.Join(q.Refs, "] ["))
	}
	for _, l := range lines {
		fmt.Fprintf(&b, "- %s [%s]\n", l.Text, l.Ref)
	}
	return copilot.Answer{Text: b.String(), Writer: "clerk"}, nil
}

// newThread is a thread in which Ana says something n times.
func newThread(t *testing.T, n int) (*bench, *clerk, copilot.Place) {
	t.Helper()
	w := &clerk{}
	b := newBench(t, w)
	b.Window = 48_000
	b.says(n)
	at := channel
	at.Thread = "t"
	return b, w, at
}

// says adds n messages to the conversation; the third is the one that is deleted.
func (b *bench) says(n int) {
	for range n {
		i := len(b.chat.lines) + 1
		words := fmt.Sprintf("Stand %d is set.", i)
		if i == 3 {
			words = recalled
		}
		b.chat.lines = append(b.chat.lines, copilot.Line{ID: fmt.Sprint("l", i), Author: "Ana", Text: words, Time: time.Now()})
	}
}

// summarizes has somebody summarize a place, and is the card they see.
func (b *bench) summarizes(t *testing.T, id string, who copilot.Person, at copilot.Place) string {
	t.Helper()
	b.accept(t, copilot.Request{ID: id, Command: "summarize", Place: at, Person: who, Time: time.Now(), Private: who == lea})
	b.work(t, empty)
	return whole(b.chat.last(t, "message-"+id))
}

// The second summary of a thread, whoever asks, sends what is new and what the first
// said; the card counts every message.
func TestSecondSummarySendsWhatIsNew(t *testing.T) {
	b, w, at := newThread(t, 40)
	b.summarizes(t, "r1", lea, at)
	b.says(20)
	card := b.summarizes(t, "r2", marc, at)
	if len(w.asked) != 2 || strings.Count(w.asked[1].User, `"Ana"`) != 20 || !strings.Contains(w.asked[1].User, "Stand 7 is set.") {
		t.Fatalf("%d calls, the last\n%s", len(w.asked), w.asked[len(w.asked)-1].User)
	}
	for _, want := range []string{"60", "20 de ces messages sont nouveaux", "Stand 7 is set.", "Stand 60 is set."} {
		if !strings.Contains(card, want) {
			t.Errorf("the card does not say %q:\n%s", want, card)
		}
	}
	for _, elsewhere := range []copilot.Place{channel, {Platform: at.Platform, Workspace: at.Workspace, Channel: at.Channel, Thread: "u"}} {
		w.asked = nil
		b.summarizes(t, "r-"+elsewhere.Thread, marc, elsewhere)
		if len(w.asked[0].Partials) > 0 {
			t.Errorf("in %v the writer is told what was said in %v", elsewhere, at)
		}
	}
}

// A message that was deleted is in no later summary, nor in what is kept: whether the
// chat told of it or not.
func TestMinutesForgetWhatIsDeleted(t *testing.T) {
	for _, told := range []bool{true, false} {
		b, w, at := newThread(t, 40)
		if card := b.summarizes(t, "r1", lea, at); !strings.Contains(card, recalled) {
			t.Fatalf("the card says\n%s", card)
		}
		b.chat.lines = append(b.chat.lines[:2], b.chat.lines[3:]...)
		if told {
			b.changed(t, at.Root(), "l3", true)
			if _, err := b.store.Minutes(b.ctx, at); !errors.Is(err, copilot.ErrAbsent) {
				t.Errorf("the minutes are still there: %v", err)
			}
		}
		b.says(20)
		card := b.summarizes(t, "r2", marc, at)
		if strings.Contains(card, recalled) || strings.Contains(w.asked[1].User, recalled) || len(w.asked[1].Partials) > 0 {
			t.Errorf("told %v: the second summary says\n%s", told, card)
		}
		minutes, err := b.store.Minutes(b.ctx, at)
		kept, encoded := copilot.EncodeMinutes(minutes)
		if err != nil || encoded != nil || strings.Contains(string(kept), recalled) || len(minutes.Read) != 59 {
			t.Errorf("told %v: %v, kept %s", told, err, kept)
		}
	}
}

// minuteless is a store that keeps everything but minutes.
type minuteless struct{ copilot.Memory }

var errNoMinutes = errors.New("no minutes here")

// Minutes is copilot.Memory.
func (minuteless) Minutes(context.Context, copilot.Place) (copilot.Minutes, error) {
	return copilot.Minutes{}, errNoMinutes
}

// KeepMinutes is copilot.Memory.
func (minuteless) KeepMinutes(context.Context, copilot.Place, copilot.Minutes, copilot.Fence) error {
	return errNoMinutes
}

// Minutes are a saving: without them a thread is read whole, and answered.
func TestSummaryNeedsNoMinutes(t *testing.T) {
	b, w, at := newThread(t, 40)
	b.Memory = minuteless{b.Memory}
	b.summarizes(t, "r1", lea, at)
	b.says(20)
	if card := b.summarizes(t, "r2", marc, at); !strings.Contains(card, "Stand 60 is set.") || len(w.asked[1].Lines) != 60 || len(w.asked[1].Partials) > 0 {
		t.Errorf("the writer is told of %d points, the card says\n%s", len(w.asked[1].Partials), card)
	}
}
