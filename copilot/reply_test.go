package copilot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// replying is a request with an address for its answer.
func replying(id, brief string) copilot.Request {
	r := draftRequest(id, brief)
	r.Reply = "reply-" + id
	return r
}

// replies holds that what was shown since the last call are the cards of these keys,
// each only with the reply address that it may have.
func (b *bench) replies(t *testing.T, want map[string]string) {
	t.Helper()
	b.chat.mu.Lock()
	defer b.chat.mu.Unlock()
	seen := map[string]bool{}
	for _, at := range b.chat.spots {
		reply, known := want[at.Key]
		if !known || at.Reply != reply {
			t.Errorf("%q is shown with the reply address %q, want %q", at.Key, at.Reply, reply)
		}
		seen[at.Key] = true
	}
	if len(seen) != len(want) {
		t.Errorf("shown: %v, want %v", seen, want)
	}
	b.chat.spots = nil
}

// Everything a job shows of its answer may go by the reply address of its request;
// nothing else may, and nothing that comes later.
func TestReplyIsForTheAnswerAlone(t *testing.T) {
	b := newBench(t, writerFunc(echoReason))
	b.marcSigns(t)
	b.accept(t, replying("r1", "We open on Monday"))
	b.work(t, empty)
	if n := len(b.chat.spots); n < 2 {
		t.Fatalf("%d cards shown, want the placeholder and the draft", n)
	}
	b.replies(t, map[string]string{"r1": "reply-r1"})

	d := b.whole(t)
	b.click(t, copilot.Click{Act: copilot.ActFollowUp, Expect: at(d), Person: lea, Request: "r2", Reply: "reply-r2", Form: map[string]string{"text": "say Tuesday"}})
	b.work(t, empty)
	b.replies(t, map[string]string{"r1": "", "r2": "reply-r2"})

	if err := b.Redraw(b.ctx, channel); err != nil {
		t.Fatal(err)
	}
	b.replies(t, map[string]string{"r1": "", "r2": ""})

	d = b.whole(t)
	b.click(t, copilot.Click{Act: copilot.ActChanges, Expect: at(d), Person: marc, Request: "k1", Reply: "reply-k1", Form: map[string]string{"reason": "on Wednesday"}})
	b.replies(t, map[string]string{"r1": "", "r2": ""})
	b.work(t, empty)
	b.replies(t, map[string]string{"r1": "", "r2": "", fmt.Sprintf("changes:%s:2", d.ID): ""})
}

// A private answer that is shared has the address of the click no more than its own.
func TestSharingHasNoReply(t *testing.T) {
	b, d := privately(t)
	b.chat.spots = nil
	b.click(t, copilot.Click{Act: copilot.ActShare, Expect: at(d), Person: lea, Request: "k1", Reply: "reply-k1"})
	b.work(t, empty)
	b.replies(t, map[string]string{"r1": "", fmt.Sprintf("share:%s:1", d.ID): ""})
}

// A job that another worker takes over, one that fails, and one that is tried again
// after it was given up, still have the address.
func TestReplyOutlastsFailures(t *testing.T) {
	fails := true
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		if fails {
			return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterForbidden}
		}
		return echo(ctx, p)
	}))
	want := map[string]string{"r1": "reply-r1"}
	r := replying("r1", "We open on Monday")
	b.accept(t, r)
	b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 1 })
	b.replies(t, want)
	fails = false
	if err := b.Again(b.ctx, channel.Tenant(), "r1"); err != nil {
		t.Fatal(err)
	}
	b.work(t, func(d copilot.Depth) bool { return empty(d) && d.Parked == 0 })
	b.replies(t, want)
	if err := copilot.AnswerForTest(b.Copilot, b.ctx, copilot.Job{ID: "again", Request: r}); err != nil {
		t.Fatal(err)
	}
	b.replies(t, want)
}

// The reply address lets anybody speak for the bot for a while: it is in no draft, no
// record and no log, whether the request went well or not.
func TestReplyIsNotKept(t *testing.T) {
	var log bytes.Buffer
	tries := 0
	b := newBench(t, writerFunc(func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		if tries++; tries == 1 {
			panic("strange")
		}
		return echo(ctx, p)
	}))
	b.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	b.accept(t, replying("r1", "We open on Monday"))
	b.work(t, empty)
	d := b.whole(t)
	trail, err := b.Trail(b.ctx, d.Ref())
	if err != nil {
		t.Fatal(err)
	}
	recent, err := b.store.Recent(b.ctx, channel, 10)
	if err != nil || len(recent) == 0 {
		t.Fatalf("%d exchanges, %v", len(recent), err)
	}
	kept, err := json.Marshal(trail)
	if err != nil || log.Len() == 0 {
		t.Fatalf("%d bytes logged, %v", log.Len(), err)
	}
	for where, all := range map[string]string{
		"the log": log.String(), "the audit": string(kept), "the draft": fmt.Sprintf("%+v", d), "the context": fmt.Sprintf("%+v", recent),
	} {
		if strings.Contains(all, "reply-r1") {
			t.Errorf("the reply address is in %s:\n%s", where, all)
		}
	}
}

// echoReason is a writer that says why it was asked again.
func echoReason(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
	return copilot.Answer{Text: fmt.Sprintf("=== fact\n%s, %s.", p.Brief, p.Reason), Writer: "echo"}, nil
}

// whole is the one draft there is, with all its revisions.
func (b *bench) whole(t *testing.T) copilot.Draft {
	t.Helper()
	d, err := b.Draft(b.ctx, b.drafts(t)[0].Ref())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (b *bench) click(t *testing.T, k copilot.Click) {
	t.Helper()
	all, err := b.Drafts(b.ctx, copilot.Filter{Tenant: channel.Tenant(), For: k.Person})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d drafts, %v", len(all), err)
	}
	if err := b.Click(b.ctx, all[0].Ref(), k); err != nil {
		t.Fatal(err)
	}
}
