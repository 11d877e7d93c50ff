package copilot

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// A rush is more requests at once than a machine can answer: from rushPerCore a
// second for each core on, seen within a rushWindow. An acknowledgement must come
// within seconds and an answer need not, so in a rush jobs are begun one by one,
// rushGap shared by the cores apart, and the queue is worked off when it is over.
// A model that takes seconds lets jobs be begun no faster anyway.
const (
	rushPerCore = 120
	rushWindow  = 25 * time.Millisecond
	rushGap     = 500 * time.Millisecond
	rushLook    = 5 * time.Millisecond
)

// rush counts what is accepted. It is safe for concurrent use.
type rush struct {
	mu          sync.Mutex
	began       time.Time // of the present window
	now, before int       // accepted in it, and in the window before
	passed      time.Time // when a worker was let in last
}

// count takes note of a request that came at a time.
func (r *rush) count(at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turn(at)
	r.now++
}

// pass says whether a job may be begun at a time, on a machine with some cores.
func (r *rush) pass(at time.Time, cores int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turn(at)
	on := max(r.now, r.before) >= cores*int(rushPerCore*rushWindow/time.Second)
	if on && at.Sub(r.passed) < rushGap/time.Duration(cores) {
		return false
	}
	r.passed = at
	return true
}

// turn begins another window when the present one is over.
func (r *rush) turn(at time.Time) {
	switch age := at.Sub(r.began); {
	case age >= 2*rushWindow || age < 0:
		r.began, r.before, r.now = at, 0, 0
	case age >= rushWindow:
		r.began, r.before, r.now = r.began.Add(rushWindow), r.now, 0
	}
}

// giveWay rests until a job may be begun, or ctx ends.
func (c *Copilot) giveWay(ctx context.Context) {
	cores := runtime.GOMAXPROCS(0)
	for !c.rush.pass(c.Now(), cores) {
		if rest(ctx, rushLook) != nil {
			return
		}
	}
}
