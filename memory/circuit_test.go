package memory

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/brouillon/brouillon/memory/memorytest"
)

// sound is a fuse whose times do not pass in a test.
var sound = Fuse{Failures: 3, Of: 5, Rest: time.Hour, Trial: time.Hour}

// circuits are one circuit as several stores have it.
func circuits(t *testing.T, url string, f Fuse) []*Circuit {
	t.Helper()
	var all []*Circuit
	for range 3 {
		c, err := open(t, url, Options{}).Circuit("e", f)
		must(t, err)
		all = append(all, c)
	}
	return all
}

// What stores learn counts together, and while the circuit is open none calls.
func TestCircuitIsShared(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		all := circuits(t, url, sound)
		for _, c := range all {
			fail(t, c)
		}
		for _, c := range all {
			if turn, wait := enter(t, c); turn != "" || wait <= 0 || wait > time.Hour {
				t.Fatalf("turn %q, wait %v while it is open", turn, wait)
			}
		}
		other, err := all[0].store.Circuit("another", sound)
		must(t, err)
		if turn, _ := enter(t, other); turn == "" {
			t.Fatal("another endpoint is left alone, too")
		}
	})
}

// After the rest one call over all stores may try, however many ask at once.
func TestCircuitIsTriedByOne(t *testing.T) {
	server := memorytest.Redis(t)
	all := circuits(t, server.URL(), Fuse{Failures: 1, Of: 1, Rest: time.Millisecond, Trial: time.Hour})
	fail(t, all[0])
	for _, well := range []bool{false, true} {
		var turn string
		until(t, "the rest is over", func() bool {
			turn = race(t, all)
			return turn != ""
		})
		if again := race(t, all); again != "" {
			t.Fatalf("%q may try while %q does", again, turn)
		}
		must(t, all[1].Leave(t.Context(), turn, well))
	}
	if turn, _ := enter(t, all[2]); turn == "" {
		t.Fatal("left alone although the trial went well")
	}
}

// race has all ask at once, and returns the one turn that was given.
func race(t *testing.T, all []*Circuit) (given string) {
	t.Helper()
	var asking sync.WaitGroup
	var mu sync.Mutex
	for _, c := range all {
		for range 5 {
			asking.Go(func() {
				turn, _, err := c.Enter(t.Context())
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err != nil:
					t.Error(err)
				case turn != "" && given != "":
					t.Errorf("%q and %q may try", given, turn)
				case turn != "":
					given = turn
				}
			})
		}
	}
	asking.Wait()
	return given
}

// A process that dies while it tries does not keep the others out for ever; should it
// only have slept, its word counts no more.
func TestCircuitTrialRunsOut(t *testing.T) {
	m := miniredis.RunT(t)
	now := time.Unix(1_700_000_000, 0)
	m.SetTime(now)
	all := circuits(t, "redis://"+m.Addr(), Fuse{Failures: 1, Of: 1, Rest: time.Minute, Trial: time.Hour})
	fail(t, all[0])
	m.SetTime(now.Add(time.Minute))
	dead, _ := enter(t, all[0])
	m.SetTime(now.Add(time.Minute + time.Hour - time.Microsecond))
	if turn, wait := enter(t, all[1]); turn != "" || wait != 0 {
		t.Fatalf("turn %q, wait %v while another may still try", turn, wait)
	}
	m.SetTime(now.Add(time.Minute + time.Hour))
	next, _ := enter(t, all[1])
	if next == "" || next == dead {
		t.Fatalf("turn %q after %q has run out", next, dead)
	}
	must(t, all[0].Leave(t.Context(), dead, true))
	if turn, _ := enter(t, all[2]); turn != "" {
		t.Fatal("who was overtaken closed the circuit")
	}
	must(t, all[1].Leave(t.Context(), next, true))
	if turn, _ := enter(t, all[2]); turn == "" {
		t.Fatal("left alone although the trial went well")
	}
}

// A call that began before the circuit opened says nothing of the endpoint after it has
// closed again.
func TestCircuitForgetsOldCalls(t *testing.T) {
	m := miniredis.RunT(t)
	now := time.Unix(1_700_000_000, 0)
	m.SetTime(now)
	all := circuits(t, "redis://"+m.Addr(), Fuse{Failures: 1, Of: 1, Rest: time.Minute, Trial: time.Hour})
	old, _ := enter(t, all[0])
	fail(t, all[1])
	must(t, all[0].Leave(t.Context(), old, true))
	if turn, _ := enter(t, all[1]); turn != "" {
		t.Fatal("an old call closed the circuit")
	}
	m.SetTime(now.Add(time.Minute))
	trial, _ := enter(t, all[1])
	must(t, all[1].Leave(t.Context(), trial, true))
	must(t, all[0].Leave(t.Context(), old, false))
	if turn, _ := enter(t, all[1]); turn == "" {
		t.Fatal("an old call opened the circuit")
	}
}

// A server's clock that is set back makes nobody wait longer than a rest and a trial.
func TestCircuitClockSetBack(t *testing.T) {
	m := miniredis.RunT(t)
	m.SetTime(time.Unix(1_000_000, 0))
	all := circuits(t, "redis://"+m.Addr(), Fuse{Failures: 1, Of: 1, Rest: time.Minute, Trial: time.Hour})
	fail(t, all[0])
	m.SetTime(time.Unix(1, 0))
	if _, wait := enter(t, all[0]); wait != time.Minute {
		t.Fatalf("the wait is %v, want 1m", wait)
	}
	m.SetTime(time.Unix(61, 0))
	trial, _ := enter(t, all[0])
	if trial == "" {
		t.Fatal("nobody may try after the rest")
	}
	must(t, all[0].Abandon(t.Context(), trial))
	m.SetTime(time.Unix(2_000_000, 0))
	enter(t, all[0])
	m.SetTime(time.Unix(1_000, 0))
	enter(t, all[1])
	m.SetTime(time.Unix(1_000+3600, 0))
	if turn, _ := enter(t, all[1]); turn == "" {
		t.Fatal("nobody may try after the trial")
	}
}

// The same scripts twice, as a Cluster client sends them when a node fails under it,
// give one turn and count once.
func TestCircuitRepeated(t *testing.T) {
	onBoth(t, func(t *testing.T, url string) {
		c := circuits(t, url, sound)[0]
		turn, _ := enter(t, c)
		say := func(id string, rest time.Duration) {
			for range 4 {
				must(t, c.store.run(t.Context(), toJudge, c.keys, strings.Repeat(id, 26), turn, "0", 3, 5, rest.Microseconds()).Err())
			}
		}
		say("A", time.Hour)
		say("B", time.Hour)
		if turn, _ = enter(t, c); turn == "" {
			t.Fatal("two failures that were told again count as three")
		}
		say("C", time.Microsecond)
		var tries [2]string
		until(t, "the rest is over", func() bool {
			for i := range tries {
				reply, err := c.store.run(t.Context(), toEnter, c.keys, "call", 1, time.Hour.Microseconds()).Slice()
				must(t, err)
				tries[i] = reply[0].(string)
			}
			return tries[1] != ""
		})
		if again, _ := enter(t, c); tries[1] != "call" || again != "" {
			t.Fatalf("asked again: %q; another: %q", tries, again)
		}
	})
}

func TestCircuitOfNothing(t *testing.T) {
	s := open(t, mini(t), Options{})
	for _, f := range []Fuse{
		{}, {0, 5, time.Hour, time.Hour}, {6, 5, time.Hour, time.Hour}, {1, 1, 0, time.Hour}, {1, 1, time.Hour, time.Microsecond},
	} {
		if _, err := s.Circuit("e", f); err == nil {
			t.Errorf("%+v is a fuse", f)
		}
	}
}

func TestCircuitWithoutAStore(t *testing.T) {
	server := memorytest.Redis(t)
	c, err := open(t, server.URL(), hasty).Circuit("e", sound)
	must(t, err)
	server.Kill()
	if turn, _, err := c.Enter(t.Context()); err == nil || turn != "" {
		t.Fatalf("turn %q of a dead server, error %v", turn, err)
	}
	if c.Leave(t.Context(), "closed:0", true) == nil {
		t.Fatal("a dead server was told")
	}
}

func enter(t *testing.T, c *Circuit) (turn string, wait time.Duration) {
	t.Helper()
	turn, wait, err := c.Enter(t.Context())
	must(t, err)
	return turn, wait
}

// fail makes a call that fails.
func fail(t *testing.T, c *Circuit) {
	t.Helper()
	turn, _ := enter(t, c)
	must(t, c.Leave(t.Context(), turn, false))
}
