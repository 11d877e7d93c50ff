package memory

import (
	"context"
	"errors"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Accept keeps a request for work; see copilot.Queue.
func (s *Store) Accept(context.Context, copilot.Request) (bool, error) {
	return false, errors.ErrUnsupported
}

// Claim waits for work and leases it; see copilot.Queue.
func (s *Store) Claim(context.Context) (copilot.Job, error) {
	return copilot.Job{}, errors.ErrUnsupported
}

// Extend renews a lease; see copilot.Queue.
func (s *Store) Extend(context.Context, copilot.Job) error { return errors.ErrUnsupported }

// Finish takes a job off the queue; see copilot.Queue.
func (s *Store) Finish(context.Context, copilot.Job) error { return errors.ErrUnsupported }

// Retry puts a job back; see copilot.Queue.
func (s *Store) Retry(context.Context, copilot.Job, time.Duration, string) (bool, error) {
	return false, errors.ErrUnsupported
}

// Release hands a job back; see copilot.Queue.
func (s *Store) Release(context.Context, copilot.Job) error { return errors.ErrUnsupported }

// Parked lists jobs given up; see copilot.Queue.
func (s *Store) Parked(context.Context) ([]copilot.ParkedJob, error) {
	return nil, errors.ErrUnsupported
}

// Revive puts a parked job back; see copilot.Queue.
func (s *Store) Revive(context.Context, string) error { return errors.ErrUnsupported }

// Depth counts jobs; see copilot.Queue.
func (s *Store) Depth(context.Context) (copilot.Depth, error) {
	return copilot.Depth{}, errors.ErrUnsupported
}
