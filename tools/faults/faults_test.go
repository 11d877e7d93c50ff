package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// TestFaults plays the rounds, and fails when a promise was broken in any.
func TestFaults(t *testing.T) {
	binary, err := builtBot()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("seed %d: repeat this with -seed %d", *seed, *seed)
	sum := newTally(*seed)
	for n := range *rounds {
		t.Run(fmt.Sprintf("round %d", n+1), func(t *testing.T) {
			sum.add(round(t, binary, *seed+uint64(n)))
		})
	}
	t.Logf("\n%s", sum.table())
}

// share is a round's part of a whole, rounded up.
func share(whole int) int { return (whole + *rounds - 1) / *rounds }

// round is one house under load, in which one thing after another goes wrong.
func round(t *testing.T, binary string, seed uint64) (*house, ledger) {
	h := newHouse(t, binary, 2, plan{seed: seed, kills: share(*kills), each: share(*each), gap: *gap})
	ctx, cancel := context.WithCancel(t.Context())
	go h.tell(ctx)
	broken := make(chan struct{})
	go func() {
		defer close(broken)
		h.act("kill replicas", func() { h.agenda.run(ctx, h.replicas) })
		h.act("kill Redis", func() { h.killRedis(ctx, share(*redisKills), *gap) })
		h.act("Redis in trouble", func() { h.redisTroubles(ctx) })
		h.act("zombies", func() { h.zombies(ctx, *zombieTimes) })
	}()
	busy := func() bool {
		select {
		case <-broken:
			return false
		default:
			return true
		}
	}
	h.load(ctx, rand.New(rand.NewPCG(seed, 2)), *rate, share(*commands), busy)
	<-broken
	h.signing.Wait()
	h.act("settle", func() { h.settle(ctx, 3*time.Minute) })
	cancel()
	l := h.balance()
	h.audited(t.Context(), &l)
	h.complain(l)
	return h, l
}

// act is one thing that goes wrong, and is told when it begins.
func (h *house) act(name string, do func()) {
	start := time.Now()
	h.t.Logf("%s %s", start.Format("15:04:05"), name)
	do()
	h.t.Logf("%s %s: over after %v", time.Now().Format("15:04:05"), name, time.Since(start).Round(time.Second))
}

// tellEvery is how often one hears how far a round is.
const tellEvery = 15 * time.Second

// tell says how far a round is.
func (h *house) tell(ctx context.Context) {
	for sleep(ctx, tellEvery) {
		h.t.Log(h.progress())
	}
}

// mostStories is how many commands are told of in full.
const mostStories = 10

// complain tells of every command whose promise was broken.
func (h *house) complain(l ledger) {
	for i, story := range l.offenders {
		if i < mostStories {
			h.t.Errorf("%s", story)
		}
	}
	if n := len(l.offenders); n > 0 {
		h.t.Errorf("%d commands broke a promise", n)
	}
}
