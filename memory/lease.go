package memory

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// maxCause bounds what is kept of why a job failed, in bytes.
const maxCause = 1024

// Extend renews a job's lease; copilot.ErrLeaseLost when another worker holds it.
func (s *Store) Extend(ctx context.Context, j copilot.Job) error {
	return held(s.run(ctx, toExtend, s.keys.queue(), j.ID, j.Fence.Number).Int())
}

// Finish takes a job off the queue for good; copilot.ErrLeaseLost changes nothing.
func (s *Store) Finish(ctx context.Context, j copilot.Job) error {
	return held(s.run(ctx, toFinish, s.keys.queue(), j.ID, j.Fence.Number).Int())
}

// Release hands an unfinished job back at once, at no cost to its attempts;
// copilot.ErrLeaseLost when it is another's already.
func (s *Store) Release(ctx context.Context, j copilot.Job) error {
	return held(s.run(ctx, toRelease, s.keys.queue(), j.ID, j.Fence.Number).Int())
}

// Retry puts a failed job back to be claimed after the delay, or parks it when
// its attempts are used up. Of the cause the first 1024 bytes are kept.
func (s *Store) Retry(ctx context.Context, j copilot.Job, after time.Duration, cause string) (parked bool, err error) {
	outcome, err := s.run(ctx, toRetry, s.keys.queue(),
		j.ID, j.Fence.Number, s.nowMS(), after.Milliseconds(), clip(cause), s.o.Attempts).Int()
	if err := held(outcome, err); err != nil {
		return false, err
	}
	poke(s.nudge)
	return outcome == 2, nil
}

// held reads the reply of a script that does nothing for a stale fence.
func held(reply int, err error) error {
	if err == nil && reply == 0 {
		return copilot.ErrLeaseLost
	}
	return err
}
