package writers

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// Told has the log say when a model begins to fail, and when it answers again: one line
// each, with why, the status that the endpoint answered with and how often, and nothing that a model or an endpoint wrote. What is
// about one prompt, or about whose tokens are used up, is no failing of the model.
func Told(w copilot.Writer, model string, log *slog.Logger) copilot.Writer {
	return &told{Writer: w, model: model, log: log}
}

// failing are the kinds of errors after which the next prompt is likely to fail as well.
var failing = []copilot.WriterErrorKind{
	copilot.WriterDown, copilot.WriterBusy, copilot.WriterSlow, copilot.WriterGarbage, copilot.WriterForbidden, copilot.WriterOpen, copilot.WriterBudget,
}

type told struct {
	copilot.Writer
	model string
	log   *slog.Logger

	mu    sync.Mutex
	count int // of failures in the present series
}

// Compose is Writer.Compose.
func (t *told) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	answer, err := t.Writer.Compose(ctx, p, piece)
	why, failed := errors.AsType[*copilot.WriterError](err)
	switch {
	case err == nil:
		t.answered(ctx)
	case failed && ctx.Err() == nil && slices.Contains(failing, why.Kind):
		t.failed(ctx, why)
	}
	return answer, err
}

func (t *told) failed(ctx context.Context, why *copilot.WriterError) {
	t.mu.Lock()
	t.count++
	first := t.count == 1
	t.mu.Unlock()
	if !first {
		return
	}
	about := []any{"model", t.model, "why", string(why.Kind)}
	if why.Status != 0 {
		about = append(about, "status", why.Status)
	}
	t.log.WarnContext(ctx, "the model fails: bot doctor asks it; brouillon_fallbacks_total counts on", about...)
}

func (t *told) answered(ctx context.Context) {
	t.mu.Lock()
	count := t.count
	t.count = 0
	t.mu.Unlock()
	if count > 0 {
		t.log.InfoContext(ctx, "the model answers again", "model", t.model, "failed", count)
	}
}
