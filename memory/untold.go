package memory

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// tellingTime is how long whoever gave a job up, or took it on to tell of that, has
// to tell the person before others may.
const tellingTime = time.Minute

// maxUntold is how many jobs are taken on at once: telling each may take a while.
const maxUntold = 16

// Untold takes it on to tell people that their jobs were given up, the longest
// waiting first, at most 16 at once. They are not returned again for a minute.
func (s *Store) Untold(ctx context.Context) ([]copilot.ParkedJob, error) {
	taken, err := s.run(ctx, toTell, s.keys.queue(), s.nowMS(), tellingTime.Milliseconds(), maxUntold).Slice()
	if err != nil {
		return nil, err
	}
	jobs := make([]copilot.ParkedJob, len(taken))
	for i, t := range taken {
		f := t.([]any) // made by tell.lua: job, when, request, cause
		at, _ := f[1].(string)
		ms, _ := strconv.ParseFloat(at, 64)
		jobs[i] = parkedJob(redis.Z{Member: f[0], Score: ms}, f[2:])
	}
	return jobs, nil
}

// Told notes that the person knows that a job was given up.
func (s *Store) Told(ctx context.Context, id string) error {
	return s.run(ctx, toTold, s.keys.queue(), id).Err()
}
