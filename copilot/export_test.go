package copilot

import "context"

// AnswerForTest runs a job as a worker that took it over would.
func AnswerForTest(c *Copilot, ctx context.Context, job Job) error { return c.answer(ctx, job) }

// TellParkedForTest tells of given up jobs once.
func TellParkedForTest(c *Copilot, ctx context.Context) { c.tellUntold(ctx) }
