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

// Who is stopped while the one that was killed is not buried yet is followed by what stop
// asks for: an update that began at such a moment went on with the version before.
func TestStoppedWhileDying(t *testing.T) {
	dir := t.TempDir()
	says := func(word string) string {
		path := filepath.Join(dir, word)
		if err := os.WriteFile(path, []byte("#!/bin/sh\necho "+word+" >&2\nexec tail -f /dev/null\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	gate := &sync.RWMutex{}
	r := newReplica(t, "mixed", says("old"), newJournal(), gate, "PATH="+os.Getenv("PATH"))
	said := func(word string) func() bool {
		return func() bool {
			r.mu.Lock()
			defer r.mu.Unlock()
			return r.last != nil && r.last.String() == word
		}
	}
	r.run(t)
	defer r.retire()
	await(t, "old one", 30*time.Second, said("old"))
	gate.Lock()
	r.become(says("old"))
	r.stop(t.Context(), says("new"))
	if !r.runs(nil) {
		t.Error("stop did not wait for the one that was killed")
	}
	gate.Unlock()
	await(t, "new one", 30*time.Second, said("new"))
}
