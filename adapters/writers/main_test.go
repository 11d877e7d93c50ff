package writers

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/brouillon/brouillon/copilot"
)

// No decorator may leave anybody working behind it.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var prompt = copilot.Prompt{Task: copilot.TaskDraft, System: "You draft.", User: "The launch moves."}

// turn is one call of a scripted writer.
type turn struct {
	pieces []string
	takes  time.Duration // from the first piece to the end
	usage  copilot.Usage
	cut    bool
	err    error
}

// scripted plays its turns, the last one again and again.
type scripted struct {
	mu    sync.Mutex
	turns []turn
	calls int
	at    []time.Time // when each call came
}

func script(turns ...turn) *scripted { return &scripted{turns: turns} }

func (s *scripted) Compose(ctx context.Context, _ copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	s.mu.Lock()
	t := s.turns[min(s.calls, len(s.turns)-1)]
	s.calls++
	s.at = append(s.at, time.Now())
	s.mu.Unlock()
	for _, p := range t.pieces {
		piece(p)
	}
	if t.takes > 0 {
		select {
		case <-ctx.Done():
			return copilot.Answer{}, ctx.Err()
		case <-time.After(t.takes):
		}
	}
	if t.err != nil {
		return copilot.Answer{Usage: t.usage}, t.err
	}
	return copilot.Answer{Text: strings.Join(t.pieces, ""), Writer: "scripted", Usage: t.usage, Incomplete: t.cut}, nil
}

func fails(kind copilot.WriterErrorKind, after ...time.Duration) error {
	e := &copilot.WriterError{Kind: kind, Cause: errors.New("scripted")}
	for _, d := range after {
		e.After = d
	}
	return e
}

// everyKind is every kind of writer error.
var everyKind = []copilot.WriterErrorKind{
	copilot.WriterDown, copilot.WriterBusy, copilot.WriterSlow, copilot.WriterRefused, copilot.WriterEmpty, copilot.WriterGarbage,
	copilot.WriterEndless, copilot.WriterForbidden, copilot.WriterBudget, copilot.WriterOpen, copilot.WriterTooLong,
}

func kindOf(err error) copilot.WriterErrorKind {
	if e, ok := errors.AsType[*copilot.WriterError](err); ok {
		return e.Kind
	}
	return ""
}

// heard is an answer with what a reader was shown on the way.
type heard struct {
	copilot.Answer
	said string // every piece
	err  error
}

// shown is what stands before the reader at the end.
func (h heard) shown() string { return h.said[strings.LastIndex(h.said, again)+1:] }

func compose(ctx context.Context, w copilot.Writer) heard {
	var h heard
	h.Answer, h.err = w.Compose(ctx, prompt, func(s string) { h.said += s })
	return h
}

var ok = turn{pieces: []string{"all ", "well"}}
