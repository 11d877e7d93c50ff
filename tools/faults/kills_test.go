package faults

import (
	"math/rand/v2"
	"testing"
	"time"
)

// TestKills kills two replicas under load, at random and at every named point.
func TestKills(t *testing.T) {
	binary, err := builtBot()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("seed %d", *seed)
	h := newHouse(t, binary, 2, plan{seed: *seed, kills: *kills, each: *each, gap: *gap})
	killed := make(chan struct{})
	go func() {
		defer close(killed)
		h.agenda.run(t.Context(), h.replicas)
	}()
	busy := func() bool {
		select {
		case <-killed:
			return false
		default:
			return true
		}
	}
	h.load(t.Context(), rand.New(rand.NewPCG(*seed, 2)), *rate, *commands, busy)
	<-killed
	h.settle(t.Context(), 2*time.Minute)
	h.report(t, h.balance())
}

func (h *house) report(t *testing.T, l ledger) {
	for _, r := range h.replicas {
		t.Logf("%s: %d starts, %d ended of themselves", r.name, r.starts, r.exits)
	}
	t.Logf("kills: %d at random, at points %v", h.agenda.random, h.agenda.hits)
	t.Logf("seen %v", h.agenda.seen)
	t.Logf("commands %d, deliveries %d, acknowledged %d, verdicts %v", len(h.journal.orders), l.deliveries, l.acked, l.verdicts)
	t.Logf("resume n %d p50 %v p99 %v max %v", len(l.resumes), percentile(l.resumes, 0.5), percentile(l.resumes, 0.99), percentile(l.resumes, 1))
	for i, o := range l.offenders {
		if i < 10 {
			t.Errorf("%s", o)
		}
	}
	if len(l.offenders) > 0 {
		t.Errorf("%d commands broke a promise", len(l.offenders))
	}
}
