package chat_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// TestReplaysAreAnsweredAlike: what comes again waits for the answer of the first, and
// gets that.
func TestReplaysAreAnsweredAlike(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r chat.Replays
		outcome, first := r.Meet([]byte("signature"), time.Now())
		if !first {
			t.Fatal("the first is none")
		}
		if _, first := r.Meet([]byte("another"), time.Now()); !first {
			t.Error("another is taken for the same")
		}
		again := make(chan string)
		go func() {
			same, first := r.Meet([]byte("signature"), time.Now())
			answer, err := same.Await(t.Context())
			if first || err != nil {
				t.Errorf("first: %v, %v", first, err)
			}
			again <- string(answer)
		}()
		synctest.Wait()
		select {
		case <-again:
			t.Error("answered before the first was")
		default:
		}
		outcome.Settle([]byte("not accepted"))
		if said := <-again; said != "not accepted" {
			t.Errorf("answered %q", said)
		}
	})
}

// TestReplayOfWhatHadNothingToSay: nor has what comes again.
func TestReplayOfWhatHadNothingToSay(t *testing.T) {
	var r chat.Replays
	outcome, _ := r.Meet([]byte("signature"), time.Now())
	outcome.Settle(nil)
	again, first := r.Meet([]byte("signature"), time.Now())
	if answer, err := again.Await(t.Context()); first || err != nil || answer != nil {
		t.Errorf("first: %v, answered %q, %v", first, answer, err)
	}
}

// TestReplayOfWhatFailed: it is not taken for answered, and the next one is the first.
func TestReplayOfWhatFailed(t *testing.T) {
	var r chat.Replays
	outcome, _ := r.Meet([]byte("signature"), time.Now())
	again, _ := r.Meet([]byte("signature"), time.Now())
	outcome.Fail()
	if _, err := again.Await(t.Context()); !errors.Is(err, chat.ErrNoOutcome) {
		t.Errorf("answered: %v", err)
	}
	if _, first := r.Meet([]byte("signature"), time.Now()); !first {
		t.Error("it may not be tried again")
	}
}

// TestReplayWaitsNoLongerThanItMay: whoever is gone is not waited for.
func TestReplayWaitsNoLongerThanItMay(t *testing.T) {
	var r chat.Replays
	outcome, _ := r.Meet([]byte("signature"), time.Now())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if answer, err := outcome.Await(ctx); !errors.Is(err, context.Canceled) || answer != nil {
		t.Errorf("%q, %v", answer, err)
	}
}

// TestReplaysAreForgottenInTime: a signature that is too old to be believed is not kept.
func TestReplaysAreForgottenInTime(t *testing.T) {
	var r chat.Replays
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	if !r.First([]byte("signature"), now) || r.First([]byte("signature"), now.Add(2*chat.MostSkew)) {
		t.Error("a recording that may still be believed is taken for new")
	}
	if !r.First([]byte("signature"), now.Add(4*chat.MostSkew)) {
		t.Error("it is kept for ever")
	}
}
