package faults

import (
	"context"
	"math/rand/v2"
	"net/http"
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
		o := &order{serial: int(h.serial.Add(1)), crowd: h.crowds[rng.IntN(len(h.crowds))]}
		h.journal.open(o)
		p, err := o.crowd.command(o.serial)
		if err != nil {
			h.t.Errorf("%s: %v", mark(o.serial), err)
			return
		}
		flying.Go(func() { h.strew(ctx, p, o, mostDeliveries, h.journal.delivered) })
	}
}

// warm adds to the load for a while: what is kept for the sake of speed fills up, which
// a small load alone would take hours for.
func (h *house) warm(ctx context.Context, rate float64, during time.Duration) {
	until := time.Now().Add(during)
	h.load(ctx, rand.New(rand.NewPCG(h.agenda.plan.seed, 4)), rate, 0, func() bool { return time.Now().Before(until) })
}

// strew delivers a parcel once to so many times, at random moments to random replicas.
func (h *house) strew(ctx context.Context, p *parcel, o *order, most int, note func(o *order, door string, to outcome, said string)) {
	rng := rand.New(rand.NewPCG(h.agenda.plan.seed, uint64(o.serial)))
	var flying sync.WaitGroup
	defer flying.Wait()
	for n := range 1 + rng.IntN(most) {
		after := time.Duration(0)
		if n > 0 {
			after = time.Duration(rng.Int64N(int64(spread)))
		}
		door := h.doors()[rng.IntN(len(h.doors()))]
		flying.Go(func() {
			if sleep(ctx, after) {
				to, said := p.deliver(ctx, h.client, "http://"+door, n)
				note(o, door, to, said)
			}
		})
	}
}

// doors are the addresses at which the bot is called: of the balancer, or of every
// replica.
func (h *house) doors() []string {
	if h.balancer != nil {
		return []string{h.balancer.listener.Addr().String()}
	}
	var doors []string
	for _, r := range h.replicas {
		doors = append(doors, r.address)
	}
	return doors
}

// through has everything delivered through a balancer, on a connection of its own
// each.
func (h *house) through(b *balancer) {
	h.balancer = b
	h.client.Transport.(*http.Transport).DisableKeepAlives = true
}
