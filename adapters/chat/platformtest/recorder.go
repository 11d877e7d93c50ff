package platformtest

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Recorder is a test that may go red without the one around it doing so: it keeps
// what is complained about.
type Recorder struct {
	testing.TB
	mu   sync.Mutex
	said []string
}

// Errorf is of testing.TB.
func (r *Recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

// Fatalf is of testing.TB.
func (r *Recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// Complaints are those so far.
func (r *Recorder) Complaints() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.said)
}

// Said are the complaints so far, a line each.
func (r *Recorder) Said() string { return strings.Join(r.Complaints(), "\n") }

// Forget drops the complaints so far.
func (r *Recorder) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = nil
}

// Ends runs what may end the test, and gives back the last complaint there is then.
func (r *Recorder) Ends(do func()) string {
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	<-done
	if all := r.Complaints(); len(all) > 0 {
		return all[len(all)-1]
	}
	return ""
}
