package copilot

import (
	"context"
	"errors"
	"sync"
	"time"
)

// How a lease is kept: renewed every heartbeat, which is several times within its
// 10 s, sooner when the store did not answer; and taken for sure only while more than
// arrival is left of it, which is what a send may take to arrive.
const (
	heartbeat = 2500 * time.Millisecond
	skipped   = 250 * time.Millisecond
	arrival   = 2 * time.Second
)

// lease is a worker's hold on a job. It is safe for concurrent use.
type lease struct {
	queue Queue
	job   Job
	lose  context.CancelCauseFunc

	mu    sync.Mutex
	until time.Time
}

type leaseKey struct{}

// Held returns nil when ctx is no worker's, or when that worker has its job for sure,
// ErrLeaseLost when another has it by now. A process may be paused at any moment and
// wake up after its work was done by another: so whatever sends something to a
// platform asks this last. It waits while the store cannot tell, as long as ctx lasts.
func Held(ctx context.Context) error {
	l, ok := ctx.Value(leaseKey{}).(*lease)
	if !ok {
		return nil
	}
	return l.sure(ctx)
}

// fenceOf is the fence of the worker who acts under ctx; zero when none does.
func fenceOf(ctx context.Context) Fence {
	if l, ok := ctx.Value(leaseKey{}).(*lease); ok {
		return l.job.Fence
	}
	return Fence{}
}

// freely is ctx without the lease: for what is done about a job once it is off the
// worker's hands.
func freely(ctx context.Context) context.Context { return context.WithValue(ctx, leaseKey{}, nil) }

// hold renews the lease until stop is called; the context ends when it is lost.
func (c *Copilot) hold(ctx context.Context, job Job) (leased context.Context, stop func()) {
	leased, cancel := context.WithCancelCause(ctx)
	l := &lease{queue: c.Queue, job: job, lose: cancel, until: job.Until}
	leased = context.WithValue(leased, leaseKey{}, l)
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.keep(leased)
	}()
	return leased, func() { cancel(nil); <-done }
}

// keep renews the lease until ctx ends.
func (l *lease) keep(ctx context.Context) {
	for wait := heartbeat; rest(ctx, wait) == nil; {
		wait = heartbeat
		if l.extend(ctx) != nil {
			wait = skipped
		}
	}
}

func (l *lease) extend(ctx context.Context) error {
	until, err := l.queue.Extend(ctx, l.job)
	switch {
	case errors.Is(err, ErrLeaseLost):
		l.lose(err)
		l.last(time.Time{}) // nothing done in its name any more is sure
	case err == nil:
		l.last(until)
	}
	return err
}

// last notes until when the lease lasts.
func (l *lease) last(until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.until = until
}

// sure is Held.
func (l *lease) sure(ctx context.Context) error {
	for !l.certain(time.Now()) {
		err := l.extend(ctx)
		if err == nil || errors.Is(err, ErrLeaseLost) {
			return err
		}
		if rest(ctx, skipped) != nil {
			return context.Cause(ctx)
		}
	}
	return nil
}

// certain says whether the job is ours without asking anybody. Both clocks have to
// agree: one stands still while the machine sleeps, the other can be set.
func (l *lease) certain(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	until := l.until.Add(-arrival)
	return now.Before(until) && now.Round(0).Before(until.Round(0))
}

// rest waits that long; ctx's error when it ends first.
func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
