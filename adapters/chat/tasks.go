package chat

import "sync"

// Tasks are what is going on in goroutines of its own. Unlike a sync.WaitGroup they
// may be waited for while more begins. The zero value has none.
type Tasks struct {
	mu    sync.Mutex
	count int
	idle  chan struct{} // closed when count falls to 0; nil while nobody waits
}

// Go does something in a goroutine.
func (t *Tasks) Go(do func()) {
	t.Begin()
	go func() {
		defer t.End()
		do()
	}()
}

// Begin counts something that calls End when it is over.
func (t *Tasks) Begin() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count++
}

// End is called when what Begin counted is over.
func (t *Tasks) End() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.count--; t.count == 0 && t.idle != nil {
		close(t.idle)
		t.idle = nil
	}
}

// Wait returns when nothing is going on.
func (t *Tasks) Wait() { <-t.Settled() }

// Settled is closed when nothing is going on.
func (t *Tasks) Settled() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	idle := t.idle
	if idle == nil {
		idle = make(chan struct{})
	}
	if t.count == 0 {
		close(idle)
		return idle
	}
	t.idle = idle
	return idle
}
