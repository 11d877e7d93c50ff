package platformtest

import (
	"context"
	"sync"
	"testing"
	"time"
)

// Patience is how long anything is waited for: whoever waits in vain may be on a machine
// that does much else.
const Patience = 30 * time.Second

// Bell wakes those who wait for something to happen. Its zero value is ready; it is
// safe for concurrent use.
type Bell struct {
	mu    sync.Mutex
	heard chan struct{} // closed when it rings; nil: nobody waits
}

// Ring wakes who waits.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.heard != nil {
		close(b.heard)
		b.heard = nil
	}
}

// next is closed when the bell rings next.
func (b *Bell) next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.heard == nil {
		b.heard = make(chan struct{})
	}
	return b.heard
}

// Await waits until something holds, which is looked at whenever the bell rings, and
// now and then besides. The test ends when it does not within Patience; the complaint
// says which fake waited, and for what.
func (b *Bell) Await(t testing.TB, fake, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	besides := time.NewTicker(20 * time.Millisecond)
	defer besides.Stop()
	for {
		heard := b.next()
		if holds() {
			return
		}
		select {
		case <-heard:
		case <-besides.C:
		case <-ctx.Done():
			t.Fatalf("%s: waited in vain for %s", fake, what)
		}
	}
}
