package memory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// Holding is how much is kept of the place's channel, and of somebody; see copilot.Oblivion.
func (s *Store) Holding(ctx context.Context, at copilot.Place, p copilot.Person) (copilot.Holding, error) {
	var h copilot.Holding
	err := s.each(ctx, s.keys.of("caughtup", at.Tenant())+":*:"+escape(p.ID), func(keys []string) error {
		h.Marks += len(keys)
		return nil
	})
	if err != nil {
		return h, err
	}
	ctx, cancel := s.brief(ctx)
	defer cancel()
	minutes, stretch := s.minutes(at), s.keys.stretch(at)
	var counts [2]*redis.IntCmd
	var left [3]*redis.DurationCmd
	var first, last *redis.ZSliceCmd
	_, err = s.db.Pipelined(ctx, func(tx redis.Pipeliner) error {
		counts[0], counts[1] = tx.HLen(ctx, minutes[0]), tx.HLen(ctx, stretch[1])
		for i, key := range []string{s.context(at)[0], minutes[0], stretch[0]} {
			left[i] = tx.PTTL(ctx, key)
		}
		first, last = tx.ZRangeWithScores(ctx, stretch[2], 0, 0), tx.ZRangeWithScores(ctx, stretch[2], -1, -1)
		return nil
	})
	if err != nil && !errors.Is(err, redis.Nil) {
		return h, fmt.Errorf("memory: read what is kept: %w", err)
	}
	h.Minutes, h.Messages = int(counts[0].Val()), int(counts[1].Val())
	for i, until := range []*time.Time{&h.ExchangesUntil, &h.MinutesUntil, &h.MessagesUntil} {
		if d := left[i].Val(); d > 0 {
			*until = s.o.Clock().Add(d)
		}
	}
	for i, at := range []*time.Time{&h.From, &h.To} {
		if z := []*redis.ZSliceCmd{first, last}[i].Val(); len(z) == 1 {
			*at = time.UnixMicro(int64(z[0].Score)).UTC()
		}
	}
	return h, nil
}
