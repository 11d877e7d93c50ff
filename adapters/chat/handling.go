package chat

import (
	"context"
	"time"
)

// How long things may take. Slack and Discord take an acknowledgement for 3 seconds.
const (
	// AckWithin is how long an acknowledgement waits for what was asked to be done.
	AckWithin = 2200 * time.Millisecond
	// lateAfter bounds what goes on after its acknowledgement.
	lateAfter = 20 * time.Second
)

// Handling goes on when the connection that brought a delivery is gone: what was
// begun comes to an end that is known.
func Handling(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), lateAfter)
}

// Promptly does something and says how it went; ErrLate when that takes longer than
// an acknowledgement waits, and then late is told afterwards how it went.
func (p *Porch) Promptly(ctx context.Context, do func(context.Context) error, late func(context.Context, error)) error {
	within := AckWithin
	if end, ok := ctx.Deadline(); ok { // some of it may be over
		within = min(within, time.Until(end))
	}
	return p.Running.Promptly(ctx, within, lateAfter,
		func(ctx context.Context) error { return p.Safely(func() error { return do(ctx) }) },
		func(ctx context.Context, err error) { _ = p.Safely(func() error { late(ctx, err); return nil }) })
}

// Afterwards does what need not be done before the acknowledgement; told learns how
// it went.
func (p *Porch) Afterwards(ctx context.Context, do func(context.Context) error, told func(context.Context, error)) {
	p.Background(func() {
		ctx, cancel := Handling(ctx)
		defer cancel()
		told(ctx, p.Safely(func() error { return do(ctx) }))
	})
}
