package chattest

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
)

// Logbook is a slog.Handler that keeps what is logged, and what else it is told to
// note. Its zero value is empty; it is safe for concurrent use.
type Logbook struct {
	mu    sync.Mutex
	lines []string
}

// Enabled is slog.Handler: everything is kept.
func (l *Logbook) Enabled(context.Context, slog.Level) bool { return true }

// Handle is slog.Handler.
func (l *Logbook) Handle(_ context.Context, r slog.Record) error {
	line := r.Level.String() + " " + r.Message
	r.Attrs(func(a slog.Attr) bool { line += " " + a.String(); return true })
	l.keep(line)
	return nil
}

// WithAttrs is slog.Handler.
func (l *Logbook) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup is slog.Handler.
func (l *Logbook) WithGroup(string) slog.Handler { return l }

// Note keeps something as JSON.
func (l *Logbook) Note(what any) {
	b, err := json.Marshal(what)
	if err != nil {
		b = []byte(err.Error())
	}
	l.keep(string(b))
}

func (l *Logbook) keep(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
}

// All is everything that was kept, a line each.
func (l *Logbook) All() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}

// Count is how many lines hold words.
func (l *Logbook) Count(words string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, line := range l.lines {
		if strings.Contains(line, words) {
			n++
		}
	}
	return n
}
