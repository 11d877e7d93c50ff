package faults

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A replica that still runs when a trial is over has not left, and who asked it to is told so.
func TestLeavingIsSeen(t *testing.T) {
	deaf := filepath.Join(t.TempDir(), "deaf")
	if err := os.WriteFile(deaf, []byte("#!/bin/sh\ntrap '' TERM\necho deaf >&2\nexec tail -f /dev/null\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	r := newReplica(t, "deaf", deaf, newJournal(), &sync.RWMutex{}, "PATH="+os.Getenv("PATH"))
	r.run(t)
	defer r.retire()
	await(t, "deaf one", 30*time.Second, func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.last != nil && strings.Contains(r.last.String(), "deaf")
	})
	over, end := context.WithCancel(t.Context())
	end()
	if _, err := r.leave(over); err == nil {
		t.Error("it is taken for gone")
	}
}
