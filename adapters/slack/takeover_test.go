package slack

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// replicas are two chats on one Slack, as two processes have them, with a message
// that the first one shows progress in.
type replicas struct {
	*slacktest.Slack
	losing, winning *Chat
	at              copilot.Spot
	p               post
}

func newReplicas(t *testing.T) replicas {
	t.Helper()
	s := slacktest.New(t, slacktest.Options{})
	s.Channel(slacktest.Channel{ID: "C0LAUNCH01", BotIn: true})
	open := func() *Chat {
		c := NewChat(ChatOptions{BotToken: copilot.NewSecret(s.Options().BotToken), URL: s.APIURL(), Log: slog.New(slog.DiscardHandler)})
		t.Cleanup(func() { c.Close(context.Background()) })
		return c
	}
	r := replicas{Slack: s, losing: open(), winning: open()}
	r.at = copilot.Spot{Place: copilot.Place{Platform: Platform, Workspace: s.Options().Team, Channel: "C0LAUNCH01"}, Key: "request"}
	id, err := r.losing.Show(t.Context(), r.at, version(1))
	if err != nil {
		t.Fatal(err)
	}
	r.at.Message = id
	if r.p, err = readPost(id); err != nil {
		t.Fatal(err)
	}
	return r
}

// version is a card that is told from others by its number.
func version(n int) copilot.Card {
	r := copilot.Revision{Number: n}
	return copilot.Show(copilot.Draft{ID: "draft", Revisions: []copilot.Revision{r}}, r, copilot.Profile{}, "en")
}

// flowing ends with what shows progress in the message; nil for nothing.
func (r replicas) flowing() <-chan struct{} { return r.losing.progress.Ended(r.p.String()) }

// TestProgressEndsWithItsJob: a process loses its lease while progress waits for
// its turn, and another one shows the last card. It stays the last.
func TestProgressEndsWithItsJob(t *testing.T) {
	r := newReplicas(t)
	leased, lose := context.WithCancel(t.Context())
	r.losing.offer(leased, r.p, r.at, version(2))
	r.Await("progress to be shown", func() bool { return r.Count("chat.update") == 1 })
	r.losing.offer(leased, r.p, r.at, version(3))
	f := r.flowing()
	lose()
	if _, err := r.winning.Show(t.Context(), r.at, version(4)); err != nil {
		t.Fatal(err)
	}
	if f != nil {
		<-f
	}
	if m, _ := r.Message("C0LAUNCH01", r.p.ts[0]); !strings.Contains(m.Plain(), "revision 4") {
		t.Errorf("what stands is %s", m.Plain())
	}
	if r.flowing() != nil {
		t.Error("what is over is remembered")
	}
}

// TestProgressOfTheNextRun: the same process gets the job again.
func TestProgressOfTheNextRun(t *testing.T) {
	r := newReplicas(t)
	leased, lose := context.WithCancel(t.Context())
	r.losing.offer(leased, r.p, r.at, version(2))
	lose()
	r.losing.offer(t.Context(), r.p, r.at, version(3))
	r.Await("progress of the next run", func() bool { return r.Count("chat.update") > 0 })
	if err := r.losing.progress.Quiet(t.Context(), r.p.String()); err != nil {
		t.Error(err)
	}
}

// TestQuietHasAnEnd: a last card does not wait for longer than its job lasts.
func TestQuietHasAnEnd(t *testing.T) {
	r := newReplicas(t)
	r.Delay("chat.update", time.Minute)
	r.losing.offer(t.Context(), r.p, r.at, version(2))
	r.Await("progress to be on its way", func() bool { return r.Count("chat.update") == 1 })
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.losing.Show(over, r.at, version(3)); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	r.Mend()
}
