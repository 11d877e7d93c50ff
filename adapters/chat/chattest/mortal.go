package chattest

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Mortal is a process that may die: from then on nothing that it does has an effect,
// and it takes nothing back. Its zero value lives.
type Mortal struct {
	dead atomic.Bool
	held atomic.Pointer[copilot.Job] // what it claimed last
}

// Die ends the process.
func (m *Mortal) Die() { m.dead.Store(true) }

// Dead says whether it is over.
func (m *Mortal) Dead() bool { return m.dead.Load() }

var errDead = errors.New("the process is dead")

// Bury has a queue find out that the process is dead, as it does by itself when the
// lease has run out: that takes 10 s of the store's own clock.
func (m *Mortal) Bury(ctx context.Context, q copilot.Queue) error {
	j := m.held.Load()
	if j == nil {
		return nil
	}
	if err := q.Release(ctx, *j); err != nil && !errors.Is(err, copilot.ErrLeaseLost) {
		return err
	}
	return nil
}

// after is a step that only the living take.
func (m *Mortal) after(step func() error) error {
	if m.Dead() {
		return errDead
	}
	return step()
}

// NewMortalCore is NewCore for a process that may die. It has one worker: another would
// wait for work, and be given what the dead one left.
func (b *Backstage) NewMortalCore(platform string, chat copilot.Chat, m *Mortal) *copilot.Copilot {
	return copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: b.Pen, Now: b.Clock.Now}, Memory: mortalMemory{b.Memory, m}, Queue: mortalQueue{b.Queue, m},
		Chats: map[string]copilot.Chat{platform: chat}, Log: b.Log(), Workers: 1,
	})
}

// mortalQueue is what a worker of such a process has of the queue.
type mortalQueue struct {
	copilot.Queue
	m *Mortal
}

// Claim is of copilot.Queue.
func (q mortalQueue) Claim(ctx context.Context) (j copilot.Job, err error) {
	err = q.m.after(func() (err error) { j, err = q.Queue.Claim(ctx); return err })
	if err == nil {
		q.m.held.Store(&j)
	}
	return j, err
}

// Extend is of copilot.Queue.
func (q mortalQueue) Extend(ctx context.Context, j copilot.Job) (until time.Time, err error) {
	err = q.m.after(func() (err error) { until, err = q.Queue.Extend(ctx, j); return err })
	return until, err
}

// Told is of copilot.Queue.
func (q mortalQueue) Told(ctx context.Context, id string) error {
	return q.m.after(func() error { return q.Queue.Told(ctx, id) })
}

// Finish is of copilot.Queue.
func (q mortalQueue) Finish(ctx context.Context, j copilot.Job) error {
	return q.m.after(func() error { return q.Queue.Finish(ctx, j) })
}

// Retry is of copilot.Queue.
func (q mortalQueue) Retry(ctx context.Context, j copilot.Job, d time.Duration, cause string) (parked bool, err error) {
	err = q.m.after(func() (err error) { parked, err = q.Queue.Retry(ctx, j, d, cause); return err })
	return parked, err
}

// Park is of copilot.Queue.
func (q mortalQueue) Park(ctx context.Context, j copilot.Job, cause string) error {
	return q.m.after(func() error { return q.Queue.Park(ctx, j, cause) })
}

// Release is of copilot.Queue.
func (q mortalQueue) Release(ctx context.Context, j copilot.Job) error {
	return q.m.after(func() error { return q.Queue.Release(ctx, j) })
}

// mortalMemory is what it has of the store.
type mortalMemory struct {
	copilot.Memory
	m *Mortal
}

// Keep is of copilot.Memory.
func (k mortalMemory) Keep(ctx context.Context, d copilot.Draft, f copilot.Fence, a copilot.Audit) (kept copilot.Draft, err error) {
	err = k.m.after(func() (err error) { kept, err = k.Memory.Keep(ctx, d, f, a); return err })
	return kept, err
}

// Posted is of copilot.Memory.
func (k mortalMemory) Posted(ctx context.Context, t copilot.Tenant, request, message string, f copilot.Fence) error {
	return k.m.after(func() error { return k.Memory.Posted(ctx, t, request, message, f) })
}

// Remember is of copilot.Memory.
func (k mortalMemory) Remember(ctx context.Context, at copilot.Place, e copilot.Exchange, f copilot.Fence) error {
	return k.m.after(func() error { return k.Memory.Remember(ctx, at, e, f) })
}
