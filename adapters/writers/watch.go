package writers

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// CountFallbacks counts the answers of w, a Fallback, that its second writer gave.
func (m *Meter) CountFallbacks(w copilot.Writer) copilot.Writer {
	for _, why := range copilot.WriterErrorKinds() {
		m.fallbacks.WithLabelValues(string(why))
	}
	return &fellBack{w, m}
}

type fellBack struct {
	next  copilot.Writer
	meter *Meter
}

// Compose is Writer.Compose, counted.
func (w *fellBack) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	answer, err := w.next.Compose(ctx, p, piece)
	for _, n := range answer.Notes {
		if why, ok := n.Args["Reason"].(string); ok && n.Key == noteFallback && err == nil {
			w.meter.fallbacks.WithLabelValues(why).Inc()
		}
	}
	return answer, err
}

// Watch registers brouillon_breaker_open, which says how a call found the circuit last. It
// returns an error when a circuit is watched already.
func (m *Meter) Watch(c Circuit) (Circuit, error) {
	w := &watched{Circuit: c, now: m.now}
	gauge := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "brouillon_breaker_open",
		Help: "1 while the model is left alone because it kept failing, as far as this process has seen.",
	}, w.open)
	if err := m.registry.Register(gauge); err != nil {
		return nil, fmt.Errorf("registering the breaker's state: %w", err)
	}
	return w, nil
}

// tried is how long a circuit counts as open of which a call of somebody else's is about to
// prove whether it is.
const tried = time.Second

// watched is a Circuit that remembers until when it said it was open.
type watched struct {
	Circuit
	now   func() time.Time
	until atomic.Int64 // ns since 1970; 0 while it is closed
}

// Enter is Circuit.Enter.
func (w *watched) Enter(ctx context.Context) (turn string, wait time.Duration, err error) {
	turn, wait, err = w.Circuit.Enter(ctx)
	switch {
	case err != nil:
	case turn == "":
		w.until.Store(w.now().Add(max(wait, tried)).UnixNano())
	default:
		w.until.Store(0)
	}
	return turn, wait, err
}

func (w *watched) open() float64 {
	if w.now().UnixNano() < w.until.Load() {
		return 1
	}
	return 0
}
