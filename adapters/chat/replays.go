package chat

import (
	"context"
	"crypto/sha256"
	"maps"
	"sync"
	"time"
)

// maxReplays bounds how many deliveries are remembered. When it is reached all are
// forgotten: the core still does nothing twice, only a refusal may be told again.
const maxReplays = 100_000

// Replays remembers the signatures of the deliveries that are still young enough
// to be believed, so that a recording of one has no second effect. It is safe for
// concurrent use; the zero value remembers nothing.
type Replays struct {
	mu    sync.Mutex
	seen  map[[sha256.Size]byte]delivery
	swept time.Time
}

// delivery is what is remembered of one.
type delivery struct {
	until   time.Time // from then on its signature is too old to be believed
	outcome *Outcome  // nil: nobody asks for it
}

// First says whether a signature is seen for the first time. It is compared by its
// bytes: capitals make no other signature.
func (r *Replays) First(signature []byte, now time.Time) bool {
	_, first := r.meet(signature, now, nil)
	return first
}

// Meet is First, with how that delivery is answered: the first one settles it.
func (r *Replays) Meet(signature []byte, now time.Time) (*Outcome, bool) {
	return r.meet(signature, now, &Outcome{settled: make(chan struct{})})
}

func (r *Replays) meet(signature []byte, now time.Time, o *Outcome) (*Outcome, bool) {
	key := sha256.Sum256(signature)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sweep(now)
	if had, known := r.seen[key]; known {
		return had.outcome, false
	}
	if r.seen == nil {
		r.seen = map[[sha256.Size]byte]delivery{}
	}
	r.seen[key] = delivery{now.Add(2 * MostSkew), o}
	return o, true
}

// Outcome is how a delivery is answered. It is safe for concurrent use.
type Outcome struct {
	settled chan struct{}
	answer  []byte
}

// Settle says once how the delivery is answered.
func (o *Outcome) Settle(answer []byte) {
	o.answer = answer
	close(o.settled)
}

// Await is how the delivery was answered, as soon as it was; else ctx's error.
func (o *Outcome) Await(ctx context.Context) ([]byte, error) {
	select {
	case <-o.settled:
		return o.answer, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// sweep forgets what is too old, now and then.
func (r *Replays) sweep(now time.Time) {
	if len(r.seen) >= maxReplays {
		clear(r.seen)
	}
	if now.Sub(r.swept) < MostSkew {
		return
	}
	r.swept = now
	maps.DeleteFunc(r.seen, func(_ [sha256.Size]byte, d delivery) bool { return now.After(d.until) })
}
