package memory

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

func TestExtendRenews(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		mustAccept(t, s, "r")
		j := mustClaim(t, s)
		aged(t, s, j, time.Hour)
		must(t, extend(t, s, j))
		if d := idle(t, s, j); d >= time.Hour {
			t.Fatalf("idle for %v after it was extended", d)
		}
	})
}

// After an outage every lease looks expired; its worker gets the time to say
// that it is alive.
func TestUpkeepAfterOutage(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Scan: time.Hour})
		mustAccept(t, s, "r")
		j := mustClaim(t, s)
		aged(t, s, j, time.Hour)
		if _, err := s.upkeep(time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		must(t, extend(t, s, j))
		aged(t, s, j, s.o.Lease)
		if _, err := s.upkeep(time.Now()); err != nil {
			t.Fatal(err)
		}
		if err := extend(t, s, j); !errors.Is(err, copilot.ErrLeaseLost) {
			t.Fatalf("error %v: the lease was not judged by upkeep at all", err)
		}
	})
}

// An entry that was read and never leased, by a process that died in between, is
// not held against the job.
func TestReadButNotLeased(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Scan: time.Hour, Kills: 1})
		must(t, s.found(t.Context()))
		mustAccept(t, s, "r")
		must(t, s.db.Do(t.Context(), "XREADGROUP", "GROUP", group, consumer, "STREAMS", s.keys.work(), ">").Err())
		id := s.db.Get(t.Context(), s.keys.seen(asked("r"))).Val()
		aged(t, s, copilot.Job{ID: id}, s.o.Lease)
		if _, err := s.upkeep(time.Now()); err != nil {
			t.Fatal(err)
		}
		if j := mustClaim(t, s); j.Attempt != 1 {
			t.Fatalf("attempt %d", j.Attempt)
		}
	})
}

// A second entry of a job that is leased under its own, read and forgotten: it
// neither takes the lease away nor makes two of the job.
func TestStrayEntry(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{Scan: time.Hour}), t.Context()
		mustAccept(t, s, "r")
		j := mustClaim(t, s)
		stray := s.db.Do(ctx, "XADD", s.keys.work(), "*", "job", j.ID).Val()
		must(t, s.db.Do(ctx, "XREADGROUP", "GROUP", group, consumer, "STREAMS", s.keys.work(), ">").Err())
		must(t, s.db.Do(ctx, "XCLAIM", s.keys.work(), group, consumer, 0, stray, "IDLE", s.o.Lease.Milliseconds(), "JUSTID").Err())
		if _, err := s.upkeep(time.Now()); err != nil {
			t.Fatal(err)
		}
		if d := depthOf(t, s); d != (copilot.Depth{Working: 1}) {
			t.Fatalf("depth %+v", d)
		}
		must(t, s.Finish(ctx, j))
	})
}

// A reader that slept between reading an entry and leasing it finds that the job
// is another's, and leaves it alone.
func TestTakeLate(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		mustAccept(t, s, "r")
		j := mustClaim(t, s)
		entry := s.db.HGet(t.Context(), s.keys.job(j.ID), "entry").Val()
		taken, err := s.run(t.Context(), toTake, s.keys.queue(), entry, j.ID).Slice()
		must(t, err)
		if len(taken) != 0 {
			t.Fatalf("taken: %v", taken)
		}
		must(t, s.Finish(t.Context(), j))
	})
}

// Delays count by the store's clock, and the next round of upkeep is when the
// next job is due.
func TestUpkeepIsDue(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		var passed atomic.Int64
		clock := func() time.Time { return time.Unix(1_000_000+passed.Load(), 0) }
		s := open(t, url, Options{Clock: clock, Scan: time.Hour})
		must(t, s.found(t.Context()))
		mustAccept(t, s, "r")
		if _, err := s.Retry(t.Context(), mustClaim(t, s), time.Minute, "busy"); err != nil {
			t.Fatal(err)
		}
		passed.Store(59)
		wait, err := s.upkeep(time.Now())
		must(t, err)
		if wait != time.Second {
			t.Fatalf("the next round is in %v, the job is due in 1s", wait)
		}
		if d := depthOf(t, s); d != (copilot.Depth{Delayed: 1}) {
			t.Fatalf("depth %+v before its time", d)
		}
		passed.Store(60)
		if _, err := s.upkeep(time.Now()); err != nil {
			t.Fatal(err)
		}
		if d := depthOf(t, s); d != (copilot.Depth{Waiting: 1}) {
			t.Fatalf("depth %+v after its time", d)
		}
	})
}

// A claim that waits ends with the store, and a job that nobody took goes to
// another worker at once.
func TestClose(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		closed := 0
		s, err := Open(t.Context(), url, Options{Closed: func() { closed++ }})
		must(t, err)
		must(t, s.Wait(patient(t), func(string) {}))
		ended := make(chan error)
		go func() {
			_, err := s.Claim(context.WithoutCancel(t.Context()))
			ended <- err
		}()
		until(t, "the claim waiting", func() bool { return s.desk.demand() == 1 })
		changes, err := s.Timeline(tenant).Watch(t.Context())
		must(t, err)
		must(t, s.Close())
		if err := <-ended; err != ErrClosed {
			t.Fatalf("error %v, want %v", err, ErrClosed)
		}
		for range changes { // ends only when it is closed
		}
		if _, err := s.Claim(t.Context()); err != ErrClosed {
			t.Fatalf("error %v, want %v", err, ErrClosed)
		}
		if closed != 1 {
			t.Fatalf("told %d times that it is closed", closed)
		}
		other := open(t, url, Options{})
		mustAccept(t, other, "r")
		must(t, other.Finish(t.Context(), mustClaim(t, other)))
	})
}

// A job that comes for a claim that has left goes back, at no cost.
func TestHandBack(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, other := open(t, url, Options{}), open(t, url, Options{})
		mustAccept(t, s, "r")
		s.hand([]copilot.Job{mustClaim(t, s)}) // nobody waits
		if d := depthOf(t, s); d != (copilot.Depth{Waiting: 1}) {
			t.Fatalf("depth %+v", d)
		}
		if j := mustClaim(t, other); j.Attempt != 1 {
			t.Fatalf("attempt %d", j.Attempt)
		}
	})
}
