package memory

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// Claim waits for work and leases it. It returns ctx's error when ctx ends
// first, and waits through an absent store rather than fail.
func (s *Store) Claim(ctx context.Context) (copilot.Job, error) {
	if err := ctx.Err(); err != nil {
		return copilot.Job{}, err
	}
	s.working.Do(func() {
		s.wg.Go(s.read)
		s.wg.Go(s.keepUp)
	})
	c := s.desk.wait()
	err := ErrClosed
	select {
	case j := <-c:
		return j, nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-s.ended.Done():
	}
	if s.desk.leave(c) {
		return copilot.Job{}, err
	}
	return <-c, nil // it came first after all
}
