package faults

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"
)

// replica is one place of a deployment, in which a process runs whenever it should:
// when it dies another is started at once, as kubelet would.
type replica struct {
	name    string
	address string // host:port that every process of it listens on
	env     []string
	journal *journal
	gate    *sync.RWMutex // none starts while it is held
	line    *line         // to Redis

	mu      sync.Mutex
	binary  string
	cmd     *exec.Cmd // nil: none runs
	dead    bool      // cmd was killed, or told to stop, and is not buried yet
	retired bool
	starts  int
	exits   int   // of itself, without having been told to
	ended   error // of the process that ended last
	last    *tail
	over    sync.WaitGroup
}

// newReplica has an address and its environment, and no process yet.
func newReplica(t testing.TB, name, binary string, j *journal, gate *sync.RWMutex, env ...string) *replica {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &replica{name: name, binary: binary, address: l.Addr().String(), journal: j, gate: gate}
	_ = l.Close()
	r.env = append([]string{"LISTEN_ADDR=" + r.address}, env...)
	return r
}

// run keeps a process running until retire.
func (r *replica) run(t testing.TB) {
	r.over.Go(func() {
		for {
			cmd, err := r.start()
			if err != nil {
				t.Errorf("%s does not start: %v", r.name, err)
				return
			}
			if cmd == nil {
				return
			}
			err = cmd.Wait()
			r.buried(t, err)
		}
	})
}

func (r *replica) start() (*exec.Cmd, error) {
	r.gate.RLock()
	defer r.gate.RUnlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.retired {
		return nil, nil
	}
	r.last = &tail{}
	cmd := exec.Command(r.binary)
	cmd.Env, cmd.Stdout, cmd.Stderr = r.env, io.Discard, r.last
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	r.cmd, r.dead = cmd, false
	r.starts++
	return cmd, nil
}

// buried notes the end of a process, and complains when it ended of itself.
func (r *replica) buried(t testing.TB, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.dead && !r.retired {
		r.exits++
		t.Errorf("%s ended of itself: %v\n%s", r.name, err, r.last)
	}
	r.cmd, r.ended = nil, err
}

// kill ends the process with SIGKILL; false when none runs.
func (r *replica) kill(why string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cmd == nil || r.dead {
		return false
	}
	r.dead = true
	_ = r.cmd.Process.Kill()
	r.journal.died(r, time.Now(), why)
	return true
}

// stop asks the process to end, as a rollout does, and waits until it has. The next one is
// started from a binary, also when none runs just now: whoever was killed a moment ago is
// not followed by another of its own version.
func (r *replica) stop(ctx context.Context, next string) {
	r.mu.Lock()
	r.binary = next
	cmd := r.cmd
	if cmd != nil && !r.dead {
		r.dead = true
		_ = cmd.Process.Signal(syscall.SIGTERM)
	}
	r.mu.Unlock()
	for cmd != nil && r.runs(cmd) && sleep(ctx, 10*time.Millisecond) {
	}
}

// gracePeriod is how long Kubernetes waits for a pod that it told to stop.
const gracePeriod = 30 * time.Second

// leave asks the process to end, as a Deployment does with a pod that another has taken the
// place of: none is started after it. It returns how long that took, and an error when the
// process had to be killed or did not end well, or ctx ended before it had.
func (r *replica) leave(ctx context.Context) (time.Duration, error) {
	begun := time.Now()
	r.mu.Lock()
	cmd := r.cmd
	r.retired = true
	if cmd == nil {
		r.mu.Unlock()
		return 0, fmt.Errorf("%s does not run", r.name)
	}
	r.dead = true
	_ = cmd.Process.Signal(syscall.SIGTERM)
	r.mu.Unlock()
	for r.runs(cmd) && sleep(ctx, 10*time.Millisecond) {
		if time.Since(begun) > gracePeriod {
			_ = cmd.Process.Kill()
			r.over.Wait()
			return gracePeriod, fmt.Errorf("%s had to be killed after %v", r.name, gracePeriod)
		}
	}
	if r.runs(cmd) {
		return time.Since(begun), fmt.Errorf("%s still runs: %w", r.name, context.Cause(ctx))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Since(begun), r.ended
}

// given adds to the environment of the processes that are started from now on.
func (r *replica) given(env ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.env = append(r.env, env...)
}

// become kills the process; the next one is started from another binary.
func (r *replica) become(binary string) {
	r.mu.Lock()
	r.binary = binary
	r.mu.Unlock()
	r.kill("to become another version")
}

func (r *replica) runs(cmd *exec.Cmd) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cmd == cmd
}

// signal sends a signal to the process; false when none runs.
func (r *replica) signal(s syscall.Signal) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cmd != nil && !r.dead && r.cmd.Process.Signal(s) == nil
}

// retire ends the process and starts no other.
func (r *replica) retire() {
	r.mu.Lock()
	r.retired = true
	if r.cmd != nil {
		r.dead = true
		_ = r.cmd.Process.Kill()
	}
	r.mu.Unlock()
	r.over.Wait()
}

// ready says whether the process says that it is.
func (r *replica) ready() bool {
	client := http.Client{Timeout: time.Second}
	response, err := client.Get("http://" + r.address + "/readyz")
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// tail is the end of what a process wrote.
type tail struct {
	mu sync.Mutex
	b  []byte
}

const tailLength = 4 << 10

// Write is io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, p...)
	if over := len(t.b) - tailLength; over > 0 {
		t.b = append(t.b[:0], t.b[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.TrimSpace(t.b))
}
