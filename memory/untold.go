package memory

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// tellingTime is how long whoever gave a job up, or took it on to tell of that, has
// to tell the person before others may, the first time.
const tellingTime = 30 * time.Second

// untoldTime is how long after it was accepted a job is still looked after: what somebody
// asked for a day ago is not answered out of the blue.
const untoldTime = 24 * time.Hour

// maxUntold is how many jobs are taken on at once: one, since telling may take long,
// and nobody else may look after those that wait for it.
const maxUntold = 1

// Untold takes on a job that was given up without a word, if there is one: the one that
// waits longest. It is not returned again for half a minute, then for a whole one, and so on.
func (s *Store) Untold(ctx context.Context) ([]copilot.ParkedJob, error) {
	taken, err := s.run(ctx, toTell, s.keys.queue(), s.nowMS(), tellingTime.Milliseconds(), maxUntold, untoldTime.Milliseconds()).Slice()
	if err != nil {
		return nil, err
	}
	jobs := make([]copilot.ParkedJob, len(taken))
	for i, t := range taken {
		f := t.([]any) // made by tell.lua: job, when, request, cause
		at, _ := f[1].(string)
		ms, _ := strconv.ParseFloat(at, 64)
		jobs[i] = s.parkedJob(redis.Z{Member: f[0], Score: ms}, f[2:])
	}
	return jobs, nil
}

// Told notes that the person knows that a job was given up; copilot.ErrAbsent when
// that is not how things are any more: somebody revived it, or told them before.
func (s *Store) Told(ctx context.Context, id string) error {
	noted, err := s.run(ctx, toTold, s.keys.queue(), id).Int()
	if err == nil && noted == 0 {
		return copilot.ErrAbsent
	}
	return err
}
