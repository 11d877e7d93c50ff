package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
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
	if s.LogFormat == logJSON {
		return slog.New(referring{slog.NewJSONHandler(w, o)})
	}
	return slog.New(referring{slog.NewTextHandler(w, o)})
}

// referring adds to a line what its context is for.
type referring struct{ slog.Handler }

// Handle is slog.Handler.
func (h referring) Handle(ctx context.Context, r slog.Record) error {
	if reference := copilot.Referred(ctx); reference != "" {
		r.AddAttrs(slog.String(requestKey, reference))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs is slog.Handler.
func (h referring) WithAttrs(attrs []slog.Attr) slog.Handler {
	return referring{h.Handler.WithAttrs(attrs)}
}

// WithGroup is slog.Handler.
func (h referring) WithGroup(name string) slog.Handler { return referring{h.Handler.WithGroup(name)} }

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
