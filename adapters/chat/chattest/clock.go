package chattest

import (
	"sync"
	"time"
)

// Clock moves a millisecond with each look at it, and as far as it is told.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock is a clock at nine in the morning of 10 March 2026, UTC.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)} }

// Now is the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

// Forward lets time pass.
func (c *Clock) Forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
