package memory

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// older says whether versions that know no envelopes have ever worked on this server, and
// whether one does now. Such a version reads from the queue, or renews a lease, every few
// seconds, and always as the same consumer, of which the server knows how long it has been
// idle.
func (s *Store) older(ctx context.Context) (ever, now bool, err error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	consumers, err := s.db.XInfoConsumers(ctx, s.keys.work(), group).Result()
	switch {
	case err != nil && (strings.Contains(err.Error(), "no such key") || strings.HasPrefix(err.Error(), "NOGROUP")):
		return false, false, nil
	case err != nil:
		return false, false, fmt.Errorf("memory: look for older versions: %w", err)
	}
	for _, c := range consumers {
		if c.Name == bygone {
			return true, c.Idle < s.o.Beside, nil
		}
	}
	return false, false, nil
}

// beside is how often it is looked whether older versions are gone.
func (s *Store) beside() time.Duration { return jitter(s.o.Beside / 6) }
