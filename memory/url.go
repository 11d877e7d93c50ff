package memory

import (
	"context"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"
)

func dialer(url string) (func() redis.UniversalClient, error) {
	o, err := redis.ParseURL(url)
	if err != nil {
		return nil, errors.New("memory: redis url")
	}
	return func() redis.UniversalClient { return redis.NewClient(o) }, nil
}

func (s *Store) brief(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, time.Second)
}

type keys struct{ prefix string }

func keysUnder(prefix string) (keys, error) { return keys{prefix}, nil }
