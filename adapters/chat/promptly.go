package chat

import (
	"context"
	"errors"
	"time"
)

// ErrLate says that something takes longer than an acknowledgement waits.
var ErrLate = errors.New("it takes longer than an acknowledgement waits")

// Promptly does something in one of the tasks and returns how it went, or ErrLate
// when it takes longer than within: then late is told how it went in the end. What
// is done has until lasts, and goes on when the connection that brought it is gone.
func (t *Tasks) Promptly(ctx context.Context, within, lasts time.Duration, do func(context.Context) error, late func(context.Context, error)) error {
	ctx = context.WithoutCancel(ctx)
	outcome := make(chan error)
	given := make(chan struct{})
	t.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, lasts)
		defer cancel()
		err := do(ctx)
		select {
		case outcome <- err:
		case <-given:
			late(ctx, err)
		}
	})
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case err := <-outcome:
		return err
	case <-timer.C:
		close(given)
		return ErrLate
	}
}
