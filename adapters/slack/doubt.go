package slack

import (
	"errors"
	"slices"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// maxDoubts bounds how many keys are remembered.
const maxDoubts = 10_000

// doubts remembers for which keys a message was sent whose outcome nobody knows:
// Slack may have taken it before the connection broke, so that the next try has to
// look before it sends. A restart needs none of this: the core says then that an
// earlier run may have sent. It is safe for concurrent use.
type doubts struct {
	mu    sync.Mutex
	open  map[string]bool
	order []string // of open, the oldest first
}

// note keeps in mind how a send for a key went. A refusal leaves no doubt.
func (d *doubts) note(key string, err error) {
	if _, refused := errors.AsType[*copilot.Fault](err); err == nil || refused {
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
	d.open[key] = true
	d.order = append(d.order, key)
}

func (d *doubts) has(key string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.open[key]
}

// settle forgets a key: its messages are known.
func (d *doubts) settle(key string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.open[key] {
		return
	}
	delete(d.open, key)
	d.order = slices.DeleteFunc(d.order, func(k string) bool { return k == key })
}
