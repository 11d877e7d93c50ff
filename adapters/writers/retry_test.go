package writers

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

var patience = Patience{Random: func() float64 { return 1 }} // no spread below the whole wait

func TestRetry(t *testing.T) {
	down, busy := turn{err: fails(copilot.WriterDown)}, turn{err: fails(copilot.WriterBusy, 7*time.Second)}
	broken := turn{pieces: []string{"half a "}, err: fails(copilot.WriterSlow)}
	for name, c := range map[string]struct {
		turns []turn
		said  string
		kind  copilot.WriterErrorKind
		at    []time.Duration // of each call, from the first
	}{
		"at once":              {[]turn{ok}, "all well", "", []time.Duration{0}},
		"the second time":      {[]turn{down, ok}, "all well", "", []time.Duration{0, 500 * time.Millisecond}},
		"the third time":       {[]turn{down, down, ok}, "all well", "", []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond}},
		"never":                {[]turn{down}, "", copilot.WriterDown, []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond}},
		"when it is asked to":  {[]turn{busy, ok}, "all well", "", []time.Duration{0, 7500 * time.Millisecond}},
		"not tomorrow":         {[]turn{{err: fails(copilot.WriterBusy, 24*time.Hour)}}, "", copilot.WriterBusy, []time.Duration{0}},
		"taking back":          {[]turn{broken, ok}, "half a \fall well", "", []time.Duration{0, 500 * time.Millisecond}},
		"taking back twice":    {[]turn{broken, broken, ok}, "half a \fhalf a \fall well", "", []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond}},
		"nothing to take back": {[]turn{broken, down, ok}, "half a \fall well", "", []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond}},
		"slow to fail":         {[]turn{{takes: 40 * time.Second, err: fails(copilot.WriterSlow)}}, "", copilot.WriterSlow, []time.Duration{0, 40500 * time.Millisecond}},
		"too slow to fail":     {[]turn{{takes: time.Minute, err: fails(copilot.WriterSlow)}}, "", copilot.WriterSlow, []time.Duration{0}},
		"cut is an answer":     {[]turn{{pieces: []string{"half"}, cut: true}}, "half", "", []time.Duration{0}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, start := script(c.turns...), time.Now()
				got := compose(t.Context(), Retry(w, patience))
				if kindOf(got.err) != c.kind || got.said != c.said {
					t.Errorf("%q %v", got.said, got.err)
				}
				if got.err == nil && got.shown() != got.Text {
					t.Errorf("shown %q, answered %q", got.shown(), got.Text)
				}
				var at []time.Duration
				for _, called := range w.at {
					at = append(at, called.Sub(start))
				}
				if d := cmp.Diff(c.at, at); d != "" {
					t.Error(d)
				}
			})
		})
	}
}

// Only what may pass is tried again.
func TestRetryOnlyTemporary(t *testing.T) {
	for _, kind := range everyKind {
		synctest.Test(t, func(t *testing.T) {
			w := script(turn{err: fails(kind)})
			compose(t.Context(), Retry(w, patience))
			want := 1
			if (&copilot.WriterError{Kind: kind}).Temporary() {
				want = 3
			}
			if w.calls != want {
				t.Errorf("%s: %d calls, not %d", kind, w.calls, want)
			}
		})
	}
	w := script(turn{err: errors.New("a bug")})
	if got := compose(t.Context(), Retry(w, patience)); w.calls != 1 || got.err == nil {
		t.Errorf("%d calls, %v", w.calls, got.err)
	}
}

// Waits grow, are spread, and never exceed the longest.
func TestRetryWaits(t *testing.T) {
	for _, spread := range []float64{0, 0.5, 0.999} {
		p := Patience{First: time.Second, Longest: 5 * time.Second, Random: func() float64 { return spread }}
		for try, whole := range []time.Duration{1: 1, 2: 2, 3: 4, 4: 5, 5: 5, 99: 5} {
			if whole == 0 {
				continue
			}
			whole *= time.Second
			if d, ok := p.wait(fails(copilot.WriterDown), try); !ok || d < whole/2 || d > whole {
				t.Errorf("spread %v, try %d: %s of %s", spread, try, d, whole)
			}
		}
	}
}

// Nobody waits for a try there is no time for.
func TestRetryLeavesInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		w, start := script(turn{err: fails(copilot.WriterBusy, 10*time.Second)}), time.Now()
		got := compose(ctx, Retry(w, patience))
		if kindOf(got.err) != copilot.WriterBusy || w.calls != 1 || time.Since(start) != 0 {
			t.Errorf("%v after %s and %d calls", got.err, time.Since(start), w.calls)
		}
	})
}

func TestRetryIsCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		w := script(turn{err: fails(copilot.WriterBusy, 10*time.Second)})
		go func() {
			time.Sleep(3 * time.Second) // of the bubble's clock
			cancel()
		}()
		start := time.Now()
		got := compose(ctx, Retry(w, patience))
		if got.err != context.Canceled || w.calls != 1 || time.Since(start) != 3*time.Second {
			t.Errorf("%v after %s and %d calls", got.err, time.Since(start), w.calls)
		}
	})
}
