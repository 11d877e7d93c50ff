package faults

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// mostDeliveries is how often a command is delivered at most.
const mostDeliveries = 5

// spread is the time over which the deliveries of one command are strewn.
const spread = 3 * time.Second

// load sends commands at a rate until n are sent, or, with n 0, until ctx ends, and
// waits for the last delivery. It goes on for as long as busy says so.
func (h *house) load(ctx context.Context, rng *rand.Rand, rate float64, n int, busy func() bool) {
	var flying sync.WaitGroup
	defer flying.Wait()
	start := time.Now()
	for sent := 0; sent < n || busy(); sent++ {
		if !sleep(ctx, time.Until(start.Add(time.Duration(float64(sent)/rate*float64(time.Second))))) {
			return
		}
		o := h.order(rng)
		h.journal.open(o)
		for try := range 1 + rng.IntN(mostDeliveries) {
			after := time.Duration(rng.Int64N(int64(spread)))
			r := h.replicas[rng.IntN(len(h.replicas))]
			flying.Go(func() {
				if sleep(ctx, after) {
					to, said := o.crowd.deliver(ctx, "http://"+r.address, o, try)
					h.journal.delivered(o, r, to, said)
				}
			})
		}
	}
}

// order is the next command, of anybody.
func (h *house) order(rng *rand.Rand) *order {
	h.serial++
	return &order{serial: h.serial, asked: time.Now(), crowd: h.crowds[rng.IntN(len(h.crowds))], channel: slackChannel(h.serial)}
}
