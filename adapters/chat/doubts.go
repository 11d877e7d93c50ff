package chat

import (
	"errors"
	"slices"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// maxDoubts bounds how many keys are remembered.
const maxDoubts = 10_000

// Doubts remembers for which keys a message was sent whose outcome nobody knows:
// the platform may have taken it before the connection broke, so that the next try
// has to look before it sends. A restart needs none of this: the core says then that an
// earlier run may have sent. It is safe for concurrent use; the
// zero value has none.
type Doubts struct {
	mu    sync.Mutex
	open  map[string]bool
	order []string // of open, the oldest first
}

// Note keeps in mind how a send for a key went. A refusal leaves no doubt.
func (d *Doubts) Note(key string, err error) {
	if err == nil || !Passes(err) || busy(err) {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open[key] {
		return
	}
	for len(d.order) >= maxDoubts {
		delete(d.open, d.order[0])
		d.order = d.order[1:]
	}
	if d.open == nil {
		d.open = map[string]bool{}
	}
	d.open[key] = true
	d.order = append(d.order, key)
}

// busy says whether a platform did nothing, for it wants a rest.
func busy(err error) bool {
	_, ok := errors.AsType[*copilot.BusyError](err)
	return ok
}

// Has says whether the outcome of a send for a key is unknown.
func (d *Doubts) Has(key string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.open[key]
}

// Settle forgets a key: its messages are known.
func (d *Doubts) Settle(key string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.open[key] {
		return
	}
	delete(d.open, key)
	d.order = slices.DeleteFunc(d.order, func(k string) bool { return k == key })
}
