package writers

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"

	"github.com/brouillon/brouillon/copilot"
)

// Fuse says when Breaker opens. A zero field is its default.
type Fuse struct {
	Failures uint          // of the last Of calls that open the breaker; default 5
	Of       uint          // default 10; at least Failures
	Rest     time.Duration // how long it stays open before one call may try; default 30 s
}

// Breaker leaves an endpoint alone that keeps failing: while it is open, calls
// fail at once with WriterOpen and the time that is left. After the rest one
// call at a time may try; the first that succeeds closes the breaker.
//
// Failures are what another call would meet too: down, busy, slow, empty,
// garbage, endless. A refused prompt or key proves the endpoint alive. A caller
// who hangs up proves nothing.
func Breaker(w copilot.Writer, f Fuse) copilot.Writer {
	failures := cmp.Or(f.Failures, 5)
	return &breaker{w, circuitbreaker.NewBuilder[any]().
		WithFailureThresholdRatio(failures, max(failures, cmp.Or(f.Of, 10))).
		WithSuccessThreshold(1).
		WithDelay(cmp.Or(f.Rest, 30*time.Second)).
		Build()}
}

type breaker struct {
	next    copilot.Writer
	circuit circuitbreaker.CircuitBreaker[any]
}

var errOpen = errors.New("left alone after repeated failures")

// Compose is Writer.Compose, or WriterOpen at once.
func (b *breaker) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	if !b.circuit.TryAcquirePermit() {
		return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterOpen, After: b.circuit.RemainingDelay(), Cause: errOpen}
	}
	probing := b.circuit.IsHalfOpen()
	proven := false
	// A permit that is never given back would keep the breaker half-open, and so
	// closed to everybody, for ever: a probe without a verdict counts as failed.
	defer func() {
		if !proven && probing {
			b.circuit.RecordFailure()
		}
	}()
	answer, err := b.next.Compose(ctx, p, piece)
	if errors.Is(err, context.Canceled) {
		return answer, err
	}
	proven = true
	if failed(err) {
		b.circuit.RecordFailure()
	} else {
		b.circuit.RecordSuccess()
	}
	return answer, err
}

// failed says whether err is the endpoint's failure.
func failed(err error) bool {
	e, ok := errors.AsType[*copilot.WriterError](err)
	if !ok {
		return err != nil
	}
	return e.Temporary() || e.Kind == copilot.WriterEndless
}
