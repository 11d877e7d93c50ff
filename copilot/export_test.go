package copilot

import "context"

// AnswerForTest runs a job as a worker that took it over would.
func AnswerForTest(c *Copilot, ctx context.Context, job Job) error { return c.answer(ctx, job) }

// TellUntoldForTest looks after given up jobs once.
func TellUntoldForTest(c *Copilot, ctx context.Context) { c.tellUntold(ctx) }

// YieldForTest ends the work of a worker that lost its lease on a request.
func YieldForTest(c *Copilot, ctx context.Context, r Request) { c.yield(ctx, Job{Request: r}) }

// InsistForTest shows the failure of a request as long as ctx lasts.
func InsistForTest(c *Copilot, ctx context.Context, r Request) error {
	return c.insist(ctx, Job{ID: r.ID, Request: r}, failureCard(r, "en", NewFault(FaultInternal, "fault.given_up", nil, nil), true))
}

// TellGivenUpForTest tells of one job that was given up.
func TellGivenUpForTest(c *Copilot, ctx context.Context, p ParkedJob) error {
	return c.tellGivenUp(ctx, Job{ID: p.ID, Request: p.Request}, NewFault(FaultInternal, "fault.given_up", nil, nil))
}

// ExpireForTest looks once for drafts that have waited too long.
func ExpireForTest(c *Copilot, ctx context.Context) {
	if err := c.expireOnce(ctx); err != nil {
		panic(err)
	}
}
