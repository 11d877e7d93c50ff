package copilot

import (
	"context"
	"errors"
	"time"
)

// ErrUnsure is in the error of an Accept whose outcome nobody knows: the store went
// away before it could say.
var ErrUnsure = errors.New("copilot: it is not known whether it was accepted")

// Queue carries accepted requests to workers: durable, at least once, in one
// place for all replicas.
type Queue interface {
	// Accept keeps a request for work, durably, in one atomic step with the check
	// whether the same request (tenant and ID) was accepted in the last 24 hours.
	// It returns true when the request is new, and *LimitError when there are too many
	// (Request.Limited): one that was accepted before is never refused, and counted once.
	// After an error nothing was kept; only
	// with ErrUnsure nobody can tell yet, and nothing will be unless a worker begins
	// on it first.
	Accept(ctx context.Context, r Request) (bool, error)

	// Claim waits for work and leases it. It returns ctx's error when ctx ends
	// first, and waits through an absent store rather than fail.
	Claim(ctx context.Context) (Job, error)

	// Extend renews the lease and says until when nobody else can have the job,
	// as in Job.Until; ErrLeaseLost when another worker holds it now.
	Extend(ctx context.Context, j Job) (until time.Time, err error)

	// Finish takes the job off the queue for good. ErrLeaseLost changes nothing.
	Finish(ctx context.Context, j Job) error

	// Retry puts the job back to be claimed after the delay, or parks it when its
	// attempts are used up (parked true): the caller tells the person, then calls
	// Told. cause is kept for people to read.
	Retry(ctx context.Context, j Job, after time.Duration, cause string) (parked bool, err error)

	// Park gives the job up at once, whatever attempts are left: for a failure
	// that another try would only repeat.
	Park(ctx context.Context, j Job, cause string) error

	// Release hands an unfinished job back at once, at no cost to its attempts:
	// for a worker that shuts down.
	Release(ctx context.Context, j Job) error

	// Parked lists jobs that are given up until somebody revives them.
	Parked(ctx context.Context) ([]ParkedJob, error)
	// Untold takes on jobs that were given up without a word to the person: their
	// workers died on them, or whoever gave them up could not say so. No replica is
	// given them again for half a minute, then for a whole one, and so on for a day; Told and
	// Revive end that.
	Untold(ctx context.Context) ([]ParkedJob, error)
	// Told notes that the person knows that a job was given up; ErrAbsent when it was
	// revived meanwhile, or they were told before.
	Told(ctx context.Context, id string) error
	// Revive puts a parked job back with fresh attempts; ErrAbsent if it is not parked.
	Revive(ctx context.Context, id string) error

	// Depth counts jobs by where they are, and says how long the longest has been ready.
	Depth(ctx context.Context) (Depth, error)
}

// Job is a leased request.
type Job struct {
	ID      string
	Request Request
	Attempt int // 1 for the first try; a killed worker's try does not count
	Fence   Fence
	Until   time.Time // nobody else can have it before then, by the clock of this process
	// Accepted is when it was, by the clock of the process that did; zero when nobody wrote
	// that down.
	Accepted time.Time

	seen *sight // what this worker knows of the message that answers it
}

// Fence proves to the store that a write comes from the present holder of a
// job's lease, not from one that slept through losing it.
type Fence struct {
	Job    string
	Number int64 // grows with every claim of the job
}

// CauseDied is the cause of a job that was parked because its workers died: the
// one cause of which nobody was there to tell the person.
const CauseDied = "workers died on it"

// ParkedJob is a job that failed too often.
type ParkedJob struct {
	ID      string
	Request Request
	Cause   string
	At      time.Time
}

// Depth counts jobs.
type Depth struct {
	Waiting int64 // ready to be claimed
	Working int64 // leased
	Delayed int64 // waiting for their time
	Parked  int64
	// Oldest is for how long the job has been ready that has been so for longest, of those
	// that no worker has; 0 when there is none. Who waits behind another job of the same
	// person is not ready.
	Oldest time.Duration
}

// ErrLeaseLost is returned to a worker whose job is another's by now.
var ErrLeaseLost = errors.New("copilot: lease lost")
