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
	look := time.NewTicker(sweepEvery)
	defer look.Stop()
	for {
		c.tellUntold(ctx)
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

func (c *Copilot) tellUntold(ctx context.Context) {
	jobs, err := c.Queue.Untold(ctx)
	if err != nil {
		return // the store is away: at the next look
	}
	for _, p := range jobs {
		if p.Cause != CauseDied {
			// No word came through, so an answer would not have either: both are tried
			// again, until one does.
			_ = c.Queue.Revive(ctx, p.ID)
			continue
		}
		fault := NewFault(FaultInternal, "fault.given_up", map[string]any{"Reference": p.ID}, nil)
		if err := c.tellGivenUp(ctx, Job{ID: p.ID, Request: p.Request}, fault); err != nil {
			c.Log.Warn("a job was given up and nobody told so far", "job", p.ID, "error", err)
		}
	}
}
