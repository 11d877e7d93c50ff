package memory

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// maxCause bounds what is kept of why a job failed, in bytes.
const maxCause = 1024

// Extend renews a job's lease and says until when nobody else can have it;
// copilot.ErrLeaseLost when another worker holds it.
func (s *Store) Extend(ctx context.Context, j copilot.Job) (time.Time, error) {
	until := s.leased()
	return until, held(s.run(ctx, toExtend, s.keys.queue(), j.ID, j.Fence.Number).Int())
}

// leased is until when a lease lasts that is asked for now: it begins when the store
// grants it, which is later.
func (s *Store) leased() time.Time { return time.Now().Add(s.o.Lease) }

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
// its attempts are used up: then the caller tells the person and says so by Told, or
// else it is returned by Untold in a while. Of the cause the first 1024 bytes are kept.
func (s *Store) Retry(ctx context.Context, j copilot.Job, after time.Duration, cause string) (parked bool, err error) {
	now := s.nowMS()
	outcome, err := s.run(ctx, toRetry, s.keys.queue(),
		j.ID, j.Fence.Number, now, after.Milliseconds(), s.putCause(j, cause), s.o.Attempts, now+tellingTime.Milliseconds()).Int()
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
