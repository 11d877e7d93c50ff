package faults

import (
	"context"
	"math/rand/v2"
	"time"
)

// trial is a house under load while things go wrong in it: at least so many commands,
// and for as long as trouble lasts. In the end every command is judged.
func (h *house) trial(rate float64, commands int, trouble func(ctx context.Context)) ledger {
	ctx, cancel := context.WithCancel(h.t.Context())
	defer cancel()
	go h.tell(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		trouble(ctx)
	}()
	busy := func() bool {
		select {
		case <-over:
			return false
		default:
			return true
		}
	}
	h.load(ctx, rand.New(rand.NewPCG(h.agenda.plan.seed, 2)), rate, commands, busy)
	<-over
	h.signing.Wait()
	h.act("settle", func() { h.settle(ctx, 3*time.Minute) })
	l := h.balance()
	h.audited(ctx, &l)
	h.complain(l)
	if l.slow != "" {
		h.t.Logf("the slowest to resume, after %v:\n%s", l.slowest.Round(time.Millisecond), l.slow)
	}
	return l
}

// act is one thing that goes wrong; it is told when it begins and ends.
func (h *house) act(name string, do func()) {
	start := time.Now()
	h.t.Logf("%s: %s", start.Format(time.TimeOnly), name)
	do()
	h.t.Logf("%s: %s is over after %v", time.Now().Format(time.TimeOnly), name, time.Since(start).Round(time.Second))
}

// tellEvery is how often one hears how far a trial is.
const tellEvery = 15 * time.Second

func (h *house) tell(ctx context.Context) {
	for sleep(ctx, tellEvery) {
		h.t.Log(h.progress())
	}
}

// mostStories is how many commands of each kind are told of in full.
const mostStories = 3

// complain tells of the commands whose promise was broken.
func (h *house) complain(l ledger) {
	for how, stories := range l.offenders {
		h.t.Errorf("%d commands: %s", len(stories), how)
		for _, story := range stories[:min(len(stories), mostStories)] {
			h.t.Error(story)
		}
	}
}
