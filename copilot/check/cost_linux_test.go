package check

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// cost is the processor time of this thread that something takes: whatever else the machine
// has to do, it is the same.
func cost(t *testing.T, do func()) time.Duration {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := spent(t)
	do()
	return spent(t) - before
}

func spent(t *testing.T) time.Duration {
	t.Helper()
	const thread = 1 // RUSAGE_THREAD, which package syscall has no name for
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
