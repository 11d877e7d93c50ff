package memory

import (
	"context"
	"time"
)

// unspoilEvery is how often, about, it is looked for jobs that somebody else could not
// read; unspoilMost is how many are looked at in one go.
const (
	unspoilEvery = 15 * time.Second
	unspoilMost  = 100
)

// unspoil puts jobs back that were parked because whoever took them could not read them, and
// that can be read here: by a version that knows no envelopes, beside which envelopes were
// begun, or by a store that had another key.
func (s *Store) unspoil(looked *time.Time) {
	if len(s.vault.rings) == 0 || time.Since(*looked) < unspoilEvery {
		return
	}
	*looked = time.Now()
	ctx := context.WithoutCancel(s.ended)
	found, err := s.run(ctx, toSpoiled, s.keys.queue(), unreadable, unspoilMost).StringSlice()
	if err != nil {
		return // the next round looks again
	}
	for i := 0; i+1 < len(found); i += 2 {
		if _, err := s.getRequest(found[i], found[i+1]); err != nil {
			continue
		}
		if s.Revive(ctx, found[i]) == nil {
			s.o.Log.Info("a job that somebody could not read is put back", "job", found[i])
		}
	}
}
