package memory

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Posted remembers which message of the chat answers a request.
func (s *Store) Posted(ctx context.Context, t copilot.Tenant, request, message string) error {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	if err := s.db.HSet(ctx, s.keys.of("posts", t), request, message).Err(); err != nil {
		return fmt.Errorf("memory: keep post: %w", err)
	}
	return nil
}

// Post finds the message that answers a request; copilot.ErrAbsent.
func (s *Store) Post(ctx context.Context, t copilot.Tenant, request string) (string, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	message, err := s.db.HGet(ctx, s.keys.of("posts", t), request).Result()
	if errors.Is(err, redis.Nil) {
		return "", copilot.ErrAbsent
	}
	if err != nil {
		return "", fmt.Errorf("memory: read post: %w", err)
	}
	return message, nil
}
