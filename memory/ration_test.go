package memory

import (
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"pgregory.net/rapid"
)

// A ration is one over all stores, and lets no more through than it holds.
func TestRation(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		stores := []*Store{open(t, url, Options{}), open(t, url, Options{})}
		for i := range 5 {
			done(t, stores[i%2], "r", 5)
		}
		for _, s := range stores {
			wait, err := s.Ration(t.Context(), "r", 5, time.Hour)
			must(t, err)
			if wait <= 0 || wait > time.Hour {
				t.Fatalf("the sixth of five waits %v, want up to an hour", wait)
			}
		}
		done(t, stores[0], "another", 5)
	})
}

// The same script twice, as a Cluster client sends it when a node fails under it, is
// counted once.
func TestRationRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s := open(t, url, Options{})
		for range 3 {
			us, err := s.run(t.Context(), toRation, s.keys.ration("r"), "call", 2, time.Hour.Microseconds()).Int64()
			must(t, err)
			if us != 0 {
				t.Fatalf("a repeated call waits %d µs", us)
			}
		}
		done(t, s, "r", 2)
	})
}

// A server's clock that is set back makes nobody wait longer than for the next one.
func TestRationClockSetBack(t *testing.T) {
	m := miniredis.RunT(t)
	s := open(t, "redis://"+m.Addr(), Options{})
	m.SetTime(time.Unix(1_000_000, 0))
	done(t, s, "r", 2)
	m.SetTime(time.Unix(1, 0))
	wait, err := s.Ration(t.Context(), "r", 2, time.Hour)
	must(t, err)
	if wait != time.Hour {
		t.Fatalf("the wait is %v, want 1h", wait)
	}
}

func TestRationOfNothing(t *testing.T) {
	s := open(t, mini(t), Options{})
	for _, c := range []struct {
		burst int
		every time.Duration
	}{{0, time.Second}, {-1, time.Second}, {1, 0}, {1, -time.Second}, {1, 999}} {
		if wait, err := s.Ration(t.Context(), "r", c.burst, c.every); err == nil {
			t.Errorf("%+v: wait %v, no error", c, wait)
		}
	}
}

// Over any time no more is done than the burst and one for every interval; and after
// exactly the wait that was said, and not before, the next may be done.
func TestRationIsKept(t *testing.T) {
	m := miniredis.RunT(t)
	s := open(t, "redis://"+m.Addr(), Options{})
	rapid.Check(t, func(r *rapid.T) {
		name, burst := unique(), rapid.IntRange(1, 6).Draw(r, "burst")
		every := time.Duration(rapid.Int64Range(1, 1e12).Draw(r, "every")) * time.Microsecond
		now := time.Unix(1_700_000_000, 0)
		at := []time.Time{}
		ask := func() time.Duration {
			m.SetTime(now)
			wait, err := s.Ration(r.Context(), name, burst, every)
			must(t, err)
			if wait == 0 {
				at = append(at, now)
				within(r, at, burst, every)
			}
			return wait
		}
		r.Repeat(map[string]func(*rapid.T){
			"pass": func(r *rapid.T) {
				now = now.Add(time.Duration(rapid.Int64Range(0, 2*every.Microseconds()).Draw(r, "passed")) * time.Microsecond)
			},
			"ask": func(*rapid.T) { ask() },
			"ask, wait and ask": func(r *rapid.T) {
				wait := ask()
				if wait == 0 {
					return
				}
				now = now.Add(wait - time.Microsecond)
				if early := ask(); early != time.Microsecond {
					r.Fatalf("1µs before its time the wait is %v", early)
				}
				now = now.Add(time.Microsecond)
				if late := ask(); late != 0 {
					r.Fatalf("after a wait of %v, another of %v", wait, late)
				}
			},
		})
	})
}

// within wants no time between two that were done to hold more than its ration.
func within(r *rapid.T, at []time.Time, burst int, every time.Duration) {
	last := len(at) - 1
	for first := range at {
		if n, most := last-first+1, burst+int(at[last].Sub(at[first])/every); n > most {
			r.Fatalf("%d done in %v, want at most %d", n, at[last].Sub(at[first]), most)
		}
	}
}

// On a server whose clock runs, too: many at once, and no more than its time allows.
func TestRationInTime(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		s, ctx := open(t, url, Options{}), t.Context()
		const burst, every = 3, 5 * time.Millisecond
		clock := func() time.Duration {
			ms, err := s.run(ctx, toClock, s.keys.queue()).Int64()
			must(t, err)
			return time.Duration(ms) * time.Millisecond
		}
		began, n := clock(), 0
		until(t, "twenty done", func() bool {
			for n < 20 {
				wait, err := s.Ration(ctx, "r", burst, every)
				must(t, err)
				if wait > 0 {
					return false
				}
				n++
			}
			return true
		})
		if took := clock() + time.Millisecond - began; n > burst+int(took/every) {
			t.Fatalf("%d done in %v", n, took)
		}
	})
}

// done asks a ration of one an hour and wants no wait.
func done(t *testing.T, s *Store, name string, burst int) {
	t.Helper()
	wait, err := s.Ration(t.Context(), name, burst, time.Hour)
	must(t, err)
	if wait != 0 {
		t.Fatalf("the wait is %v, want none", wait)
	}
}
