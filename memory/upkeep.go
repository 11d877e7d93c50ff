package memory

import (
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// upkeepBatch bounds one round of upkeep, so that no script holds the store long.
const upkeepBatch = 64

// noLease is longer than any lease can have run.
const noLease = 365 * 24 * time.Hour

// keepUp puts back what dead workers left and readies delayed jobs when their
// time comes: every Scan, sooner when a delayed job is known to be due sooner.
func (s *Store) keepUp() {
	b, minded := backoff{}, false
	grace, unspoiled := s.o.Lease/3, unspoiling{}
	trusted := time.Now() // leases are judged from then on: at once, for a dead worker may be why this one began
	for {
		wait, err := s.upkeep(trusted)
		if err == nil && !minded {
			minded = s.run(s.ended, toMind, s.keys.queue(), s.nowMS(), copilot.CauseDied).Err() == nil
		}
		if err != nil {
			// After an outage a lease may look expired though its worker is alive
			// and could not say so: give all of them time to, and no more, or a
			// store that comes and goes would never let a dead worker's job go.
			trusted = time.Now().Add(grace)
			s.troubled(&b, err)
		} else {
			b.reset()
			s.unspoil(&unspoiled)
		}
		if !s.sleep(wait) {
			return
		}
	}
}

// upkeep runs one round and says after how long the next is due.
func (s *Store) upkeep(trusted time.Time) (time.Duration, error) {
	lease := s.o.Lease
	if time.Now().Before(trusted) {
		lease = noLease
	}
	ms, err := s.run(s.ended, toUpkeep, s.keys.queue(), s.nowMS(), lease.Milliseconds(), s.o.Kills, upkeepBatch).Int64()
	if err != nil {
		return 0, err
	}
	wait := jitter(s.o.Scan)
	if ms >= 0 {
		wait = min(wait, time.Duration(ms)*time.Millisecond)
	}
	return wait, nil
}

// sleep waits that long or until a nudge; false when the store closes.
func (s *Store) sleep(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-s.nudge:
		return true
	case <-s.ended.Done():
		return false
	}
}
