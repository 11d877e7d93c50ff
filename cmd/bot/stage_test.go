package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// stage is the real core on an in-process store, with workers, behind a door.
type stage struct {
	ctx   context.Context
	t     testing.TB
	core  *copilot.Copilot
	store *memory.Store
	door  door
	shown copilot.Subject
}

// ticking is a clock that moves a second with each look at it, so that goldens
// hold real-looking times and nothing depends on how fast the machine is.
func ticking() func() time.Time {
	var mu sync.Mutex
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Millisecond)
		return now
	}
}

// newStage builds the house without its doors.
func newStage(t testing.TB, w copilot.Writer) *stage {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	store, err := inprocess.Open(ctx, memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{ctx: ctx, t: t, store: store}
	s.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: w, Now: ticking()}, Memory: store, Queue: store,
		Chats: map[string]copilot.Chat{}, Log: slog.New(slog.DiscardHandler), Workers: 1,
	})
	t.Cleanup(func() {
		cancel()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// start sets the workers to work; they end before the store closes.
func (s *stage) start() { s.run(s.core.Work) }

// run has something done until the test ends, before the store closes.
func (s *stage) run(do func(context.Context)) {
	ctx, cancel := context.WithCancel(s.ctx)
	done := make(chan struct{})
	go func() { defer close(done); do(ctx) }()
	s.t.Cleanup(func() { cancel(); <-done })
}

// settle waits until every accepted request has its answer.
func (s *stage) settle() {
	s.t.Helper()
	eventually(s.t, "the queue is empty", func() bool {
		d, err := s.store.Depth(s.ctx)
		return err == nil && d.Waiting+d.Working+d.Delayed == 0
	})
}

// eventually waits for a condition, looking often, and fails after a long while.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(2 * time.Minute)
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-look.C:
		case <-deadline:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// scriptedWriter answers what the conversation says, and remembers what it was
// asked.
type scriptedWriter struct {
	mu      sync.Mutex
	answers []string
	asked   []copilot.Prompt
}

var errNoAnswer = errors.New("the conversation has no answer for this")

// Compose is copilot.Writer.
func (w *scriptedWriter) Compose(_ context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, p)
	if len(w.answers) == 0 {
		return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterRefused, Cause: errNoAnswer}
	}
	answer := w.answers[0]
	w.answers = w.answers[1:]
	for word := range strings.SplitAfterSeq(answer, " ") {
		piece(word)
	}
	text, cut := strings.CutSuffix(answer, "(cut)\n")
	return copilot.Answer{Text: text, Writer: "openai", Model: "scripted-1", Incomplete: cut}, nil
}

// prepare takes the answers that stand before the next thing somebody does.
func (w *scriptedWriter) prepare(rest []txtar.File) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.answers, w.asked = nil, nil
	for _, f := range rest {
		if strings.Contains(f.Name, " says") || strings.Contains(f.Name, " clicks") {
			return
		}
		if f.Name == "writer answers" {
			w.answers = append(w.answers, string(f.Data))
		}
	}
}

func (w *scriptedWriter) lastAsked(t *testing.T) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.asked) == 0 {
		t.Error("the writer was not asked")
		return ""
	}
	return w.asked[0].User
}
