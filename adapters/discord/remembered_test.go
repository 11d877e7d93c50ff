package discord

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// watch is a clock that stands still until it is set.
type watch struct{ at time.Time }

func (w *watch) now() time.Time { return w.at }

func newWatch() *watch { return &watch{time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)} }

// TestKnown: what Discord said is believed for as long as is asked for, and an answer
// that failed is none.
func TestKnown(t *testing.T) {
	t.Parallel()
	w, asked := newWatch(), 0
	var failing error
	k := newKnown(w.now, func(_ context.Context, key string) (string, error) {
		asked++
		return fmt.Sprint(key, asked), failing
	})
	find := func(age time.Duration, want string) {
		t.Helper()
		if got, err := k.find(t.Context(), "a", age); got != want || err != nil {
			t.Errorf("found %q, %v, want %q", got, err, want)
		}
	}
	find(time.Minute, "a1")
	find(time.Minute, "a1")
	w.at = w.at.Add(time.Minute)
	find(time.Hour, "a1")
	find(time.Minute, "a2")
	failing = errors.New("away")
	w.at = w.at.Add(time.Hour)
	if _, err := k.find(t.Context(), "a", time.Hour); !errors.Is(err, failing) {
		t.Errorf("failed with %v", err)
	}
	if _, ok := k.recall("a", time.Hour); ok {
		t.Error("what is too old is believed")
	}
	if _, ok := k.recall("a", 2*time.Hour); !ok {
		t.Error("a failure makes what was known forgotten")
	}
}

// TestRememberedIsBounded: none of what a process remembers grows without end.
func TestRememberedIsBounded(t *testing.T) {
	t.Parallel()
	w := newWatch()
	k := newKnown(w.now, func(_ context.Context, key string) (string, error) { return key, nil })
	a, said, l := newAddresses(w.now), newTargets(w.now), &locales{}
	to := address{Token: "t", Until: w.at.Add(time.Minute)}
	fill := func(bound int, keep func(i int, id string)) { // and somewhat more
		for i := range bound + 10 {
			keep(i, fmt.Sprint(i))
		}
	}
	fill(maxKnown, func(_ int, id string) { k.keep(id, id) })
	fill(maxAddresses, func(i int, id string) {
		a.meet(id, "1", to)
		a.await(id, to)
		a.shown(id, to, i%2 == 0)
	})
	fill(maxTargets, func(_ int, id string) { said.keep(message{ID: id}) })
	fill(maxKnown, func(_ int, id string) { l.keep(id, "fr") })
	for name, bound := range map[string][2]int{
		"known": {len(k.all), maxKnown}, "people": {len(a.person), maxAddresses}, "awaited": {len(a.awaited), maxAddresses},
		"messages": {len(a.message), maxAddresses}, "targets": {len(said.seen), maxTargets},
		"locales": {len(l.known), maxKnown},
	} {
		if bound[0] > bound[1] || bound[0] == 0 {
			t.Errorf("%s: %d, at most %d", name, bound[0], bound[1])
		}
	}
}

// TestAddresses: what was promised is used once; how a message is edited, and under
// which name, is known while it is of use.
func TestAddresses(t *testing.T) {
	t.Parallel()
	w := newWatch()
	a := newAddresses(w.now)
	to := address{Token: "t", Until: w.at.Add(time.Minute)}
	a.await("7", to)
	if a.awaits("8") || !a.awaits("7") {
		t.Error("somebody else's promise is taken for theirs")
	}
	if got, ok := a.take("7"); !ok || got != to {
		t.Errorf("took %+v, %v", got, ok)
	}
	if _, ok := a.take("7"); ok {
		t.Error("a promise was kept twice")
	}
	a.shown("5", to, true)
	a.shown("6", to, false)
	for id, want := range map[string]string{"5": "@original", "6": "6"} {
		if _, name, ok := a.of(id); !ok || name != want {
			t.Errorf("%s is called %q, %v", id, name, ok)
		}
	}
	a.await("7", to)
	a.meet("7", "1", to)
	w.at = w.at.Add(time.Minute)
	_, taken := a.take("7")
	_, told := a.told("7", "1")
	_, _, edited := a.of("5")
	if taken || told || edited {
		t.Errorf("what is over is used: %v, %v, %v", taken, told, edited)
	}
}

// TestTargetsAreForgotten: once they were edited or deleted, and after a while.
func TestTargetsAreForgotten(t *testing.T) {
	t.Parallel()
	w := newWatch()
	all := newTargets(w.now)
	all.keep(message{ID: "1", Content: "hello"})
	all.keep(message{ID: "2"})
	all.forget("2")
	if m, ok := all.recall("1"); !ok || m.Content != "hello" {
		t.Errorf("%+v, %v", m, ok)
	}
	if _, ok := all.recall("2"); ok {
		t.Error("what was taken back is remembered")
	}
	w.at = w.at.Add(targetAge)
	if _, ok := all.recall("1"); ok {
		t.Error("it is remembered for ever")
	}
}

// TestAcks: nothing is done at an address before its interaction is acknowledged; what
// this process knows nothing of is not waited for, nor after the work is over.
func TestAcks(t *testing.T) {
	t.Parallel()
	var a acks
	a.wait(t.Context(), "of another process")
	a.begin("t")
	a.begin("t")
	waited := make(chan struct{})
	go func() { defer close(waited); a.wait(t.Context(), "t") }()
	select {
	case <-waited:
		t.Error("it did not wait")
	default:
	}
	a.end("t")
	a.end("t")
	<-waited
	a.begin("u")
	over, cancel := context.WithCancel(t.Context())
	cancel()
	a.wait(over, "u")
	if len(a.open) != 1 {
		t.Errorf("%d are open", len(a.open))
	}
}
