package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

func silent() *log.Logger { return log.New(io.Discard, "", 0) }

// board is a chat that keeps every card it was shown, by what the card answers.
type board struct {
	mu    sync.Mutex
	cards map[string][]copilot.Card
}

// Read is copilot.Chat; nobody has said anything.
func (*board) Read(context.Context, copilot.Reading) (copilot.Conversation, error) {
	return copilot.Conversation{}, nil
}

// Show is copilot.Chat.
func (b *board) Show(_ context.Context, at copilot.Spot, c copilot.Card) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cards[at.Key] = append(b.cards[at.Key], c)
	return "m-" + at.Key, nil
}

// Link is copilot.Chat.
func (*board) Link(context.Context, copilot.Place, string) string { return "" }

// Who is copilot.Chat.
func (*board) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	return p, nil
}

// Tell is copilot.Chat.
func (*board) Tell(context.Context, copilot.Person, copilot.Place, string) error { return nil }

// Roles is copilot.Chat.
func (*board) Roles(context.Context, copilot.Person, copilot.Place) ([]string, error) {
	return nil, nil
}

// of is every card of a request, the one that stands there now last.
func (b *board) of(request string) []copilot.Card {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.cards[request])
}

// hasty is a queue that makes no job wait, and remembers how long each should have.
type hasty struct {
	copilot.Queue
	mu    sync.Mutex
	waits map[string][]time.Duration // by request
}

// Retry is copilot.Queue, at once.
func (q *hasty) Retry(ctx context.Context, j copilot.Job, after time.Duration, cause string) (bool, error) {
	q.mu.Lock()
	q.waits[j.Request.ID] = append(q.waits[j.Request.ID], after)
	q.mu.Unlock()
	return q.Queue.Retry(ctx, j, 0, cause)
}

// scene is a model's endpoint of its own, behind the writers as the bot stacks
// them, and the request that it is asked to write for.
type scene struct {
	mode
	name     string
	request  copilot.Request
	fallback bool
	server   *openaitest.Server // nil where the mode has another address
	writer   copilot.Writer
}

// writersOf are scenes as one writer: each has the prompts with its own brief.
type writersOf map[string]*scene

// Compose is copilot.Writer.
func (w writersOf) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	return w[p.Brief].writer.Compose(ctx, p, piece)
}

// theatre plays scenes, all at the same time, on the real core and store.
type theatre struct {
	*copilot.Copilot
	t      *testing.T
	ctx    context.Context
	store  *memory.Store
	board  *board
	queue  *hasty
	scenes writersOf
}

func newTheatre(t *testing.T) *theatre {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	// On a busy machine the store must not be what fails.
	store, err := inprocess.Open(ctx, memory.Options{Scan: 25 * time.Millisecond, Patience: 20 * time.Second, Lease: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	h := &theatre{
		t: t, ctx: ctx, store: store, board: &board{cards: map[string][]copilot.Card{}},
		queue: &hasty{Queue: store, waits: map[string][]time.Duration{}}, scenes: writersOf{},
	}
	h.Copilot = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: h.scenes, Now: time.Now}, Memory: store, Queue: h.queue, Workers: 64,
		Chats: map[string]copilot.Chat{"board": h.board}, Log: slog.New(slog.DiscardHandler),
	})
	if err := h.SetProfile(ctx, stagePlace, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}}}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

var stagePlace = copilot.Place{Platform: "board", Workspace: "w", Channel: "c"}

// boardPerson is somebody who reads in a language.
func boardPerson(id, locale string) copilot.Person {
	return copilot.Person{Platform: "board", ID: id, Name: "Léa Martin", Locale: locale}
}

// cast makes a scene of a mode; before are replies that come before the mode's.
func (h *theatre) cast(name string, m mode, locale string, fallback bool, before ...openaitest.Reply) *scene {
	h.t.Helper()
	s := &scene{mode: m, name: name, fallback: fallback}
	base := ""
	if m.at != nil {
		base = m.at(h.t)
	} else {
		s.server = openaitest.New(h.t, append(before, m.replies...)...)
		base = s.server.URL
	}
	w, err := writer(&Settings{BaseURL: base, Key: copilot.NewSecret(openaitest.Key), Model: "m", Parallel: 4, Fallback: fallback}, house{})
	if err != nil {
		h.t.Fatal(err)
	}
	s.writer = w
	brief := fmt.Sprintf("Lumo opens stand %d tonight.", len(h.scenes)+1)
	s.request = copilot.Request{
		ID: fmt.Sprint("r", len(h.scenes)+1), Command: "draft", Place: stagePlace, Person: boardPerson(fmt.Sprint("lea", len(h.scenes)), locale),
		Text: brief, Options: map[string]string{"variants": "1", "language": "en"}, Time: time.Now(),
	}
	h.scenes[brief] = s
	return s
}

// open sets the workers to work until the test ends.
func (h *theatre) open() {
	ctx, cancel := context.WithCancel(h.ctx)
	done := make(chan struct{})
	go func() { defer close(done); h.Work(ctx) }()
	h.t.Cleanup(func() { cancel(); <-done })
}

// settle waits until nothing is being worked on.
func (h *theatre) settle() {
	h.t.Helper()
	eventually(h.t, "the queue is quiet", func() bool {
		d, err := h.store.Depth(h.ctx)
		return err == nil && d.Waiting+d.Working+d.Delayed == 0
	})
}

// draft is the one that a card is of, nil when it is of none.
func (h *theatre) draft(c copilot.Card) *copilot.Draft {
	if c.Subject().Draft == "" {
		return nil
	}
	d, err := h.Draft(h.ctx, copilot.Ref{Tenant: stagePlace.Tenant(), Draft: c.Subject().Draft})
	if err != nil {
		h.t.Fatal(err)
	}
	return &d
}

// saidOn is all that a card says, generated and not.
func saidOn(c copilot.Card) string {
	var b strings.Builder
	for _, block := range c.Blocks() {
		b.WriteString(block.Text + "\n")
		for _, i := range block.Items {
			b.WriteString(i.Text + " " + i.Detail + "\n")
		}
	}
	return b.String()
}
