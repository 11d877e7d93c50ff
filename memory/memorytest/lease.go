package memorytest

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// brisk makes a dead worker noticed quickly.
var brisk = Options{Lease: 150 * time.Millisecond, Scan: 20 * time.Millisecond}

func finish(t *testing.T, open Replica) {
	s := open(Options{})
	accepted(t, s, request("r"))
	j := claim(t, s)
	ok(t, s.Finish(t.Context(), j))
	depth(t, s, copilot.Depth{})
	is(t, s.Finish(t.Context(), j), copilot.ErrLeaseLost)
	is(t, extend(t, s, j), copilot.ErrLeaseLost)
}

func release(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	accepted(t, s, request("r"))
	for range 10 { // more often than there are attempts and kills
		j := claim(t, s)
		ok(t, s.Release(t.Context(), j))
		depth(t, s, copilot.Depth{Waiting: 1})
		is(t, s.Finish(t.Context(), j), copilot.ErrLeaseLost)
		is(t, s.Release(t.Context(), j), copilot.ErrLeaseLost)
	}
	if j := claim(t, other); j.Attempt != 1 {
		t.Fatalf("attempt %d, want 1", j.Attempt)
	}
}

func retry(t *testing.T, open Replica) {
	s := open(Options{Attempts: 5})
	accepted(t, s, request("r"))
	for attempt := 1; attempt < 5; attempt++ {
		j := claim(t, s)
		if j.Attempt != attempt {
			t.Fatalf("attempt %d, want %d", j.Attempt, attempt)
		}
		parked, err := s.Retry(t.Context(), j, 0, "model down")
		ok(t, err)
		if parked {
			t.Fatalf("parked after attempt %d of 5", attempt)
		}
		_, err = s.Retry(t.Context(), j, 0, "again")
		is(t, err, copilot.ErrLeaseLost)
	}
}

// A delay ends in its time, not when somebody next happens to look.
func retryLater(t *testing.T, open Replica) {
	s := open(Options{Scan: time.Hour})
	accepted(t, s, request("much later"))
	_, err := s.Retry(t.Context(), claim(t, s), time.Hour, "busy")
	ok(t, err)
	depth(t, s, copilot.Depth{Delayed: 1})
	accepted(t, s, request("soon"))
	_, err = s.Retry(t.Context(), claim(t, s), 30*time.Millisecond, "busy")
	ok(t, err)
	if j := claim(t, s); j.Request.ID != "soon" || j.Attempt != 2 {
		t.Fatalf("job %+v", j)
	}
	depth(t, s, copilot.Depth{Delayed: 1, Working: 1})
}

func parkAndRevive(t *testing.T, open Replica) {
	s := open(Options{Attempts: 2})
	accepted(t, s, request("r"))
	for _, want := range []bool{false, true} {
		parked, err := s.Retry(t.Context(), claim(t, s), 0, strings.Repeat("é", 2000))
		ok(t, err)
		if parked != want {
			t.Fatalf("parked %v, want %v", parked, want)
		}
	}
	depth(t, s, copilot.Depth{Parked: 1})
	parked, err := s.Parked(t.Context())
	ok(t, err)
	if len(parked) != 1 || parked[0].Request.ID != "r" || !strings.HasPrefix(parked[0].Cause, "éé") || parked[0].At.IsZero() {
		t.Fatalf("parked %+v", parked)
	}
	<-time.After(2 * time.Millisecond) // as exact as times are kept
	before := time.Now().Truncate(time.Millisecond)
	ok(t, s.Revive(t.Context(), parked[0].ID))
	depth(t, s, copilot.Depth{Waiting: 1})
	if j := claim(t, s); j.Attempt != 1 || j.Request.ID != "r" || j.Accepted.Before(before) {
		t.Fatalf("job %+v", j)
	}
}

func parkAtOnce(t *testing.T, open Replica) {
	s := open(Options{Attempts: 5})
	accepted(t, s, request("r"))
	j := claim(t, s)
	ok(t, s.Park(t.Context(), j, "no such model"))
	is(t, s.Park(t.Context(), j, "again"), copilot.ErrLeaseLost)
	depth(t, s, copilot.Depth{Parked: 1})
	parked, err := s.Parked(t.Context())
	ok(t, err)
	if len(parked) != 1 || parked[0].ID != j.ID || parked[0].Cause != "no such model" {
		t.Fatalf("parked %+v", parked)
	}
	ok(t, s.Revive(t.Context(), j.ID))
	if j := claim(t, s); j.Attempt != 1 {
		t.Fatalf("attempt %d", j.Attempt)
	}
}

func reviveAbsent(t *testing.T, open Replica) {
	s := open(Options{})
	is(t, s.Revive(t.Context(), "no such job"), copilot.ErrAbsent)
	accepted(t, s, request("r"))
	j := claim(t, s)
	is(t, s.Revive(t.Context(), j.ID), copilot.ErrAbsent)
	ok(t, s.Finish(t.Context(), j))
	depth(t, s, copilot.Depth{})
}

// The first worker sleeps through losing its lease, then goes on as if nothing
// had happened.
func takeover(t *testing.T, open Replica) {
	slow, quick := open(brisk), open(brisk)
	accepted(t, slow, request("r"))
	zombie := claim(t, slow)
	j := claim(t, quick)
	if j.ID != zombie.ID || j.Attempt != 1 || j.Fence.Number <= zombie.Fence.Number {
		t.Fatalf("taken over %+v from %+v: want the same attempt under a higher fence", j, zombie)
	}
	d := draft("d", here, noon)
	_, err := slow.Keep(t.Context(), d, zombie.Fence, audit(d, "drafted", lea))
	is(t, err, copilot.ErrLeaseLost)
	is(t, extend(t, slow, zombie), copilot.ErrLeaseLost)
	is(t, slow.Finish(t.Context(), zombie), copilot.ErrLeaseLost)
	is(t, slow.Release(t.Context(), zombie), copilot.ErrLeaseLost)
	_, err = slow.Retry(t.Context(), zombie, 0, "")
	is(t, err, copilot.ErrLeaseLost)
	_, err = slow.Draft(t.Context(), d.Ref())
	is(t, err, copilot.ErrAbsent)
}

func killsPark(t *testing.T, open Replica) {
	o := brisk
	o.Kills, o.Attempts = 3, 1
	s := open(o)
	accepted(t, s, request("poison"))
	for range 3 {
		if j := claim(t, s); j.Attempt != 1 {
			t.Fatalf("attempt %d: a killed worker's try counts", j.Attempt)
		}
	}
	accepted(t, s, request("healthy"))
	ok(t, s.Finish(t.Context(), claim(t, s))) // keeps a claim going meanwhile
	for end := within(t); ; {
		ok(t, end.Err())
		if parked, err := s.Parked(t.Context()); err != nil || len(parked) == 1 {
			ok(t, err)
			break
		}
	}
	depth(t, s, copilot.Depth{Parked: 1})
}

// A worker that extends keeps its job for many leases.
func extendKeeps(t *testing.T, open Replica) {
	o := Options{Lease: time.Second, Scan: 20 * time.Millisecond}
	s, other := open(o), open(o)
	accepted(t, s, request("r"))
	j := claim(t, s)
	accepted(t, s, request("other"))
	ok(t, other.Finish(t.Context(), claim(t, other))) // other looks for expired leases from now on
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for range 100 {
		<-tick.C
		ok(t, extend(t, s, j))
	}
	ok(t, s.Finish(t.Context(), j))
}
