package memorytest

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// Server is a real redis-server of a test's own, set up as a production one has
// to be: everything it acknowledges is on the disk.
type Server struct {
	t     testing.TB
	bin   string
	dir   string
	extra []string // further arguments
	cmd   *exec.Cmd
}

// Redis starts a redis-server on a socket in a directory of its own. Without the
// program the test is skipped, or fails when BROUILLON_REQUIRE is 1. Further
// arguments of redis-server may be given.
func Redis(t testing.TB, extra ...string) *Server {
	t.Helper()
	bin, err := exec.LookPath("redis-server")
	if err != nil {
		missing(t)
	}
	dir, err := os.MkdirTemp("", "redis") // t.TempDir is too long for the name of a socket
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{t: t, bin: bin, dir: dir, extra: extra}
	s.Start()
	t.Cleanup(func() {
		s.Resume()
		s.Kill()
		if err := removed(dir); err != nil {
			t.Error(err)
		}
	})
	return s
}

// removed removes a server's directory: a child that was saving a snapshot outlives its
// parent for a moment, and writes into it.
func removed(dir string) (err error) {
	for range 100 {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
		<-time.After(20 * time.Millisecond)
	}
	return err
}

func missing(t testing.TB) {
	const how = "NOT TESTED ON A REAL REDIS: redis-server is not installed. " +
		"Install it (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis) and run this again."
	if os.Getenv("BROUILLON_REQUIRE") == "1" {
		t.Fatal(how)
	}
	t.Skip(how)
}

// URL is where the server listens.
func (s *Server) URL() string { return "unix://" + s.Socket() }

// Socket is the path of the socket it listens on.
func (s *Server) Socket() string { return filepath.Join(s.dir, "s") }

// Start starts the server on what it kept before. It may still be loading then.
// Arguments may be given that hold until it is killed.
func (s *Server) Start(extra ...string) {
	s.t.Helper()
	args := []string{
		"--port", "0", "--unixsocket", s.Socket(), "--dir", s.dir, "--save", "",
		"--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction",
	}
	s.cmd = exec.Command(s.bin, slices.Concat(args, s.extra, extra)...)
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
}

// With adds arguments of redis-server, which count when it starts again.
func (s *Server) With(extra ...string) *Server {
	s.extra = append(s.extra, extra...)
	return s
}

// Kill ends the server with SIGKILL: it gets no chance to write anything more.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	_ = os.Remove(s.Socket())
}
