package memory

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Survey gives drafts of a tenant from a moment on, newest first; see copilot.Memory.
func (s *Store) Survey(ctx context.Context, t copilot.Tenant, channel string, since time.Time, most int, each func(copilot.Draft)) (copilot.Surveyed, error) {
	ids, err := s.since(ctx, t, channel, since, most+1) // one more says that there are others
	if err != nil {
		return copilot.Surveyed{}, err
	}
	saw := copilot.Surveyed{More: len(ids) > most}
	for batch := range slices.Chunk(ids[:min(most, len(ids))], draftPage) {
		drafts, spoilt, err := s.load(ctx, t, batch)
		if err != nil {
			return saw, err
		}
		saw.LeftOut += spoilt
		for _, d := range drafts {
			if chosen(d, copilot.Filter{Channel: channel}) {
				each(d)
			}
		}
	}
	return saw, nil
}

// since lists ids of drafts from a moment on, newest first.
func (s *Store) since(ctx context.Context, t copilot.Tenant, channel string, since time.Time, count int) ([]string, error) {
	ctx, cancel := s.long(ctx)
	defer cancel()
	from := "-inf"
	if !since.IsZero() {
		from = decimal(since.UnixMicro())
	}
	ids, err := s.db.ZRevRangeByScore(ctx, s.keys.index(t, channel, ""), &redis.ZRangeBy{Min: from, Max: "+inf", Count: int64(count)}).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: list drafts: %w", err)
	}
	return ids, nil
}
