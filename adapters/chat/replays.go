package chat

import (
	"context"
	"crypto/sha256"
	"errors"
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
	seen  map[mark]delivery
	swept time.Time
}

// mark is half of the hash of a signature's bytes: capitals make no other signature.
type mark [sha256.Size / 2]byte

func markOf(signature []byte) mark {
	sum := sha256.Sum256(signature)
	return mark(sum[:len(mark{})])
}

// delivery is what is remembered of one, which is little: there are many.
type delivery struct {
	until   int64    // in Unix seconds: from then on its signature is too old to be believed
	outcome *Outcome // nil when there is nothing to say, or nobody asks
}

// First says whether a signature is seen for the first time.
func (r *Replays) First(signature []byte, now time.Time) bool {
	_, first := r.meet(markOf(signature), now, nil)
	return first
}

// Meet is First, with how that delivery is answered: the first one settles it.
func (r *Replays) Meet(signature []byte, now time.Time) (*Outcome, bool) {
	key := markOf(signature)
	return r.meet(key, now, &Outcome{of: r, key: key, settled: make(chan struct{})})
}

func (r *Replays) meet(key mark, now time.Time, o *Outcome) (*Outcome, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sweep(now)
	if had, known := r.seen[key]; known {
		if had.outcome == nil && o != nil {
			close(o.settled) // with nothing to say
			return o, false
		}
		return had.outcome, false
	}
	if r.seen == nil {
		r.seen = map[mark]delivery{}
	}
	r.seen[key] = delivery{now.Add(2 * MostSkew).Unix(), o}
	return o, true
}

// Outcome is how a delivery is answered. It is safe for concurrent use.
type Outcome struct {
	of      *Replays
	key     mark
	settled chan struct{}
	answer  []byte
	failed  bool
}

// ErrNoOutcome says that the first delivery was answered nothing: it failed.
var ErrNoOutcome = errors.New("chat: the same delivery failed")

// Fail says that there is no answer: whoever waits is told so, and what comes again
// counts as the first.
func (o *Outcome) Fail() {
	o.failed = true
	close(o.settled)
	o.of.mu.Lock()
	defer o.of.mu.Unlock()
	if had, known := o.of.seen[o.key]; known && had.outcome == o {
		delete(o.of.seen, o.key)
	}
}

// Settle says once how the delivery is answered.
func (o *Outcome) Settle(answer []byte) {
	o.answer = answer
	close(o.settled)
	if len(answer) > 0 {
		return
	}
	o.of.mu.Lock()
	defer o.of.mu.Unlock()
	if had, known := o.of.seen[o.key]; known && had.outcome == o {
		o.of.seen[o.key] = delivery{until: had.until}
	}
}

// Await is how the delivery was answered, as soon as it was; else ctx's error, or
// ErrNoOutcome.
func (o *Outcome) Await(ctx context.Context) ([]byte, error) {
	select {
	case <-o.settled:
		if o.failed {
			return nil, ErrNoOutcome
		}
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
	maps.DeleteFunc(r.seen, func(_ mark, d delivery) bool { return now.Unix() > d.until })
}
