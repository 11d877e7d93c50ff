package memorytest

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Journal is the simplest durable store there is, to measure others beside: a
// stream that only grows. It needs no test around it.
type Journal struct {
	db     *redis.Client
	stream string
}

// OpenJournal opens a journal on the Redis a URL names; it does not connect yet.
func OpenJournal(url, stream string) (*Journal, error) {
	o, err := redis.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("memorytest: open journal: %w", err)
	}
	o.MaxRetries = -1
	return &Journal{redis.NewClient(o), stream}, nil
}

// Add keeps an entry, and returns once the store has acknowledged it.
func (j *Journal) Add(ctx context.Context, entry []byte) error {
	err := j.db.XAdd(ctx, &redis.XAddArgs{Stream: j.stream, Values: []any{"entry", entry}}).Err()
	if err != nil {
		return fmt.Errorf("memorytest: add to journal: %w", err)
	}
	return nil
}
