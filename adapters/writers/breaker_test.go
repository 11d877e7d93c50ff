package writers

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

var fuse = Fuse{Failures: 3, Of: 5, Rest: 30 * time.Second}

// states runs calls one after another and tells how each ended: a kind, "ok", or
// "cancelled".
func states(t *testing.T, w copilot.Writer, n int) (got []string) {
	t.Helper()
	for range n {
		h := compose(t.Context(), w)
		switch {
		case h.err == nil:
			got = append(got, "ok")
		case errors.Is(h.err, context.Canceled):
			got = append(got, "cancelled")
		default:
			got = append(got, string(kindOf(h.err)))
		}
	}
	return got
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%q, not %q", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("%q, not %q", got, want)
		}
	}
}

func TestBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := turn{err: fails(copilot.WriterDown)}
		inner := script(down, down, down, down, ok)
		w := Breaker(inner, NewCircuit(fuse))
		equal(t, states(t, w, 5), "down", "down", "down", "open", "open")
		time.Sleep(29 * time.Second)
		got := compose(t.Context(), w)
		e, isFault := errors.AsType[*copilot.WriterError](got.err)
		if !isFault || e.Kind != copilot.WriterOpen || e.After != time.Second {
			t.Errorf("%+v", got.err)
		}
		time.Sleep(time.Second)
		equal(t, states(t, w, 2), "down", "open") // the probe fails: another rest
		time.Sleep(30 * time.Second)
		equal(t, states(t, w, 4), "ok", "ok", "ok", "ok")
		if inner.calls != 8 {
			t.Errorf("%d calls reached the endpoint", inner.calls)
		}
	})
}

// Failures must be frequent, not merely add up.
func TestBreakerForgets(t *testing.T) {
	down := turn{err: fails(copilot.WriterDown)}
	w := Breaker(script(down, down, ok, ok, ok, down, down, ok), NewCircuit(fuse))
	equal(t, states(t, w, 9), "down", "down", "ok", "ok", "ok", "down", "down", "ok", "ok")
	// A success in between does not excuse them.
	w = Breaker(script(down, ok, down, ok, down, ok), NewCircuit(fuse))
	equal(t, states(t, w, 6), "down", "ok", "down", "ok", "down", "open")
}

// Which errors are an endpoint's failure, and which prove it alive.
func TestBreakerCounts(t *testing.T) {
	opens := map[copilot.WriterErrorKind]bool{
		copilot.WriterDown: true, copilot.WriterBusy: true, copilot.WriterSlow: true,
		copilot.WriterEmpty: true, copilot.WriterGarbage: true, copilot.WriterEndless: true,
	}
	for _, kind := range everyKind {
		inner := script(turn{err: fails(kind)})
		states(t, Breaker(inner, NewCircuit(fuse)), 10)
		want := 10
		if opens[kind] {
			want = 3
		}
		if inner.calls != want {
			t.Errorf("%s: %d calls, not %d", kind, inner.calls, want)
		}
	}
	late := script(turn{err: context.DeadlineExceeded})
	if states(t, Breaker(late, NewCircuit(fuse)), 10); late.calls != 3 {
		t.Errorf("too late: %d calls", late.calls)
	}
}

// Callers who hang up neither open the breaker nor keep it half-open for ever.
func TestBreakerCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down, gone := turn{err: fails(copilot.WriterDown)}, turn{err: context.Canceled}
		w := Breaker(script(gone, gone, gone, gone, down, down, down, gone, ok), NewCircuit(fuse))
		equal(t, states(t, w, 8), "cancelled", "cancelled", "cancelled", "cancelled", "down", "down", "down", "open")
		time.Sleep(30 * time.Second)
		equal(t, states(t, w, 2), "cancelled", "open") // a probe without a verdict
		time.Sleep(30 * time.Second)
		equal(t, states(t, w, 2), "ok", "ok")
	})
}

// One probe at a time: a recovering endpoint is not run over.
func TestBreakerProbesAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := turn{err: fails(copilot.WriterDown)}
		w := Breaker(script(down, down, down, turn{pieces: ok.pieces, takes: time.Minute}, ok), NewCircuit(fuse))
		states(t, w, 3)
		time.Sleep(30 * time.Second)
		done := make(chan heard)
		go func() { done <- compose(t.Context(), w) }()
		synctest.Wait()
		equal(t, states(t, w, 2), "open", "open")
		if got := <-done; got.err != nil {
			t.Error(got.err)
		}
		equal(t, states(t, w, 1), "ok")
	})
}

// Retries do not knock on an open breaker.
func TestRetryAroundBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := script(turn{err: fails(copilot.WriterDown)})
		w := Retry(Breaker(inner, NewCircuit(fuse)), patience)
		equal(t, states(t, w, 2), "down", "open")
		if inner.calls != 3 {
			t.Errorf("%d calls", inner.calls)
		}
	})
}
