package chattest

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// FrailQueue is a queue that may be down, and remembers what it was given.
type FrailQueue struct {
	copilot.Queue
	Down    atomic.Bool
	Refused atomic.Int32 // how often it was down
	Given   Logbook
	Last    atomic.Pointer[copilot.Request] // that was accepted
}

var errDown = errors.New("the store is down")

// Accept fails while the store is down.
func (q *FrailQueue) Accept(ctx context.Context, r copilot.Request) (bool, error) {
	if q.Down.Load() {
		q.Refused.Add(1)
		return false, errDown
	}
	q.Given.Note(r)
	q.Last.Store(&r)
	return q.Queue.Accept(ctx, r)
}

// Retry is of copilot.Queue.
func (q *FrailQueue) Retry(ctx context.Context, j copilot.Job, after time.Duration, cause string) (bool, error) {
	q.Given.Note(cause)
	return q.Queue.Retry(ctx, j, after, cause)
}

// Park is of copilot.Queue.
func (q *FrailQueue) Park(ctx context.Context, j copilot.Job, cause string) error {
	q.Given.Note(cause)
	return q.Queue.Park(ctx, j, cause)
}
