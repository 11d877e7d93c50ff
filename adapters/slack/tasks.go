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
	t.mu.Lock()
	t.count++
	t.mu.Unlock()
	go func() {
		defer t.end()
		do()
	}()
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
func (t *tasks) Wait() {
	t.mu.Lock()
	if t.count == 0 {
		t.mu.Unlock()
		return
	}
	if t.idle == nil {
		t.idle = make(chan struct{})
	}
	idle := t.idle
	t.mu.Unlock()
	<-idle
}
