package memory

import (
	"slices"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// desk hands leased jobs to the Claim calls that wait for one, first come first
// served. As long as nobody waits nothing is read from the store.
type desk struct {
	mu      *sync.Mutex
	waiting []chan copilot.Job // each of capacity 1, and in the list until handed a job
	wanted  chan struct{}      // capacity 1: somebody began to wait
}

func newDesk() desk { return desk{mu: new(sync.Mutex), wanted: make(chan struct{}, 1)} }

// wait joins the queue at the desk.
func (d *desk) wait() chan copilot.Job {
	c := make(chan copilot.Job, 1)
	d.mu.Lock()
	d.waiting = append(d.waiting, c)
	d.mu.Unlock()
	poke(d.wanted)
	return c
}

// leave steps out of the queue; false when a job was handed over before.
func (d *desk) leave(c chan copilot.Job) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.Index(d.waiting, c)
	if i < 0 {
		return false
	}
	d.waiting = slices.Delete(d.waiting, i, i+1)
	return true
}

// hand gives a job to whoever waits longest; false when nobody does.
func (d *desk) hand(j copilot.Job) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.waiting) == 0 {
		return false
	}
	d.waiting[0] <- j
	d.waiting = d.waiting[1:]
	return true
}

// demand is how many wait.
func (d *desk) demand() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.waiting)
}

// poke leaves a note that there is something to look at; one is enough.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
