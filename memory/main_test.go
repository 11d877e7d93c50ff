package memory

import (
	"testing"

	"go.uber.org/goleak"
)

// Every goroutine has somebody who waits for it.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
