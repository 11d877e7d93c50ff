package faults

import (
	"context"
	"testing"
)

// warmFaults are how many faults there are while a soak warms up: each kind twice.
const warmFaults = 26

// TestSoak runs two replicas under a steady small load with a fault a minute that
// kills neither of them, and watches what they hold.
func TestSoak(t *testing.T) {
	if *soak == 0 {
		t.Skip("no soak was asked for: -soak 60m")
	}
	binary := binaryOf(t, present)
	h := newHouse(t, plan{seed: *seed}, houseKey, binary, binary)
	w := newWatch(h.replicas)
	l := h.trial(*soakRate, 0, func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, *soak)
		defer cancel()
		go func() {
			warm, cancel := context.WithTimeout(ctx, *warmUp)
			defer cancel()
			h.mischief(warm, *warmUp/warmFaults) // what only a fault has it load is loaded then
			h.mischief(ctx, *faultEvery)
		}()
		go h.warm(ctx, *warmRate, *warmUp)
		for sleep(ctx, sampleEvery) {
			w.sample(t)
		}
	})
	sum.add(h, l)
	for _, g := range w.growths(*warmUp) {
		t.Log(g)
		sum.growths = append(sum.growths, g)
		if fault := g.fault(); fault != "" {
			t.Errorf("%s: %s", g.replica, fault)
		}
	}
}
