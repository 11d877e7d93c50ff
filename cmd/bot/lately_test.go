package main

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestReadinessIsAskedNowAndThen: however often everybody asks whether the bot is ready, the
// store is asked once in a moment; and again after it, for better or worse.
func TestReadinessIsAskedNowAndThen(t *testing.T) {
	now, asked := time.Now(), 0
	var says error
	ready := func(ctx context.Context) error { asked++; return errors.Join(says, ctx.Err()) }
	l := &lately{now: func() time.Time { return now }, good: goodForDoor, within: doorWithin}
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
	var every *lately
	if err := every.answer(t.Context(), ready); err == nil || asked != 3 {
		t.Errorf("without: %v, %d", err, asked)
	}
}
