package writers

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/internal/metrictest"
)

func TestMetrics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		registry := prometheus.NewRegistry()
		meter, err := NewMeter(registry, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		used := copilot.Usage{Prompt: 30, Completion: 4}
		w := meter.Measure(script(
			turn{takes: 2 * time.Second, usage: used, pieces: []string{"hi"}},
			turn{takes: time.Second, usage: used, pieces: []string{"hi"}},
			turn{cut: true, pieces: []string{"h"}},
			turn{err: fails(copilot.WriterTooLong)},
			turn{err: context.Canceled},
			turn{err: fmt.Errorf("waiting: %w", context.DeadlineExceeded)},
			turn{err: errors.New("a bug")},
			turn{usage: copilot.Usage{Prompt: -9}, err: fails(copilot.WriterDown)},
		), "openai")
		for range 8 {
			compose(t.Context(), w)
		}
		compose(t.Context(), meter.Measure(script(ok), "builtin"))
		want := map[string]string{
			"brouillon_writer_seconds ok openai":               "2 in 3s",
			"brouillon_writer_seconds incomplete openai":       "1 in 0s",
			"brouillon_writer_seconds too_long openai":         "1 in 0s",
			"brouillon_writer_seconds cancelled openai":        "1 in 0s",
			"brouillon_writer_seconds late openai":             "1 in 0s",
			"brouillon_writer_seconds other openai":            "1 in 0s",
			"brouillon_writer_seconds down openai":             "1 in 0s",
			"brouillon_writer_seconds ok builtin":              "1 in 0s",
			"brouillon_writer_tokens_total prompt openai":      "60",
			"brouillon_writer_tokens_total completion openai":  "8",
			"brouillon_writer_tokens_total prompt builtin":     "0",
			"brouillon_writer_tokens_total completion builtin": "0",
		}
		if d := cmp.Diff(want, metrictest.Series(t, registry)); d != "" {
			t.Error(d)
		}
	})
}

func TestMeterTwice(t *testing.T) {
	registry := prometheus.NewRegistry()
	if _, err := NewMeter(registry, time.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := NewMeter(registry, time.Now); err == nil {
		t.Error("registered twice")
	}
}

// Who steps in for whom is counted by why, and the breaker says that it is open.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		registry := prometheus.NewRegistry()
		meter, err := NewMeter(registry, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		circuit, err := meter.Watch(NewCircuit(Fuse{Failures: 2, Of: 2, Rest: time.Minute}))
		if err != nil {
			t.Fatal(err)
		}
		model := script(turn{err: fails(copilot.WriterSlow)}, turn{err: fails(copilot.WriterDown)}, ok)
		w := meter.CountFallbacks(Fallback(Breaker(model, circuit), "m", script(ok)))
		open := func() string { return metrictest.Series(t, registry)["brouillon_breaker_open"] }
		for i, want := range []string{"0", "0", "1"} { // the third finds it open
			if compose(t.Context(), w); open() != want {
				t.Errorf("after call %d the breaker is %s, not %s", i+1, open(), want)
			}
		}
		if time.Sleep(time.Minute); open() != "0" {
			t.Error("the breaker is open after its rest")
		}
		if compose(t.Context(), w); open() != "0" {
			t.Error("the breaker is open after a call that went well")
		}
		for why, want := range map[string]string{"slow": "1", "down": "1", "open": "1", "busy": "0"} {
			if got := metrictest.Series(t, registry)["brouillon_fallbacks_total "+why]; got != want {
				t.Errorf("%q fallbacks because of %s, not %s", got, why, want)
			}
		}
	})
}
