package chattest

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/brouillon/brouillon/copilot"
)

// SlowMemory is a store that may keep decisions waiting, or be down for reading, and
// remembers what it was given.
type SlowMemory struct {
	copilot.Memory
	Down  atomic.Bool
	Given Logbook

	mu   sync.Mutex
	wait chan struct{} // a decision waits until it is closed; nil: none does
	kept func()        // called when a revision is kept; nil: nothing is
}

// WhenKept has something done whenever a revision was kept, before its card is shown.
func (m *SlowMemory) WhenKept(do func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept = do
}

// wasKept does what is to be done then.
func (m *SlowMemory) wasKept() {
	m.mu.Lock()
	do := m.kept
	m.mu.Unlock()
	if do != nil {
		do()
	}
}

// Hold has decisions wait, until what it returns is called.
func (m *SlowMemory) Hold() (release func()) {
	wait := make(chan struct{})
	m.mu.Lock()
	m.wait = wait
	m.mu.Unlock()
	return func() {
		m.mu.Lock()
		m.wait = nil
		m.mu.Unlock()
		close(wait)
	}
}

// Decide waits while it is told to.
func (m *SlowMemory) Decide(ctx context.Context, ref copilot.Ref, d copilot.Decision, next *copilot.Request, entry copilot.Audit) (copilot.Draft, error) {
	m.mu.Lock()
	wait := m.wait
	m.mu.Unlock()
	if wait != nil {
		select {
		case <-wait:
		case <-ctx.Done():
			return copilot.Draft{}, ctx.Err()
		}
	}
	m.Given.Note([]any{d, next, entry})
	return m.Memory.Decide(ctx, ref, d, next, entry)
}

// Keep is of copilot.Memory.
func (m *SlowMemory) Keep(ctx context.Context, d copilot.Draft, fence copilot.Fence, entry copilot.Audit) (copilot.Draft, error) {
	m.Given.Note([]any{d, entry})
	defer m.wasKept()
	return m.Memory.Keep(ctx, d, fence, entry)
}

// Revise is of copilot.Memory.
func (m *SlowMemory) Revise(ctx context.Context, ref copilot.Ref, expect copilot.Expect, r copilot.Revision, fence copilot.Fence, entry copilot.Audit) (copilot.Draft, error) {
	m.Given.Note([]any{r, entry})
	defer m.wasKept()
	return m.Memory.Revise(ctx, ref, expect, r, fence, entry)
}

// Posted is of copilot.Memory.
func (m *SlowMemory) Posted(ctx context.Context, t copilot.Tenant, request, message string, fence copilot.Fence) error {
	m.Given.Note([]any{request, message})
	return m.Memory.Posted(ctx, t, request, message, fence)
}

// Drafts fails while the store is down.
func (m *SlowMemory) Drafts(ctx context.Context, f copilot.Filter) ([]copilot.Draft, error) {
	if m.Down.Load() {
		return nil, errDown
	}
	return m.Memory.Drafts(ctx, f)
}

// Profile fails while the store is down.
func (m *SlowMemory) Profile(ctx context.Context, at copilot.Place) (copilot.Profile, error) {
	if m.Down.Load() {
		return copilot.Profile{}, errDown
	}
	return m.Memory.Profile(ctx, at)
}
