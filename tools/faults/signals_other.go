//go:build !unix

package faults

import "syscall"

// No signal has a process stand still here: sending these fails, so that nothing counts as
// stopped.
const (
	freeze = syscall.Signal(-1)
	thaw   = syscall.Signal(-2)
)
