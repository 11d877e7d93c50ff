package writers

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// Bulkhead lets at most n calls (at least 1) run at once; the others wait their
// turn, first come, first served, until their ctx ends.
func Bulkhead(w copilot.Writer, n int) copilot.Writer {
	return &bulkhead{w, make(chan struct{}, max(1, n))}
}

type bulkhead struct {
	next   copilot.Writer
	places chan struct{} // senders blocked on a channel are served in order
}

// Compose is Writer.Compose, once there is a place.
func (b *bulkhead) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	select {
	case <-ctx.Done():
		return copilot.Answer{}, ctx.Err()
	case b.places <- struct{}{}:
	}
	defer func() { <-b.places }()
	if ctx.Err() != nil { // both were ready, and chance chose the place
		return copilot.Answer{}, ctx.Err()
	}
	return b.next.Compose(ctx, p, piece)
}
