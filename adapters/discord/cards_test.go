package discord

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// easel has the real core make cards, and keeps them: it is the chat they are shown
// in, and the writer of what stands on them.
type easel struct {
	core  *copilot.Copilot
	write func(p copilot.Prompt) (string, error)
	lines []copilot.Line
	tags  int

	profile copilot.Profile // of the channel that is asked in

	mu    sync.Mutex
	key   string // of the request that is being answered
	cards []copilot.Card
	done  chan struct{} // a token for a card of it that is no progress
}

var (
	easelPlace = copilot.Place{Platform: "discord", Workspace: "1", Channel: "2"}
	lea        = copilot.Person{Platform: "discord", ID: "10", Name: "Léa", Locale: "en"}
	marc       = copilot.Person{Platform: "discord", ID: "11", Name: "Marc", Locale: "en"}
)

// newEasel is an easel over the whole core, on a store in this process.
func newEasel(t testing.TB) *easel {
	t.Helper()
	e := &easel{done: make(chan struct{}, 1000)}
	ctx, cancel := context.WithCancel(context.Background())
	store, err := inprocess.Open(ctx, memory.Options{Scan: 25 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	e.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: e, Now: time.Now}, Memory: store, Queue: store,
		Chats: map[string]copilot.Chat{"discord": e}, Workers: 1, Log: slog.New(slog.DiscardHandler),
	})
	worked := make(chan struct{})
	go func() { defer close(worked); e.core.Work(ctx) }()
	t.Cleanup(func() { cancel(); <-worked; _ = store.Close() })
	return e
}

// Compose is copilot.Writer.
func (e *easel) Compose(_ context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	said, err := e.write(p)
	if err != nil {
		return copilot.Answer{}, err
	}
	piece(said)
	return copilot.Answer{Text: said, Writer: "openai", Model: "scripted-1"}, nil
}

// Read is of copilot.Chat.
func (e *easel) Read(context.Context, copilot.Reading) (copilot.Conversation, error) {
	return copilot.Conversation{Lines: e.lines, Total: len(e.lines)}, nil
}

// Show is of copilot.Chat.
func (e *easel) Show(_ context.Context, at copilot.Spot, c copilot.Card) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if at.Key == e.key {
		e.cards = append(e.cards, c)
		if !c.Passing() {
			e.done <- struct{}{}
			e.key = ""
		}
	}
	return "2:" + at.Key, nil
}

// Link is of copilot.Chat.
func (e *easel) Link(context.Context, copilot.Place, string) string { return "" }

// Who is of copilot.Chat.
func (e *easel) Who(_ context.Context, p copilot.Person, _ copilot.Place) (copilot.Person, error) {
	return p, nil
}

// Tell is of copilot.Chat.
func (e *easel) Tell(context.Context, copilot.Person, copilot.Place, string) error { return nil }

// Roles is of copilot.Chat.
func (e *easel) Roles(context.Context, copilot.Person, copilot.Place) ([]string, error) {
	return nil, nil
}

// ask has a command answered, and returns the cards it was answered with: the last
// is the answer.
func (e *easel) ask(t fataler, r copilot.Request) []copilot.Card {
	e.tags++
	r.ID, r.Place, r.Time = fmt.Sprint(e.tags), easelPlace, time.Now()
	r.Place.Channel = fmt.Sprint(100 + e.tags) // which remembers nothing
	if err := e.core.SetProfile(context.Background(), r.Place, e.profile); err != nil {
		t.Fatal(err)
	}
	if r.Person.ID == "" {
		r.Person = lea
	}
	e.mu.Lock()
	e.cards, e.key = nil, r.ID
	e.mu.Unlock()
	if err := e.core.Accept(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	<-e.done
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.cards
}

// draft has texts drafted, and returns the cards.
func (e *easel) draft(t fataler, options map[string]string, all ...string) []copilot.Card {
	e.write = func(p copilot.Prompt) (string, error) {
		var b strings.Builder
		for i, said := range all {
			fmt.Fprintf(&b, "=== %s\n%s\n", p.Angles[i], said)
		}
		return b.String(), nil
	}
	given := map[string]string{"variants": fmt.Sprint(len(all))}
	for name, value := range options {
		given[name] = value
	}
	return e.ask(t, copilot.Request{Command: "draft", Text: "our launch", Options: given})
}

// decide clicks on a card, and returns the card as it is afterwards.
func (e *easel) decide(t fataler, c copilot.Card, act copilot.Act, form map[string]string) copilot.Card {
	s := c.Subject()
	ref := copilot.Ref{Tenant: easelPlace.Tenant(), Draft: s.Draft}
	err := e.core.Click(context.Background(), ref, copilot.Click{
		Act: act, Expect: copilot.Expect{Revision: s.Revision, Digest: s.Digest}, Person: marc, Form: form, Request: "click" + s.Draft,
	})
	if err != nil {
		t.Fatal(err)
	}
	after, err := e.core.Card(context.Background(), ref, s.Revision, c.Locale())
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// fataler is what testing.TB and rapid.TB have in common.
type fataler interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}
