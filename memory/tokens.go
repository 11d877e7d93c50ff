package memory

import (
	"context"
	"crypto/rand"
	"time"
)

// tokensKept is how long the sum of a day is kept after it was last changed: the calls
// that began on it have ended by then.
const tokensKept = 48 * time.Hour

// Spend adds tokens to what all stores on one Redis have spent on a day ("2026-03-12"),
// and returns the new sum, in one step. A negative number gives tokens back; no sum is
// below 0. After an error they may have been counted.
func (s *Store) Spend(ctx context.Context, day string, tokens int) (sum int, err error) {
	return s.run(ctx, toSpend, s.keys.tokens(day), rand.Text(), tokens, tokensKept.Milliseconds()).Int()
}
