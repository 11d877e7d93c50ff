package slack

import (
	"crypto/sha256"
	"sync"
	"time"
)

// maxReplays bounds how many deliveries are remembered. When it is reached all are
// forgotten: the core still does nothing twice, only a refusal may be told again.
const maxReplays = 100_000

// replays remembers the signatures of the deliveries that are still young enough
// to be believed, so that a recording of one has no second effect. It is safe for
// concurrent use.
type replays struct {
	mu    sync.Mutex
	until map[[sha256.Size]byte]time.Time // when the signature is too old to be believed
	swept time.Time
}

func newReplays() *replays { return &replays{until: map[[sha256.Size]byte]time.Time{}} }

// first says whether a signature is seen for the first time. It is compared by its
// bytes: capitals make no other signature.
func (r *replays) first(signature []byte, now time.Time) bool {
	key := [sha256.Size]byte(signature)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sweep(now)
	if _, known := r.until[key]; known {
		return false
	}
	r.until[key] = now.Add(2 * mostSkew)
	return true
}

// sweep forgets what is too old, now and then.
func (r *replays) sweep(now time.Time) {
	if len(r.until) >= maxReplays {
		clear(r.until)
	}
	if now.Sub(r.swept) < mostSkew {
		return
	}
	r.swept = now
	for key, until := range r.until {
		if now.After(until) {
			delete(r.until, key)
		}
	}
}
