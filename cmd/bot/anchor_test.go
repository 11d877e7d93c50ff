package main

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// TestAnchorsAreWritten: a head goes to the log once each time it has moved.
func TestAnchorsAreWritten(t *testing.T) {
	redis := memorytest.Redis(t)
	d := signedRecord(t, redis.URL())
	store, err := memory.Open(t.Context(), redis.URL(), memory.Options{Secret: copilot.NewSecret(auditSecret)})
	must(t, err)
	defer func() { must(t, store.Close()) }()
	var log strings.Builder
	a := newAnchors(house{store: store, log: slog.New(slog.NewTextHandler(&log, nil))})
	a.write(t.Context())
	a.write(t.Context())
	e, err := store.Entry(t.Context(), d.Ref(), 2)
	must(t, err)
	if line := "workspace=T1 anchor=2:" + e.Link; strings.Count(log.String(), "audit head") != 1 || !strings.Contains(log.String(), line) {
		t.Errorf("the log has %q, want %s once", log.String(), line)
	}
	must(t, store.Refuse(t.Context(), d.Ref(), e.Audit))
	a.write(t.Context())
	if !strings.Contains(log.String(), "anchor=3:") {
		t.Errorf("the log has %q", log.String())
	}
	redis.Do("RPOP {brouillon}:ledger:slack:T1")
	a.write(t.Context())
	redis.Do("DEL {brouillon}:ledger:slack:T1")
	a.write(t.Context())
	if strings.Count(log.String(), "level=ERROR") != 2 || !strings.Contains(log.String(), "is=2 anchor=3:") || !strings.Contains(log.String(), "is=0 anchor=2:") {
		t.Errorf("of a record that is shorter the log has %q", log.String())
	}
	redis.Kill()
	a.write(t.Context())
	if !strings.Contains(log.String(), "level=WARN") {
		t.Errorf("of a store that is away the log has %q", log.String())
	}
}
