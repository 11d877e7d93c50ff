package memory

import (
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// A person is told within 1.5 s that nothing was accepted.
func TestAcceptTimes(t *testing.T) {
	o := Options{}.withDefaults()
	if sum := o.acceptTime() + o.settleTime(); sum > 1500*time.Millisecond {
		t.Fatalf("an accept may take %v", sum)
	}
}

// What a worker has begun on is not taken away from under it.
func TestForgetSparesWork(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		a, err := s.acceptance(asked("r"))
		must(t, err)
		if fresh, err := s.tryAccept(t.Context(), a); err != nil || !fresh {
			t.Fatalf("new %v, error %v", fresh, err)
		}
		j := mustClaim(t, s)
		must(t, s.run(t.Context(), toForget, a.keys, a.job, voidTime.Milliseconds()).Err())
		must(t, s.Finish(t.Context(), j))
	})
}

// A void that overtakes its accept keeps it from happening.
func TestVoidFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		for _, v := range []verb{toSettle, toForget} {
			a, err := s.acceptance(asked("r"))
			must(t, err)
			must(t, s.run(t.Context(), v, a.keys, a.job, voidTime.Milliseconds()).Err())
			if _, err := s.tryAccept(t.Context(), a); err == nil {
				t.Fatalf("accepted after %s", v.name)
			}
		}
		if d := depthOf(t, s); d != (copilot.Depth{}) {
			t.Fatalf("depth %+v", d)
		}
		mustAccept(t, s, "r")
	})
}

// The same script twice, as a Cluster client sends it when a node fails under
// it, is one accept.
func TestAcceptRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		a, err := s.acceptance(asked("r"))
		must(t, err)
		for range 2 {
			if fresh, err := s.tryAccept(t.Context(), a); err != nil || !fresh {
				t.Fatalf("new %v, error %v", fresh, err)
			}
		}
		if d := depthOf(t, s); d != (copilot.Depth{Waiting: 1}) {
			t.Fatalf("depth %+v", d)
		}
	})
}

// A script that comes after its deadline keeps nothing, whatever else happens.
func TestAcceptTooLate(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		a, err := s.acceptance(asked("r"))
		must(t, err)
		past := time.Now().Add(-time.Second).UnixMilli()
		reply, err := s.run(t.Context(), toAccept, a.keys, a.args(s.nowMS(), past)...).Int64Slice()
		must(t, err)
		if reply[0] != -1 {
			t.Fatalf("reply %v, want -1", reply)
		}
		if d := depthOf(t, s); d != (copilot.Depth{}) {
			t.Fatalf("depth %+v", d)
		}
	})
}

// Our idea of the server's clock is off: it is corrected, not held against anybody.
func TestAcceptClockOff(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{Clock: func() time.Time { return time.Unix(0, 0) }})
		s.clock.set(time.Now().Add(-time.Hour).UnixMilli())
		mustAccept(t, s, "r")
	})
}

// No server at all: an error, no wait, and nothing left to follow up.
func TestAcceptNobodyThere(t *testing.T) {
	s := opened(t, "redis://127.0.0.1:1", Options{})
	if fresh, err := s.Accept(t.Context(), asked("r")); err == nil {
		t.Fatalf("accepted by nobody: new %v", fresh)
	}
	if n := len(s.doubting); n != 0 {
		t.Fatalf("%d doubts about what was never sent", n)
	}
}

// What we were told of the server's clock long ago is not trusted: clocks drift.
func TestDeadlineIsFresh(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		ahead := time.Now().Add(time.Hour).UnixMilli()
		s.clock.set(ahead)
		s.clock.told = s.clock.told.Add(-2 * time.Minute)
		deadline, err := s.deadline(t.Context())
		must(t, err)
		if deadline >= ahead {
			t.Fatalf("the deadline is %d, by a clock last told two minutes ago", deadline)
		}
	})
}
