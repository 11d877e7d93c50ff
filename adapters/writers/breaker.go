package writers

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// Breaker leaves an endpoint alone that keeps failing: while its circuit is open, calls
// fail at once with WriterOpen and the time that is left. After the rest one call at a
// time may try; the first that succeeds closes the circuit.
//
// Failures are what another call would meet too: down, busy, slow, empty, garbage,
// endless. A refused prompt or key proves the endpoint alive. A caller who hangs up
// proves nothing.
func Breaker(w copilot.Writer, c Circuit) copilot.Writer { return &breaker{w, c} }

type breaker struct {
	next    copilot.Writer
	circuit Circuit
}

var errOpen = errors.New("left alone after repeated failures")

// Compose is Writer.Compose, or WriterOpen at once.
func (b *breaker) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	turn, wait, err := b.circuit.Enter(ctx)
	if err != nil {
		return copilot.Answer{}, err
	}
	if turn == "" {
		return copilot.Answer{}, &copilot.WriterError{Kind: copilot.WriterOpen, After: wait, Cause: errOpen}
	}
	proven, well := false, false
	defer func() { b.leave(ctx, turn, proven, well) }()
	answer, err := b.next.Compose(ctx, p, piece)
	proven, well = !errors.Is(err, context.Canceled), !failed(err)
	return answer, err
}

// leave ends a turn, also of a caller who hung up or a writer that panicked. What is
// not kept of it is lost: others learn from the next call, and a turn that nobody ends
// runs out.
func (b *breaker) leave(ctx context.Context, turn string, proven, well bool) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	if proven {
		_ = b.circuit.Leave(ctx, turn, well)
	} else {
		_ = b.circuit.Abandon(ctx, turn)
	}
}

// failed says whether err is the endpoint's failure.
func failed(err error) bool {
	e, ok := errors.AsType[*copilot.WriterError](err)
	if !ok {
		return err != nil
	}
	return e.Temporary() || e.Kind == copilot.WriterEndless
}
