package memorytest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Watched is a master and its replica on loopback, and a Sentinel that watches them.
type Watched struct {
	Master, Replica *Node
	sentinel        string // its address
}

// watchedName is what the Sentinel calls the master.
const watchedName = "main"

// NewWatched starts them. The Sentinel takes the master for dead when it has not
// answered for that long.
func NewWatched(t testing.TB, dead time.Duration) *Watched {
	t.Helper()
	w := &Watched{Master: node(t)}
	w.Master.Do("PING")
	w.Replica = node(t, "--replicaof", "127.0.0.1 "+w.Master.port)
	w.Replica.CatchUp(w.Master)
	p := Port(t)
	w.sentinel = address(p)
	startSentinel(t, p, fmt.Sprintf("sentinel monitor %[1]s 127.0.0.1 %[2]s 1\nsentinel down-after-milliseconds %[1]s %[3]d\n",
		watchedName, w.Master.port, dead.Milliseconds()))
	await(t, "the Sentinel knows the replica", func() bool {
		return strings.Contains(do(t, "tcp", w.sentinel, "SENTINEL REPLICAS "+watchedName), w.Replica.Address())
	})
	return w
}

// URL names the Sentinel.
func (w *Watched) URL() string {
	return "redis+sentinel://" + w.sentinel + "?master_name=" + watchedName
}

func startSentinel(t testing.TB, port, configuration string) {
	t.Helper()
	bin, err := exec.LookPath("redis-server")
	if err != nil {
		missing(t)
	}
	file := filepath.Join(t.TempDir(), "sentinel.conf")
	if err := os.WriteFile(file, []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, file, "--sentinel", "--port", port)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}
