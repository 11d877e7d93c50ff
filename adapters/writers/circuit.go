package writers

import (
	"cmp"
	"context"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
)

// Circuit knows whether an endpoint is to be left alone, by what became of the calls
// before: it opens after repeated failures, and after a rest one call at a time may
// try. Several processes may share one.
type Circuit interface {
	// Enter asks for a call. With a turn it may be made, and Leave or Abandon has to
	// follow; without one it may not, and wait is how long the endpoint is still left
	// alone: 0 while somebody else tries it. After an error the call is not made.
	Enter(ctx context.Context) (turn string, wait time.Duration, err error)
	// Leave says whether the endpoint did well. A turn that was overtaken has no effect.
	Leave(ctx context.Context, turn string, well bool) error
	// Abandon ends a turn in which the endpoint proved nothing. When that was the call
	// that tried, the endpoint is left alone for another rest.
	Abandon(ctx context.Context, turn string) error
}

// Fuse says when a Circuit opens. A zero field is its default.
type Fuse struct {
	Failures uint          // of the last Of calls that open it; default 5
	Of       uint          // default 10; at least Failures
	Rest     time.Duration // how long it stays open before one call may try; default 30 s
}

// NewCircuit makes a Circuit of this process's own. Its methods return no error.
func NewCircuit(f Fuse) Circuit { return newOwn(f) }

type own struct {
	breaker circuitbreaker.CircuitBreaker[any]
}

func newOwn(f Fuse) own {
	failures := cmp.Or(f.Failures, 5)
	return own{circuitbreaker.NewBuilder[any]().
		WithFailureThresholdRatio(failures, max(failures, cmp.Or(f.Of, 10))).
		WithSuccessThreshold(1).
		WithDelay(cmp.Or(f.Rest, 30*time.Second)).
		Build()}
}

// Turns of a circuit of our own.
const (
	ordinary = "ordinary"
	trying   = "trying" // an open circuit
)

// Enter is Circuit.Enter.
func (o own) Enter(context.Context) (turn string, wait time.Duration, err error) {
	switch {
	case !o.breaker.TryAcquirePermit():
		return "", o.breaker.RemainingDelay(), nil
	case o.breaker.IsHalfOpen():
		return trying, 0, nil
	default:
		return ordinary, 0, nil
	}
}

// Leave is Circuit.Leave.
func (o own) Leave(_ context.Context, _ string, well bool) error {
	if well {
		o.breaker.RecordSuccess()
	} else {
		o.breaker.RecordFailure()
	}
	return nil
}

// Abandon is Circuit.Abandon: a permit that is never given back would keep the circuit
// half-open, and so closed to everybody, for ever.
func (o own) Abandon(_ context.Context, turn string) error {
	if turn == trying {
		o.breaker.RecordFailure()
	}
	return nil
}

// learn is what a call proved that somebody else permitted.
func (o own) learn(well bool) {
	switch {
	case !well:
		o.breaker.RecordFailure()
	case o.breaker.IsClosed():
		o.breaker.RecordSuccess()
	default:
		o.breaker.Close()
	}
}
