package memorytest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// abreast is how many jobs of one person may be ready or leased at once.
const abreast = 2

// flooding is a request of somebody who asks for much at once.
func flooding(n int) copilot.Request {
	r := request(fmt.Sprint("flood ", n))
	r.Person = marc
	return r
}

// A flood of one person stands before nobody: who asks after it is next.
func floodWaits(t *testing.T, open Replica) {
	const many = 200
	s := open(Options{})
	for n := range many {
		accepted(t, s, flooding(n))
	}
	accepted(t, s, request("other"))
	depth(t, s, copilot.Depth{Waiting: many + 1})
	for range abreast {
		if j := claim(t, s); j.Request.Person.ID != marc.ID {
			t.Fatalf("claimed %q before those who came first", j.Request.ID)
		}
	}
	if j := claim(t, s); j.Request.ID != "other" {
		t.Fatalf("claimed %q: the flood goes before everybody", j.Request.ID)
	}
	nothing(t, s)
}

// nothing says that there is nothing to claim.
func nothing(t *testing.T, s Store) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if j, err := s.Claim(ctx); err == nil {
		t.Fatalf("claimed %q, which is to wait", j.Request.ID)
	}
}

// Those in line come in their order, each when one before is done, whichever way: no
// more than two at a time, and none is left behind.
func lineAdvances(t *testing.T, open Replica) {
	s, other := open(Options{Attempts: 1}), open(Options{Attempts: 1})
	const many = 12
	for n := range many {
		accepted(t, s, flooding(n))
	}
	ways := []func(Store, copilot.Job) error{
		func(s Store, j copilot.Job) error { return s.Finish(t.Context(), j) },
		func(s Store, j copilot.Job) error { return s.Park(t.Context(), j, "no model") },
		func(s Store, j copilot.Job) error { _, err := s.Retry(t.Context(), j, 0, "parked"); return err },
	}
	working := []copilot.Job{claim(t, s), claim(t, s)}
	for n := range many {
		if want := flooding(n).ID; working[0].Request.ID != want {
			t.Fatalf("claimed %q, want %q", working[0].Request.ID, want)
		}
		ok(t, ways[n%len(ways)](s, working[0]))
		working = working[1:]
		if n < many-abreast {
			working = append(working, claim(t, other))
		}
	}
	depth(t, s, copilot.Depth{Parked: 2 * many / 3})
}

// A job that is put off makes room, and waits in line again when its time comes; one
// that is handed back, or taken over, keeps its place.
func lineKeepsPlaces(t *testing.T, open Replica) {
	o := brisk
	o.Attempts = 3
	s := open(o)
	for n := range 4 {
		accepted(t, s, flooding(n))
	}
	first, second := claim(t, s), claim(t, s)
	_, err := s.Retry(t.Context(), first, time.Hour, "busy")
	ok(t, err)
	third := claim(t, s)
	if third.Request.ID != flooding(2).ID {
		t.Fatalf("claimed %q", third.Request.ID)
	}
	ok(t, s.Release(t.Context(), second))
	if j := claim(t, s); j.ID != second.ID {
		t.Fatalf("claimed %q, want the one that was handed back", j.Request.ID)
	}
	for range 2 { // both leases run out
		if j := claim(t, s); j.Request.ID == flooding(3).ID {
			t.Fatalf("claimed %q while two of the same person are being worked on", j.Request.ID)
		}
	}
}

// What is revived waits in line like everything else.
func revivedWaits(t *testing.T, open Replica) {
	s := open(Options{})
	accepted(t, s, flooding(0))
	j := claim(t, s)
	ok(t, s.Park(t.Context(), j, "no model"))
	for n := range abreast {
		accepted(t, s, flooding(n+1))
	}
	ok(t, s.Revive(t.Context(), j.ID))
	depth(t, s, copilot.Depth{Waiting: abreast + 1})
	working := []copilot.Job{claim(t, s), claim(t, s)}
	nothing(t, s)
	ok(t, s.Finish(t.Context(), working[0]))
	if again := claim(t, s); again.ID != j.ID {
		t.Fatalf("claimed %q, want the one that was revived", again.Request.ID)
	}
}

// Whoever gives a job up tells the person; when they cannot, others learn of it, once.
func untold(t *testing.T, open Replica) {
	o := brisk
	o.Kills, o.Attempts = 1, 1
	s, other := open(o), open(o)
	accepted(t, s, request("told"))
	ok(t, s.Park(t.Context(), claim(t, s), "no model"))
	accepted(t, s, request("telling"))
	_, err := s.Retry(t.Context(), claim(t, s), 0, "gave up")
	ok(t, err)
	accepted(t, s, request("died"))
	died := claim(t, s)
	accepted(t, s, request("healthy"))
	ok(t, s.Finish(t.Context(), claim(t, s)))
	var found []copilot.ParkedJob
	for end := within(t); len(found) == 0; {
		ok(t, end.Err())
		found, err = s.Untold(t.Context())
		ok(t, err)
	}
	if len(found) != 1 || found[0].ID != died.ID || found[0].Request.ID != "died" || found[0].Cause != copilot.CauseDied || found[0].At.IsZero() {
		t.Fatalf("untold: %+v", found)
	}
	if again, err := other.Untold(t.Context()); err != nil || len(again) != 0 {
		t.Fatalf("told by two: %+v, %v", again, err)
	}
	ok(t, s.Told(t.Context(), died.ID))
	ok(t, s.Revive(t.Context(), died.ID))
}

// A worker that lost its lease writes nothing about its job any more.
func writesFenced(t *testing.T, open Replica) {
	slow, quick := open(brisk), open(brisk)
	accepted(t, slow, request("r"))
	zombie := claim(t, slow)
	tenant := here.Tenant()
	ok(t, slow.Posted(t.Context(), tenant, "r", "m1", zombie.Fence))
	ok(t, slow.Remember(t.Context(), here, exchange("d", "court"), zombie.Fence))
	j := claim(t, quick)
	ok(t, quick.Posted(t.Context(), tenant, "r", "m2", j.Fence))
	is(t, slow.Posted(t.Context(), tenant, "r", "m3", zombie.Fence), copilot.ErrLeaseLost)
	is(t, slow.Remember(t.Context(), here, exchange("late", "court"), zombie.Fence), copilot.ErrLeaseLost)
	message, err := quick.Post(t.Context(), tenant, "r")
	ok(t, err)
	recent, err := quick.Recent(t.Context(), here, 10)
	ok(t, err)
	if message != "m2" || len(recent) != 1 || recent[0].Draft != "d" {
		t.Fatalf("message %q, recent %+v", message, recent)
	}
}
