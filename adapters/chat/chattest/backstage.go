package chattest

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// Backstage is what is behind an adapter on stage: a store inside the process, and
// what the core on it is made of.
type Backstage struct {
	Store  *memory.Store
	Queue  *FrailQueue
	Memory *SlowMemory
	Pen    *Pen
	Clock  *Clock
	Logged *Logbook
	Ctx    context.Context // ends with the test, before the store closes

	t testing.TB
}

// patience is what the store gets, more than in a product: tests run on busy machines.
const patience = 10 * time.Second

// NewBackstage opens a store for as long as the test lasts. Its pen writes as it is
// told to; nil: Fitting.
func NewBackstage(t testing.TB, write func(copilot.Prompt) string) *Backstage {
	t.Helper()
	b := &Backstage{t: t, Pen: &Pen{Write: write}, Clock: NewClock(), Logged: &Logbook{}}
	ctx, cancel := context.WithCancel(context.Background())
	b.Ctx = ctx
	store, err := inprocess.Open(ctx, memory.Options{Clock: b.Clock.Now, Scan: 25 * time.Millisecond, Patience: patience})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	b.Store, b.Queue, b.Memory = store, &FrailQueue{Queue: store}, &SlowMemory{Memory: store}
	return b
}

// Log writes into what was logged.
func (b *Backstage) Log() *slog.Logger { return slog.New(b.Logged) }

// NewCore is the copilot as one process has it, with the chat of a platform.
func (b *Backstage) NewCore(platform string, chat copilot.Chat) *copilot.Copilot {
	return copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: b.Pen, Now: b.Clock.Now}, Memory: b.Memory, Queue: b.Queue, Stretches: b.Store,
		Chats: map[string]copilot.Chat{platform: chat}, Log: b.Log(), Workers: 2, Rest: b.Passes,
	})
}

// Employ sets the workers of a core to work; they end before the store closes.
func (b *Backstage) Employ(core *copilot.Copilot) { b.Run(core.Work) }

// Run has something done until the test ends, before the store closes. What it gives
// back ends it earlier, and waits.
func (b *Backstage) Run(do func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(b.Ctx)
	done := make(chan struct{})
	go func() { defer close(done); do(ctx) }()
	stop = func() { cancel(); <-done }
	b.t.Cleanup(stop)
	return stop
}

// Rested tells whether every accepted request has its answer. What waits for its time
// is let come, a second with each look.
func (b *Backstage) Rested() bool {
	d, err := b.Store.Depth(b.Ctx)
	if err == nil && d.Delayed > 0 && d.Waiting+d.Working == 0 {
		b.Clock.Forward(time.Second)
	}
	return err == nil && d.Waiting+d.Working+d.Delayed == 0
}

// Resting says whether nothing is under way any more, and what there is. What waits for
// its time is let come, also what was given up and nobody could be told of.
func (b *Backstage) Resting() (copilot.Depth, bool) {
	d, err := b.Store.Depth(b.Ctx)
	if err == nil && d.Delayed+d.Parked > 0 && d.Waiting+d.Working == 0 {
		b.Clock.Forward(5 * time.Second)
	}
	return d, err == nil && d.Waiting+d.Working+d.Delayed == 0
}

// Kept says whether a job that nobody can be told of was tried more often than a job
// is before it is parked, and is there still.
func (b *Backstage) Kept(d copilot.Depth) bool {
	return b.Logged.Count("job failed, trying again") > 6 && d.Waiting+d.Working+d.Delayed+d.Parked > 0
}

// Passes lets time pass instead of waiting.
func (b *Backstage) Passes(ctx context.Context, d time.Duration) error {
	b.Clock.Forward(d)
	return ctx.Err()
}

// Approvers says who may sign off at a place, by their ids. Some of them are roles.
func (b *Backstage) Approvers(core *copilot.Copilot, at copilot.Place, isRole func(id string) bool, ids ...string) {
	b.t.Helper()
	var p copilot.Profile
	for _, id := range ids {
		p.Approvers = append(p.Approvers, copilot.Approver{ID: id, Name: id, Role: isRole(id)})
	}
	if err := core.SetProfile(b.Ctx, at, p); err != nil {
		b.t.Fatal(err)
	}
}

// Drafts are all that a filter lets through, those touched last first.
func (b *Backstage) Drafts(core *copilot.Copilot, f copilot.Filter) []copilot.Draft {
	b.t.Helper()
	f.Limit = 500
	all, err := core.Drafts(b.Ctx, f)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

// Newest is the draft that was touched last, of those that a filter lets through.
func (b *Backstage) Newest(core *copilot.Copilot, f copilot.Filter) copilot.Draft {
	b.t.Helper()
	all := b.Drafts(core, f)
	if len(all) == 0 {
		b.t.Fatal("there is no draft")
	}
	d, err := core.Draft(b.Ctx, all[0].Ref())
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}
