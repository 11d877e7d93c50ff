package slack

import "sync"

// tasks are what is going on in goroutines of its own. Unlike a sync.WaitGroup they
// may be waited for while more begins. The zero value has none.
type tasks struct {
	mu    sync.Mutex
	count int
	idle  chan struct{} // closed when count falls to 0; nil while nobody waits
}

// Go does something in a goroutine.
func (t *tasks) Go(do func()) {
	t.begin()
	go func() {
		defer t.end()
		do()
	}()
}

// begin counts something that calls end when it is over.
func (t *tasks) begin() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count++
}

func (t *tasks) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.count--; t.count == 0 && t.idle != nil {
		close(t.idle)
		t.idle = nil
	}
}

// Wait returns when nothing is going on.
func (t *tasks) Wait() { <-t.settled() }

// settled is closed when nothing is going on.
func (t *tasks) settled() <-chan struct{} {
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
