package memory

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// CatchUp remembers up to where a person has been told what was said at a place, for
// Options.ContextTTL.
func (s *Store) CatchUp(ctx context.Context, at copilot.Place, p copilot.Person, to time.Time) error {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.Set(ctx, s.keys.caughtUp(at, p), to.UnixNano(), s.o.ContextTTL).Err(); err != nil {
		return fmt.Errorf("memory: keep catch-up: %w", err)
	}
	return nil
}

// CaughtUp is up to where a person has been told; copilot.ErrAbsent.
func (s *Store) CaughtUp(ctx context.Context, at copilot.Place, p copilot.Person) (time.Time, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	text, err := s.db.Get(ctx, s.keys.caughtUp(at, p)).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return time.Time{}, copilot.ErrAbsent
	case err != nil:
		return time.Time{}, fmt.Errorf("memory: read catch-up: %w", err)
	}
	ns, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("memory: read catch-up: %w", err)
	}
	return time.Unix(0, ns).UTC(), nil
}
