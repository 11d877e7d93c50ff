package writers

import (
	"context"
	"sync"
)

// Tally is a Counter for one process, in memory: it begins at zero with each
// start and keeps one day. The zero value is ready.
type Tally struct {
	mu  sync.Mutex
	day string
	sum int
}

// Spend adds tokens to a day's sum. Days only go forward: what is settled for
// the day before has no effect.
func (t *Tally) Spend(_ context.Context, day string, tokens int) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if day < t.day {
		return 0, nil
	}
	if day > t.day {
		t.day, t.sum = day, 0
	}
	t.sum = max(0, t.sum+tokens)
	return t.sum, nil
}
