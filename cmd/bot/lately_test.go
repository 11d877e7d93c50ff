package main

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestReadinessIsAskedNowAndThen: however often everybody asks whether the bot is ready, the
// store is asked once in a moment; and again after it, for better or worse.
func TestReadinessIsAskedNowAndThen(t *testing.T) {
	now, asked := time.Now(), 0
	var says error
	ready := func(ctx context.Context) error { asked++; return errors.Join(says, ctx.Err()) }
	l := &lately[error]{now: func() time.Time { return now }, good: goodForDoor, within: doorWithin}
	gone, leave := context.WithCancel(t.Context())
	leave()
	for range 100 {
		if err := l.answer(gone, ready); err != nil {
			t.Fatalf("whoever goes away makes it unready: %v", err)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	says = errors.New("no answer")
	now = now.Add(goodForDoor)
	if err := l.answer(t.Context(), ready); err == nil || asked != 2 {
		t.Errorf("it says %v after %d questions", err, asked)
	}
	var every *lately[error]
	if err := every.answer(t.Context(), ready); err == nil || asked != 3 {
		t.Errorf("without: %v, %d", err, asked)
	}
}

// TestDepthIsAskedNowAndThen: scrapes, however many, have the store asked once in a while and
// wait for it no longer than they may; and what it does not say is no figure.
func TestDepthIsAskedNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked, hangs := 0, false
		depth := depthOf(func(ctx context.Context) (copilot.Depth, error) {
			if asked++; hangs {
				<-ctx.Done()
				return copilot.Depth{}, ctx.Err()
			}
			return copilot.Depth{Waiting: 4}, nil
		}, time.Now)
		for range 3 {
			if d, err := depth(); err != nil || d.Waiting != 4 {
				t.Errorf("it says %+v, %v", d, err)
			}
		}
		time.Sleep(goodForScrape)
		hangs = true
		began := time.Now()
		for range 3 {
			if d, err := depth(); err == nil || d.Waiting != 0 {
				t.Errorf("of a store that hangs it says %+v, %v", d, err)
			}
		}
		if waited := time.Since(began); asked != 2 || waited != scrapeWithin {
			t.Errorf("asked %d times, and waited %v", asked, waited)
		}
	})
}
