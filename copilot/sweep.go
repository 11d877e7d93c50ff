package copilot

import (
	"context"
	"time"
)

// sweepEvery is how soon people learn that their request was given up behind the
// workers' backs, because workers died on it.
const sweepEvery = time.Second

// sweep looks after every job that was given up without a word, until ctx ends: because
// its workers died on it, or because there was no way to say so. Nobody is left with a
// card that says that it is being worked on (P4).
func (c *Copilot) sweep(ctx context.Context) {
	regularly(ctx, 0, sweepEvery, func() { c.tellUntold(ctx) })
}

// regularly does something until ctx ends: first after a while, and then every so often.
func regularly(ctx context.Context, first, every time.Duration, do func()) {
	for look := time.NewTicker(max(first, 1)); ; look.Reset(every) {
		select {
		case <-ctx.Done():
			look.Stop()
			return
		case <-look.C:
			do()
		}
	}
}

func (c *Copilot) tellUntold(ctx context.Context) {
	for {
		jobs, err := c.Queue.Untold(ctx)
		if err != nil || len(jobs) == 0 {
			return // with an error the store is away: at the next look
		}
		for _, p := range jobs {
			ctx := Refer(ctx, p.Request.Reference())
			if err := c.caught(ctx, p.ID, func() error { return c.lookAfter(ctx, p) }); err != nil {
				c.Log.WarnContext(ctx, "a job was given up and nobody told so far", "job", p.ID, "error", err)
			}
		}
	}
}

// lookAfter has a job tried again for which no word came through, for an answer would
// not have either. Of one that workers died on it tells, or shows the answer that they
// died behind.
func (c *Copilot) lookAfter(ctx context.Context, p ParkedJob) error {
	if p.Cause != CauseDied {
		return c.Queue.Revive(ctx, p.ID)
	}
	if shown, err := c.showPresent(ctx, p.Request); err != nil {
		return err
	} else if shown { // they died when there was an answer
		return c.Queue.Told(ctx, p.ID)
	}
	c.Log.ErrorContext(ctx, "request given up: workers died on it", "job", p.ID)
	fault := NewFault(FaultInternal, "fault.given_up", map[string]any{"Reference": p.Request.Reference()}, nil)
	return c.tellGivenUp(ctx, Job{ID: p.ID, Request: p.Request}, fault)
}
