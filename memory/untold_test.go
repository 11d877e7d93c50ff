package memory

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// What an earlier version parked because workers died on it, and could tell nobody of
// any more, is found once.
func TestParkedBeforeIsMinded(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		mustAccept(t, s, "r")
		j := mustClaim(t, s)
		must(t, s.Park(ctx, j, copilot.CauseDied))
		must(t, s.db.HDel(ctx, s.keys.job(j.ID), "minded").Err()) // that version knows no such field
		for _, want := range []int{1, 0} {
			n, err := s.run(ctx, toMind, s.keys.queue(), s.nowMS(), copilot.CauseDied).Int()
			must(t, err)
			if n != want {
				t.Fatalf("%d found, want %d", n, want)
			}
		}
		jobs, err := s.Untold(ctx)
		must(t, err)
		if len(jobs) != 1 || jobs[0].ID != j.ID {
			t.Fatalf("untold: %+v", jobs)
		}
		must(t, s.Told(ctx, j.ID))
		if err := s.Told(ctx, j.ID); !errors.Is(err, copilot.ErrAbsent) {
			t.Fatalf("told twice: %v", err)
		}
	})
}

// A Retry whose reply was lost says the same when it is repeated: the person is told.
func TestRetryRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Attempts: 1})
		mustAccept(t, s, "r")
		j := mustClaim(t, s)
		for range 2 {
			if parked, err := s.Retry(t.Context(), j, 0, "gave up"); err != nil || !parked {
				t.Fatalf("parked %v, %v", parked, err)
			}
		}
		must(t, s.Told(t.Context(), j.ID))
		if _, err := s.Retry(t.Context(), j, 0, "gave up"); !errors.Is(err, copilot.ErrLeaseLost) {
			t.Fatalf("error %v", err)
		}
	})
}

// Who cannot be told is looked after later each time, and a day after they asked no
// more.
func TestUntoldRests(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		var passed atomic.Int64 // half minutes
		clock := func() time.Time { return time.Unix(1_000_000, 0).Add(time.Duration(passed.Load()) * 30 * time.Second) }
		s := open(t, url, Options{Attempts: 1, Clock: clock})
		mustAccept(t, s, "r")
		if _, err := s.Retry(t.Context(), mustClaim(t, s), 0, "gave up"); err != nil {
			t.Fatal(err)
		}
		var found []time.Duration
		for range 3 * 24 * 120 {
			passed.Add(1)
			jobs, err := s.Untold(context.WithoutCancel(t.Context()))
			must(t, err)
			if len(jobs) > 0 {
				found = append(found, time.Duration(passed.Load())*30*time.Second)
			}
		}
		last := found[len(found)-1]
		if found[0] != 30*time.Second || found[1] != time.Minute || found[2] != 2*time.Minute || last > 24*time.Hour || last < 22*time.Hour {
			t.Fatalf("looked after at %v", found)
		}
	})
}
