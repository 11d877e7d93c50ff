package main

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// TestVigil looks at a Redis that changes: each change is said once, with what mends it.
func TestVigil(t *testing.T) {
	redis := memorytest.Redis(t)
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	if err := store.Wait(t.Context(), func(string) {}); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	v := &vigil{store: store, log: slog.New(slog.NewTextHandler(&log, nil))}
	for _, step := range []struct {
		command string
		unsafe  bool
		said    string // beginning of the one new line of the log; empty for none
	}{
		{"CONFIG SET appendfsync always", false, ""},
		{"CONFIG SET appendfsync everysec", true, "level=ERROR"},
		{"CONFIG SET appendfsync no", true, ""},
		{"CONFIG SET appendfsync always", false, "level=INFO"},
		{"CONFIG SET maxmemory-policy allkeys-lru", true, "level=ERROR"},
	} {
		redis.Do(step.command)
		log.Reset()
		v.look(t.Context())
		if err := v.well(t.Context()); errors.Is(err, errUnsafe) != step.unsafe || !step.unsafe && err != nil {
			t.Errorf("after %s: %v", step.command, err)
		}
		if got := log.String(); !strings.Contains(got, step.said) || (got == "") != (step.said == "") {
			t.Errorf("after %s the log has %q, want %q", step.command, got, step.said)
		}
	}
	redis.Kill()
	log.Reset()
	v.look(t.Context())
	if err := v.well(t.Context()); !errors.Is(err, errUnsafe) || log.Len() > 0 {
		t.Errorf("a store that is away was judged: %v, log %q", err, log.String())
	}
}
