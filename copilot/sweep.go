package copilot

import (
	"context"
	"time"
)

// sweepEvery is how soon people learn that their request was given up behind the
// workers' backs, because workers died on it.
const sweepEvery = 5 * time.Second

// sweep shows the failure of every job that was parked because its workers died,
// until ctx ends: nobody is left with a card that says that it is being worked on
// (P4). Whoever parks a job for another cause has told already.
func (c *Copilot) sweep(ctx context.Context) {
	told := map[string]bool{}
	look := time.NewTicker(sweepEvery)
	defer look.Stop()
	for {
		c.tellParked(ctx, told)
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// tellParked shows the failure of the jobs that are parked so and not in told
// yet, and forgets those that are parked no more.
func (c *Copilot) tellParked(ctx context.Context, told map[string]bool) {
	parked, err := c.Queue.Parked(ctx)
	if err != nil {
		return // the store is away: at the next look
	}
	now := make(map[string]bool, len(parked))
	for _, p := range parked {
		now[p.ID] = p.Cause != CauseDied || told[p.ID] || c.tellGivenUp(ctx, p)
	}
	clear(told)
	for id, done := range now {
		told[id] = done
	}
}

func (c *Copilot) tellGivenUp(ctx context.Context, p ParkedJob) bool {
	fault := NewFault(FaultInternal, "fault.given_up", map[string]any{"Reference": p.ID}, nil)
	job := Job{ID: p.ID, Request: p.Request}
	return c.fail(ctx, job, fault, true) == nil
}
