package memory

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// parkedPage is how many parked jobs are read in one go.
const parkedPage = 1000

// Parked lists jobs that are given up until somebody revives them, oldest first.
func (s *Store) Parked(ctx context.Context) ([]copilot.ParkedJob, error) {
	var all []copilot.ParkedJob
	for {
		page, err := s.parked(ctx, len(all))
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < parkedPage {
			return all, nil
		}
	}
}

// parked is a page of Parked, from an offset on.
func (s *Store) parked(ctx context.Context, from int) ([]copilot.ParkedJob, error) {
	ctx, cancel := s.brief(ctx)
	defer cancel()
	ids, err := s.db.ZRangeWithScores(ctx, s.keys.parked(), int64(from), int64(from+parkedPage-1)).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: list parked jobs: %w", err)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	about, err := s.db.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, z := range ids {
			p.HMGet(ctx, s.keys.job(z.Member.(string)), "request", "cause")
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("memory: read parked jobs: %w", err)
	}
	parked := make([]copilot.ParkedJob, len(ids))
	for i, z := range ids {
		parked[i] = s.parkedJob(z, about[i].(*redis.SliceCmd).Val())
	}
	return parked, nil
}

// parkedJob is listed also when its request cannot be read: or else nobody could
// see it.
func (s *Store) parkedJob(z redis.Z, about []any) copilot.ParkedJob {
	j := copilot.ParkedJob{ID: z.Member.(string), At: time.UnixMilli(int64(z.Score)).UTC()}
	request, _ := about[0].(string)
	cause, _ := about[1].(string)
	j.Request, _ = s.getRequest(j.ID, request) // else the zero one
	j.Cause = s.getCause(j.ID, j.Request, cause)
	return j
}

// Revive puts a parked job back with fresh attempts; copilot.ErrAbsent if it is
// not parked.
func (s *Store) Revive(ctx context.Context, id string) error {
	revived, err := s.run(ctx, toRevive, s.keys.queue(), id, s.nowMS()).Int()
	if err == nil && revived == 0 {
		return copilot.ErrAbsent
	}
	return err
}

// Depth counts jobs by where they are, and says how long the longest has been ready.
func (s *Store) Depth(ctx context.Context) (copilot.Depth, error) {
	n, err := s.run(ctx, toCount, s.keys.queue()).Int64Slice()
	if err != nil {
		return copilot.Depth{}, err
	}
	return copilot.Depth{
		Waiting: n[0], Working: n[1], Delayed: n[2], Parked: n[3], Oldest: time.Duration(n[4]) * time.Millisecond,
	}, nil
}
