package memory

import (
	"context"
	"sync"
	"time"
)

// maxDoubts bounds how many accepts of unknown outcome are followed up. Beyond
// it only the deadline in the script protects.
const maxDoubts = 256

// doubt follows up an accept whose person was told that it failed: as soon as
// the store answers it is undone, unless a worker has begun on it.
func (s *Store) doubt(a acceptance) {
	if s.ended.Err() != nil {
		return
	}
	select {
	case s.doubting <- struct{}{}:
	default:
		return
	}
	s.wg.Go(func() {
		defer func() { <-s.doubting }()
		ctx, cancel := context.WithTimeout(s.ended, voidTime)
		defer cancel()
		for b := (backoff{}); b.pause(ctx) == nil; {
			if s.run(ctx, toForget, a.keys, a.job, voidTime.Milliseconds()).Err() == nil {
				return
			}
		}
	})
}

// serverClock estimates the time on the server from the last time it was told
// and our own monotonic clock, so that a jump of our wall clock does no harm.
type serverClock struct {
	mu   sync.Mutex
	ms   int64
	told time.Time
}

func (c *serverClock) set(ms int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ms, c.told = ms, time.Now()
}

// now is false when it was never told or too long ago to trust: clocks drift.
func (c *serverClock) now() (ms int64, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	since := time.Since(c.told)
	return c.ms + since.Milliseconds(), !c.told.IsZero() && since < time.Minute
}

// deadline is when, on the server's clock in milliseconds, an accept sent now is
// too late.
func (s *Store) deadline(ctx context.Context) (int64, error) {
	now, ok := s.clock.now()
	if !ok {
		told, err := s.run(ctx, toClock, s.keys.queue()).Int64()
		if err != nil {
			return 0, err
		}
		s.clock.set(told)
		now = told
	}
	return now + s.o.acceptTime().Milliseconds(), nil
}
