package chat_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// losable is a queue whose leases are doubtful at once, and lost when it is said.
type losable struct {
	copilot.Queue
	lost atomic.Bool
}

func (q *losable) Extend(ctx context.Context, j copilot.Job) (time.Time, error) {
	if q.lost.Load() {
		return time.Time{}, copilot.ErrLeaseLost
	}
	return time.Now(), nil
}

func (q *losable) Claim(ctx context.Context) (copilot.Job, error) {
	j, err := q.Queue.Claim(ctx)
	j.Until = time.Now()
	return j, err
}

// caller is a chat that does what it is told when a card is shown.
type caller struct {
	copilot.Chat
	show func(context.Context) error
}

func (c caller) Show(ctx context.Context, at copilot.Spot, _ copilot.Card) (string, error) {
	return "m", c.show(ctx)
}

func (c caller) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	return p, nil
}

// A worker may lose its job between the core's look and the wire: nothing leaves then,
// and something does before.
func TestFencedSendsNothingOnceTheLeaseIsLost(t *testing.T) {
	var arrived atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { arrived.Add(1) }))
	defer server.Close()
	client := &http.Client{Transport: chat.Fenced{Next: http.DefaultTransport}}
	call := func(ctx context.Context) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, nil)
		if err != nil {
			return err
		}
		response, err := client.Do(r)
		if err == nil {
			err = response.Body.Close()
		}
		return err
	}

	store, err := inprocess.Open(t.Context(), memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	queue := &losable{Queue: store}
	ends := make(chan [2]error, 1)
	shown := caller{show: func(ctx context.Context) error {
		before := call(ctx)
		queue.lost.Store(true)
		after := call(ctx)
		ends <- [2]error{before, after}
		return after
	}}
	core := copilot.New(copilot.Config{
		Composer: copilot.Composer{Now: time.Now}, Memory: store, Queue: queue, Workers: 1,
		Chats: map[string]copilot.Chat{"test": shown}, Log: slog.New(slog.DiscardHandler),
	})
	request := copilot.Request{ID: "r", Command: "draft", Text: "We open on Monday", Place: copilot.Place{Platform: "test", Workspace: "w", Channel: "c"}, Time: time.Now()}
	if err := core.Accept(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); core.Work(ctx) }()
	end := <-ends
	cancel()
	<-done
	if end[0] != nil || !errors.Is(end[1], copilot.ErrLeaseLost) || arrived.Load() != 1 {
		t.Errorf("before: %v, after: %v, %d requests arrived", end[0], end[1], arrived.Load())
	}
}
