package chat

import (
	"crypto/sha256"
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
	until map[[sha256.Size]byte]time.Time // when the signature is too old to be believed
	swept time.Time
}

// First says whether a signature is seen for the first time. It is compared by its
// bytes: capitals make no other signature.
func (r *Replays) First(signature []byte, now time.Time) bool {
	key := sha256.Sum256(signature)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sweep(now)
	if _, known := r.until[key]; known {
		return false
	}
	if r.until == nil {
		r.until = map[[sha256.Size]byte]time.Time{}
	}
	r.until[key] = now.Add(2 * MostSkew)
	return true
}

// sweep forgets what is too old, now and then.
func (r *Replays) sweep(now time.Time) {
	if len(r.until) >= maxReplays {
		clear(r.until)
	}
	if now.Sub(r.swept) < MostSkew {
		return
	}
	r.swept = now
	for key, until := range r.until {
		if now.After(until) {
			delete(r.until, key)
		}
	}
}
