package writers

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

var errAway = errors.New("the store is away")

// common is a circuit that several share, whose store may go away.
type common struct {
	Circuit
	away bool
}

func (c *common) Enter(ctx context.Context) (string, time.Duration, error) {
	if c.away || ctx.Err() != nil {
		return "", 0, errAway
	}
	return c.Circuit.Enter(ctx)
}

func (c *common) Leave(ctx context.Context, turn string, well bool) error {
	if c.away || ctx.Err() != nil {
		return errAway
	}
	return c.Circuit.Leave(ctx, turn, well)
}

func (c *common) Abandon(ctx context.Context, turn string) error {
	if c.away || ctx.Err() != nil {
		return errAway
	}
	return c.Circuit.Abandon(ctx, turn)
}

var (
	down = turn{err: fails(copilot.WriterDown)}
	gone = turn{err: context.Canceled}
)

// What one replica learns counts for the others, and one of them tries the endpoint.
func TestShare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &common{Circuit: NewCircuit(fuse)}
		model := script(down, down, down, turn{pieces: ok.pieces, takes: time.Minute}, ok)
		a, b := Breaker(model, Share(c, fuse)), Breaker(model, Share(c, fuse))
		equal(t, states(t, a, 2), "down", "down")
		equal(t, states(t, b, 2), "down", "open")
		equal(t, states(t, a, 1), "open")
		time.Sleep(30 * time.Second)
		done := make(chan heard)
		go func() { done <- compose(t.Context(), a) }()
		synctest.Wait()
		equal(t, states(t, b, 2), "open", "open")
		if got := <-done; got.err != nil {
			t.Error(got.err)
		}
		equal(t, states(t, b, 1), "ok")
	})
}

// A store that is away stops no answer: each process goes by what it has seen itself,
// and with the others again when the store is back.
func TestShareWithoutAStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &common{Circuit: NewCircuit(fuse)}
		w := Breaker(script(down, down, down, ok, ok, ok, ok, down), Share(c, fuse))
		equal(t, states(t, w, 2), "down", "down")
		c.away = true
		equal(t, states(t, w, 2), "down", "open")
		c.away = false
		equal(t, states(t, w, 1), "ok") // two failures are all the others know
		c.away = true
		equal(t, states(t, w, 3), "ok", "ok", "ok") // which proved the endpoint alive
		equal(t, states(t, w, 4), "down", "down", "down", "open")
	})
}

// When the store went away in the middle of a call, what it proved is known here.
func TestShareLosesItsStore(t *testing.T) {
	c := &common{Circuit: NewCircuit(fuse)}
	model := &leaving{scripted: script(down), common: c}
	w := Breaker(model, Share(c, fuse))
	equal(t, states(t, w, 4), "down", "down", "down", "open")
}

// leaving is a writer whose calls outlast the store.
type leaving struct {
	*scripted
	common *common
}

func (w *leaving) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	w.common.away = true
	return w.scripted.Compose(ctx, p, piece)
}

// A caller who hangs up is no failure, and what the call took of the circuit is given
// back: by the store, too, and although the caller's context has ended.
func TestShareCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &common{Circuit: NewCircuit(fuse)}
		w := Breaker(script(gone, gone, gone, gone, down, down, down, gone, ok), Share(c, fuse))
		equal(t, states(t, w, 8), "cancelled", "cancelled", "cancelled", "cancelled", "down", "down", "down", "open")
		time.Sleep(30 * time.Second)
		equal(t, states(t, w, 2), "cancelled", "open")
		c.away = true // what only the store knew is not known here
		time.Sleep(30 * time.Second)
		equal(t, states(t, w, 2), "ok", "ok")

		c.away = false
		ctx, cancel := context.WithCancel(t.Context())
		calls := Breaker(canceller{cancel}, Share(c, fuse))
		if got := compose(ctx, calls); !errors.Is(got.err, context.Canceled) {
			t.Error(got.err)
		}
		equal(t, states(t, w, 1), "open")
		time.Sleep(30 * time.Second)
		equal(t, states(t, w, 1), "ok") // the store was told, though it takes no dead context
		if got := compose(ctx, w); got.err != context.Canceled {
			t.Errorf("who has hung up is told %v", got.err)
		}
	})
}

// A panic ends its turn.
func TestBreakerPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewCircuit(fuse)
		equal(t, states(t, Breaker(script(down), c), 3), "down", "down", "down")
		time.Sleep(30 * time.Second)
		func() {
			defer func() { _ = recover() }()
			_, _ = Breaker(bomb{}, c).Compose(t.Context(), prompt, nil)
			t.Error("no panic")
		}()
		time.Sleep(30 * time.Second)
		equal(t, states(t, Breaker(script(ok), c), 1), "ok")
	})
}

type bomb struct{}

func (bomb) Compose(context.Context, copilot.Prompt, func(string)) (copilot.Answer, error) {
	panic("a bug")
}
