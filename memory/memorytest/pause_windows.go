package memorytest

// Pause fails the test: Windows has no signal that makes a process hang.
func (s *Server) Pause() { s.t.Fatal("a test that makes Redis hang does not run on Windows") }

// Resume ends a Pause.
func (s *Server) Resume() {}
