package main

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
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
	v := newVigil(t.Context(), &Settings{Redis: copilot.NewSecret(redis.URL())}, house{store: store, log: slog.New(slog.NewTextHandler(&log, nil))})
	if !strings.Contains(log.String(), "taken for a new one") {
		t.Errorf("of a new store the log has %q", log.String())
	}
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
		if err := v.look(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := v.well(t.Context()); errors.Is(err, errUnsafe) != step.unsafe || !step.unsafe && err != nil {
			t.Errorf("after %s: %v", step.command, err)
		}
		if got := log.String(); !strings.Contains(got, step.said) || (got == "") != (step.said == "") {
			t.Errorf("after %s the log has %q, want %q", step.command, got, step.said)
		}
	}
	for range sayAgain - 1 {
		log.Reset()
		_ = v.look(t.Context())
	}
	if log.Len() > 0 {
		t.Errorf("it was said again too soon: %q", log.String())
	}
	if err := v.look(t.Context()); err != nil || !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("what lasts is not said again: %q, %v", log.String(), err)
	}
	redis.Kill()
	log.Reset()
	if v.look(t.Context()) == nil {
		t.Error("a dead store was looked at")
	}
	if err := v.well(t.Context()); !errors.Is(err, errUnsafe) || log.Len() > 0 {
		t.Errorf("a store that is away was judged: %v, log %q", err, log.String())
	}
}

// TestVigilKnowsItsStore: a store without its identity, or with that of another, has
// lost what it acknowledged.
func TestVigilKnowsItsStore(t *testing.T) {
	redis := memorytest.Redis(t)
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	var log strings.Builder
	v := newVigil(t.Context(), &Settings{Redis: copilot.NewSecret(redis.URL())}, house{store: store, log: slog.New(slog.NewTextHandler(&log, nil))})
	if err := store.Wait(t.Context(), func(string) {}); err != nil || v.look(t.Context()) != nil {
		t.Fatal("the store was not looked at")
	}
	const identity = "{brouillon}:store"
	is := redis.Do("GET " + identity)
	for _, step := range []struct {
		command string
		lost    bool
		said    string // beginning of the one new line of the log; empty for none
	}{
		{"FLUSHALL", true, "level=ERROR"},
		{"SET " + identity + " another", true, ""},
		{"SET " + identity + " " + is, false, "level=INFO"},
	} {
		redis.Do(step.command)
		log.Reset()
		if err := v.look(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := v.well(t.Context()); errors.Is(err, errLost) != step.lost || !step.lost && err != nil {
			t.Errorf("after %s: %v", step.command, err)
		}
		if got := log.String(); !strings.Contains(got, step.said) || (got == "") != (step.said == "") {
			t.Errorf("after %s the log has %q, want %q", step.command, got, step.said)
		}
	}
}
