//go:build !windows

package memorytest

import "syscall"

// Pause makes the server hang: the kernel still takes connections and bytes.
func (s *Server) Pause() { _ = s.cmd.Process.Signal(syscall.SIGSTOP) }

// Resume ends a Pause.
func (s *Server) Resume() { _ = s.cmd.Process.Signal(syscall.SIGCONT) }
