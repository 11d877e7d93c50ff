package memorytest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

func claimInOrder(t *testing.T, open Replica) {
	s := open(Options{})
	for i := range 5 {
		accepted(t, s, request(fmt.Sprint(i)))
	}
	for i := range 5 {
		j := claim(t, s)
		same(t, "request", j.Request, request(fmt.Sprint(i)))
		if j.Attempt != 1 || j.Fence.Job != j.ID || j.Fence.Number < 1 || j.ID == "" {
			t.Fatalf("job %+v", j)
		}
	}
	depth(t, s, copilot.Depth{Working: 5})
}

func claimWaits(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	claimed := make(chan copilot.Job, 3)
	for range 3 {
		go func() {
			j, err := s.Claim(within(t))
			if err != nil {
				t.Error(err)
			}
			claimed <- j
		}()
	}
	seen := map[string]bool{}
	for i := range 3 {
		accepted(t, other, request(fmt.Sprint(i)))
		seen[(<-claimed).Request.ID] = true
	}
	if len(seen) != 3 {
		t.Fatalf("claimed %v", seen)
	}
}

func claimEnds(t *testing.T, open Replica) {
	s := open(Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := s.Claim(ctx)
	is(t, err, context.DeadlineExceeded)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	accepted(t, s, request("r"))
	_, err = s.Claim(gone)
	is(t, err, context.Canceled)
	if j := claim(t, s); j.Request.ID != "r" || j.Attempt != 1 {
		t.Fatalf("job %+v", j)
	}
}

// Claims that give up race with jobs that come in: none may fall between.
func claimCancelled(t *testing.T, open Replica) {
	const jobs = 60
	s := open(Options{})
	go func() {
		for i := range jobs {
			if _, err := s.Accept(t.Context(), request(fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
		}
	}()
	seen := map[string]bool{}
	for end := within(t); len(seen) < jobs; {
		ctx, cancel := context.WithTimeout(end, rand.N(2*time.Millisecond))
		j, err := s.Claim(ctx)
		cancel()
		ok(t, end.Err())
		if err != nil {
			continue
		}
		if seen[j.Request.ID] || j.Attempt != 1 {
			t.Fatalf("job %+v; claimed before: %v", j, seen[j.Request.ID])
		}
		seen[j.Request.ID] = true
		ok(t, s.Finish(t.Context(), j))
	}
	depth(t, s, copilot.Depth{})
}

func claimRacing(t *testing.T, open Replica) {
	const jobs = 60
	replicas := []Store{open(Options{}), open(Options{}), open(Options{})}
	ctx, cancel := context.WithCancel(within(t))
	done := make(chan string, jobs)
	var wg sync.WaitGroup
	for i := range 9 {
		wg.Go(func() {
			s := replicas[i%3]
			for {
				j, err := s.Claim(ctx)
				if err != nil {
					return
				}
				if err := s.Finish(t.Context(), j); err != nil {
					t.Error(err)
				}
				done <- j.Request.ID
			}
		})
	}
	for i := range jobs {
		accepted(t, replicas[i%3], request(fmt.Sprint(i)))
	}
	seen := map[string]bool{}
	for range jobs {
		seen[<-done] = true
	}
	cancel()
	wg.Wait()
	if len(seen) != jobs {
		t.Fatalf("%d of %d jobs claimed", len(seen), jobs)
	}
	depth(t, replicas[0], copilot.Depth{})
}

// Whoever claims a job learns when it was accepted, also when it was put back meanwhile.
func claimTellsWhen(t *testing.T, open Replica) {
	s := open(Options{})
	before := time.Now().Truncate(time.Millisecond)
	accepted(t, s, request("r"))
	after := time.Now()
	for range 2 {
		j := claim(t, s)
		if j.Accepted.Before(before) || j.Accepted.After(after) {
			t.Fatalf("accepted at %v, not between %v and %v", j.Accepted, before, after)
		}
		ok(t, s.Release(t.Context(), j))
	}
}

// What is oldest is the job that is ready and that nobody has; who waits behind another job
// of the same person is not ready.
func depthOldest(t *testing.T, open Replica) {
	const old, tick = 300 * time.Millisecond, 150 * time.Millisecond // a store's clock may move in steps
	s := open(Options{})
	oldest := func() time.Duration {
		d, err := s.Depth(t.Context())
		ok(t, err)
		return d.Oldest
	}
	same(t, "oldest of none", oldest(), time.Duration(0))
	accepted(t, s, request("first"))
	for ctx := within(t); oldest() < old; {
		select {
		case <-time.After(old / 20):
		case <-ctx.Done():
			t.Fatal(ctx.Err())
		}
	}
	since := time.Now()
	accepted(t, s, request("second"))
	if got := oldest(); got < old {
		t.Errorf("oldest %v: the second is not as old as the first", got)
	}
	first := claim(t, s)
	if got := oldest(); got <= 0 || got >= time.Since(since)+tick {
		t.Errorf("oldest %v: not the age of the second", got)
	}
	second := claim(t, s)
	same(t, "oldest of none that is ready", oldest(), time.Duration(0))
	ok(t, s.Finish(t.Context(), first))
	ok(t, s.Finish(t.Context(), second))
	same(t, "oldest when all is done", oldest(), time.Duration(0))
}
