package memory

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Identity is who the server is: a random name that is kept as long as everything else
// there. A server that comes back without it, or with another, came back without what
// it had acknowledged. "" when it has none.
func (s *Store) Identity(ctx context.Context) (string, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	is, err := s.db.Get(ctx, s.keys.store()).Result()
	if err != nil && !errors.Is(err, redis.Nil) {
		return "", fmt.Errorf("memory: read who the server is: %w", err)
	}
	return is, nil
}

// Identify is Identity, and gives the server one where it has none; fresh says that it
// had none.
func (s *Store) Identify(ctx context.Context) (is string, fresh bool, err error) {
	if is, err = s.Identity(ctx); err != nil || is != "" {
		return is, false, err
	}
	given, cancel := s.brief(ctx)
	defer cancel()
	err = s.db.SetArgs(given, s.keys.store(), rand.Text(), redis.SetArgs{Mode: "NX"}).Err()
	if err != nil && !errors.Is(err, redis.Nil) { // Nil: another was faster
		return "", false, fmt.Errorf("memory: say who the server is: %w", err)
	}
	fresh = err == nil
	is, err = s.Identity(ctx)
	return is, fresh, err
}
