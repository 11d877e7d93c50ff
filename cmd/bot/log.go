package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// How the log is written: for people, or one JSON object a line for programs. Without a
// word it is for people, wherever it goes: a bot that wrote something else into a pipe than
// on a terminal would have whoever looks for a line see another one than they had read.
// The chart and the compose file, where programs collect logs, say json.
const (
	logText = "text"
	logJSON = "json"
)

// requestKey is what a line's reference is under: what people are shown of an error is
// what is searched for here.
const requestKey = "request"

// newLog is the log as the settings want it. Each line about a request has its reference
// under requestKey, and nothing in it has the shape of a secret.
func newLog(w io.Writer, s *Settings) *slog.Logger {
	o := &slog.HandlerOptions{Level: s.Log, ReplaceAttr: legible}
	var lines slog.Handler = slog.NewTextHandler(w, o)
	if s.LogFormat == logJSON {
		lines = slog.NewJSONHandler(w, o)
	}
	if p, is := w.(*spout); is {
		lines = pressing{lines, p}
	}
	return slog.New(referring{Handler: lines, root: lines})
}

// pressing has errors written before whoever logs them goes on: the process may be about to
// crash.
type pressing struct {
	slog.Handler
	to *spout
}

// Handle is slog.Handler.
func (h pressing) Handle(ctx context.Context, r slog.Record) error {
	err := h.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelError {
		h.to.flush(errorWithin)
	}
	return err
}

// WithAttrs is slog.Handler.
func (h pressing) WithAttrs(attrs []slog.Attr) slog.Handler {
	return pressing{h.Handler.WithAttrs(attrs), h.to}
}

// WithGroup is slog.Handler.
func (h pressing) WithGroup(name string) slog.Handler {
	return pressing{h.Handler.WithGroup(name), h.to}
}

// referring adds to a line what its context is for.
type referring struct {
	slog.Handler
	root  slog.Handler                      // without them
	since []func(slog.Handler) slog.Handler // what made Handler of root
}

// Handle is slog.Handler. The reference stands outside of all groups, where it is looked for.
func (h referring) Handle(ctx context.Context, r slog.Record) error {
	reference := copilot.Referred(ctx)
	if reference == "" {
		return h.Handler.Handle(ctx, r)
	}
	lines := h.root.WithAttrs([]slog.Attr{slog.String(requestKey, reference)})
	for _, do := range h.since {
		lines = do(lines)
	}
	return lines.Handle(ctx, r)
}

// WithAttrs is slog.Handler.
func (h referring) WithAttrs(attrs []slog.Attr) slog.Handler {
	return h.with(func(next slog.Handler) slog.Handler { return next.WithAttrs(attrs) })
}

// WithGroup is slog.Handler.
func (h referring) WithGroup(name string) slog.Handler {
	return h.with(func(next slog.Handler) slog.Handler { return next.WithGroup(name) })
}

func (h referring) with(do func(slog.Handler) slog.Handler) referring {
	return referring{do(h.Handler), h.root, append(slices.Clip(h.since), do)}
}

// legible has every value say the same in both formats, and none of them a secret.
func legible(_ []string, a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(redacted(a.Value.String()))
	case slog.KindDuration: // a number of nanoseconds in JSON
		a.Value = slog.StringValue(a.Value.Duration().String())
	case slog.KindAny:
		if err, ok := a.Value.Any().(error); ok {
			a.Value = slog.StringValue(redacted(err.Error()))
		} else if _, level := a.Value.Any().(slog.Level); !level {
			a.Value = slog.StringValue(redacted(fmt.Sprint(a.Value.Any())))
		}
	case slog.KindTime:
		a.Value = slog.TimeValue(a.Value.Time().Truncate(time.Millisecond))
	}
	return a
}
