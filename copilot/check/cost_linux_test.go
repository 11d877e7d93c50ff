package check

import (
	"syscall"
	"testing"
	"time"
)

// cost is the processor time that something takes, on whatever thread: whatever else the machine
// has to do, it is the same. No test of this package runs beside another, so that it is that of
// nothing else.
func cost(t *testing.T, do func()) time.Duration {
	t.Helper()
	before := spent(t)
	do()
	return spent(t) - before
}

func spent(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
