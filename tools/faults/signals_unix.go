//go:build unix

package faults

import "syscall"

// What has a process stand still, and go on.
const (
	freeze = syscall.SIGSTOP
	thaw   = syscall.SIGCONT
)
