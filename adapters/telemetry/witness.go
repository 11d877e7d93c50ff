package telemetry

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// Options say what a Witness needs.
type Options struct {
	Registry prometheus.Registerer
	Chats    []string         // the platforms there may be
	Now      func() time.Time // nil: the clock
	Traces   *Traces          // nil: nothing is traced
}

// Witness is a copilot.Witness that counts, times and, where that is wanted, traces. It is
// safe for concurrent use.
type Witness struct {
	figures figures
	traces  *Traces
	chats   values
	now     func() time.Time
}

// New registers the figures. It returns an error when the registry has them already.
func New(o Options) (*Witness, error) {
	w := &Witness{figures: newFigures(), traces: o.Traces, chats: list(o.Chats...), now: o.Now}
	if w.now == nil {
		w.now = time.Now
	}
	return w, w.figures.register(o.Registry, w.chats)
}

// times are when what happened to a job.
type times struct {
	accepted, claimed time.Time
	writer            *atomic.Int64              // ns in which it waited for a writer
	answered          *atomic.Pointer[time.Time] // when its text was shown
}

type timesKey struct{}

// timesOf are those of the job that ctx belongs to.
func timesOf(ctx context.Context) (times, bool) {
	t, ok := ctx.Value(timesKey{}).(times)
	return t, ok
}

// Begin is copilot.Witness.
func (w *Witness) Begin(ctx context.Context, s copilot.Stage) (context.Context, func(copilot.End)) {
	began := w.now()
	if s.Kind == copilot.StageJob {
		ctx = w.claimed(ctx, s, began)
	}
	ctx, traced := w.traces.begin(ctx, s)
	return ctx, func(e copilot.End) {
		w.ended(ctx, s, e, began)
		traced(e)
	}
}

// claimed notes when what happened to a job that a worker has just taken.
func (w *Witness) claimed(ctx context.Context, s copilot.Stage, now time.Time) context.Context {
	if s.Accepted.IsZero() { // an earlier version accepted it
		return ctx
	}
	if !s.Again && s.Attempt == 1 {
		w.figures.wait.WithLabelValues(w.chats.of(s.Chat)).Observe(max(0, now.Sub(s.Accepted)).Seconds())
	}
	return context.WithValue(ctx, timesKey{}, times{s.Accepted, now, new(atomic.Int64), new(atomic.Pointer[time.Time])})
}

// untexted are requests that no text answers.
var untexted = []string{copilot.CauseShare, copilot.CauseForget}

// ended counts and times what has ended.
func (w *Witness) ended(ctx context.Context, s copilot.Stage, e copilot.End, began time.Time) {
	now, f, chat := w.now(), w.figures, w.chats.of(s.Chat)
	switch s.Kind {
	case copilot.StageAccept:
		f.accept.WithLabelValues(chat, acceptEndings.of(string(e.How))).Observe(max(0, now.Sub(began)).Seconds())
	case copilot.StageJob:
		f.jobs.WithLabelValues(commands().of(s.What), jobEndings.of(string(e.How))).Inc()
		if e.Why != "" {
			f.faults.WithLabelValues(faults.of(e.Why)).Inc()
		}
		if t, ok := timesOf(ctx); ok && e.How == copilot.EndAnswered && t.answered.Load() != nil { // else another worker shows it anew
			f.answered(t, *t.answered.Load())
		}
	case copilot.StageAnswer:
		if t, ok := timesOf(ctx); ok && e.How == copilot.Done && !slices.Contains(untexted, s.What) {
			t.answered.Store(&now)
		}
	case copilot.StageCompose:
		if t, ok := timesOf(ctx); ok {
			t.writer.Add(int64(now.Sub(began)))
		}
	case copilot.StageKeep:
		f.kept(s, e)
	case copilot.StageDecide:
		f.decisions.WithLabelValues(chat, acts.of(s.Act), wordEndings.of(string(e.How))).Inc()
		if e.How == copilot.EndRefused {
			f.refused.WithLabelValues(refusals.of(e.Why)).Inc()
		}
	}
}

// PlatformFailed counts a call of a platform that failed.
func (w *Witness) PlatformFailed(chat, kind string) {
	w.figures.platform.WithLabelValues(w.chats.of(chat), platformErrors.of(kind)).Inc()
}

// Mark is copilot.Witness.
func (w *Witness) Mark(ctx context.Context) string { return w.traces.mark(ctx) }
