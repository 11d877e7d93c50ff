package writers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// Meter measures writers. No label names a person, a channel or a model: their
// values are few and known.
type Meter struct {
	Witness copilot.Witness // told of every call; nil: nobody is

	registry  prometheus.Registerer
	seconds   *prometheus.HistogramVec // by writer and outcome
	tokens    *prometheus.CounterVec   // by writer and direction
	fallbacks *prometheus.CounterVec   // by why
	now       func() time.Time
}

// NewMeter registers brouillon_writer_seconds, brouillon_writer_tokens_total and brouillon_fallbacks_total.
// now tells the time, time.Now outside tests. It returns an error when registry
// has them already.
func NewMeter(registry prometheus.Registerer, now func() time.Time) (*Meter, error) {
	m := &Meter{
		registry: registry,
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "brouillon_writer_seconds",
			Help:    "How long calls of a writer took, by outcome: ok, incomplete, cancelled, late, or the kind of error.",
			Buckets: []float64{.01, .1, .25, .5, 1, 2.5, 5, 10, 20, 40, 80, 160},
		}, []string{"writer", "outcome"}),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_writer_tokens_total",
			Help: "Tokens as the endpoint counts them, by direction: prompt or completion.",
		}, []string{"writer", "direction"}),
		fallbacks: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "brouillon_fallbacks_total",
			Help: "Answers that the built-in writer gave because the model did not, by the kind of the model's error.",
		}, []string{"why"}),
		now: now,
	}
	for _, c := range []prometheus.Collector{m.seconds, m.tokens, m.fallbacks} {
		if err := registry.Register(c); err != nil {
			return nil, fmt.Errorf("registering the writers' metrics: %w", err)
		}
	}
	return m, nil
}

// Measure observes every call of w under a name ("openai", "builtin").
func (m *Meter) Measure(w copilot.Writer, name string) copilot.Writer {
	return &measured{w, m, name}
}

// errPanicked is of a writer that came to no end.
var errPanicked = errors.New("panicked")

type measured struct {
	next  copilot.Writer
	meter *Meter
	name  string
}

// Compose is Writer.Compose, observed.
func (w *measured) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (answer copilot.Answer, err error) {
	m, start := w.meter, w.meter.now()
	ctx, end := m.witness(ctx, w.name)
	err = errPanicked
	defer func() { end(answer, err) }()
	answer, err = w.next.Compose(ctx, p, piece)
	m.seconds.WithLabelValues(w.name, outcome(answer, err)).Observe(m.now().Sub(start).Seconds())
	m.tokens.WithLabelValues(w.name, "prompt").Add(float64(max(0, answer.Usage.Prompt)))
	m.tokens.WithLabelValues(w.name, "completion").Add(float64(max(0, answer.Usage.Completion)))
	return answer, err
}

func outcome(a copilot.Answer, err error) string {
	if e, ok := errors.AsType[*copilot.WriterError](err); ok {
		return string(e.Kind)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		return "late"
	case err != nil:
		return "other"
	case a.Incomplete:
		return "incomplete"
	}
	return "ok"
}
