package writers

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// The whole stack, in the order that doc.go gives: a dying endpoint still ends in
// an answer, and is left alone in the end.
func TestStack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		meter, err := NewMeter(prometheus.NewRegistry(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		model, tally := script(turn{pieces: []string{"half a "}, err: fails(copilot.WriterSlow)}), &Tally{}
		w := meter.Measure(model, "openai")
		w = Budget(w, tally, allowance(1_000_000))
		w = Breaker(w, NewCircuit(fuse))
		w = Bulkhead(w, 2)
		w = Retry(w, patience)
		w = Fallback(w, "gpt-5-mini", script(ok))
		for i, reason := range []string{"slow", "open", "open"} {
			got := compose(t.Context(), w)
			if got.err != nil || got.Text != "all well" || got.shown() != got.Text {
				t.Fatalf("call %d: %q, shown %q, %v", i, got.Text, got.said, got.err)
			}
			if r := got.Notes[0].Args["Reason"]; r != reason {
				t.Errorf("call %d: %v, not %s", i, r, reason)
			}
		}
		if model.calls != 3 || tally.now() == 0 {
			t.Errorf("%d calls, %d tokens", model.calls, tally.now())
		}
	})
}

// Every decorator takes a caller who wants no pieces.
func TestStackWithoutPieces(t *testing.T) {
	w := Fallback(Retry(Bulkhead(Breaker(Budget(script(ok), &Tally{}, allowance(1000)), NewCircuit(fuse)), 1), patience), "m", script(ok))
	if a, err := w.Compose(t.Context(), prompt, nil); err != nil || a.Text != "all well" {
		t.Errorf("%q %v", a.Text, err)
	}
}
