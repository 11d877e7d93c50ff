//go:build !linux

package check

import (
	"testing"
	"time"
)

// cost is how long something takes: where the processor time of a thread is not told.
func cost(_ *testing.T, do func()) time.Duration {
	began := time.Now()
	do()
	return time.Since(began)
}
