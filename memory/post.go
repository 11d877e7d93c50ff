package memory

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Posted remembers which message of the chat answers a request; copilot.ErrLeaseLost
// when the fence is stale. The zero Fence is for what no job does.
func (s *Store) Posted(ctx context.Context, t copilot.Tenant, request, message string, fence copilot.Fence) error {
	return held(s.run(ctx, toPosted, s.keys.queue(s.keys.of("posts", t)), fence.Job, fence.Number, request, message).Int())
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
