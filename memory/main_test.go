package memory

import (
	"testing"

	"go.uber.org/goleak"
)

// Every goroutine has somebody who waits for it, but for the library's that tries a
// dead server again: it sleeps for up to a second before it sees that nobody asks.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}
