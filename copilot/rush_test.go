package copilot

import (
	"testing"
	"time"
)

// TestRush sends requests at a constant rate for a while and counts which of the
// looks, one a millisecond, let a job be begun.
func TestRush(t *testing.T) {
	for _, c := range []struct {
		name     string
		gap      time.Duration // between requests
		cores    int
		from, to int // jobs that may be begun in the second after the first tenth
	}{
		{"nobody", time.Hour, 2, 900, 900},
		{"a hundred a second", 10 * time.Millisecond, 2, 900, 900},
		{"five hundred a second", 2 * time.Millisecond, 2, 3, 4},
		{"a thousand a second", time.Millisecond, 2, 3, 4},
		{"five hundred a second on eight cores", 2 * time.Millisecond, 8, 900, 900},
		{"two thousand a second on eight cores", 500 * time.Microsecond, 8, 13, 15},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r rush
			start := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
			begun, next := 0, time.Duration(0)
			for at := time.Duration(0); at < time.Second; at += time.Millisecond {
				for ; next <= at; next += c.gap {
					r.count(start.Add(next))
				}
				if r.pass(start.Add(at), c.cores) && at >= 100*time.Millisecond {
					begun++
				}
			}
			if begun < c.from || begun > c.to {
				t.Errorf("%d jobs begun, want %d to %d", begun, c.from, c.to)
			}
			if !r.pass(start.Add(time.Second+2*rushWindow), c.cores) {
				t.Error("the rush does not end")
			}
		})
	}
}

// TestRushEndsByTheClock holds that a clock that is set back rushes nobody.
func TestRushEndsByTheClock(t *testing.T) {
	var r rush
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	for range 1000 {
		r.count(now)
	}
	r.pass(now, 1)
	if r.pass(now, 1) {
		t.Fatal("a thousand requests at once are no rush")
	}
	if !r.pass(now.Add(-time.Hour), 1) {
		t.Error("a clock that was set back keeps jobs from being begun")
	}
}
