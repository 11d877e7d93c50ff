package faults

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
)

// mischief is a fault every so often, each kind in its turn, that kills no replica.
func (h *house) mischief(ctx context.Context, every time.Duration) {
	kinds := []struct {
		name string
		do   func(context.Context)
	}{
		{"Redis SIGKILLed", func(ctx context.Context) { h.killRedis(ctx, 1, time.Second) }},
		{"replica stopped for a moment", h.blink},
		{"Slack says 429", h.slackBusy},
		{"Slack fails", h.slackFails},
		{"Discord fails", h.discordFails},
		{"model fails", h.modelFails},
		{"Redis full", h.full},
		{"Redis read-only", h.readOnly},
		{"Redis slow", h.slow},
		{"Redis stopped", h.hangs},
		{"Redis cut off", h.cutOff},
		{"Redis loading", h.loading},
	}
	for n := 0; sleep(ctx, every); n++ {
		kind := kinds[n%len(kinds)]
		h.act(kind.name, func() { kind.do(ctx) })
	}
}

// blink stops a replica for less than a lease.
func (h *house) blink(ctx context.Context) {
	r := h.replicas[h.rng.IntN(len(h.replicas))]
	if !r.signal(freeze) { // it is dead just now, or cannot be stopped
		return
	}
	sleep(ctx, spell)
	r.signal(thaw)
	h.count("replica stopped for a moment")
}

// platformsFail lets the platforms and the model fail, one after another.
func (h *house) platformsFail(ctx context.Context) {
	for _, fails := range []func(context.Context){h.slackBusy, h.slackFails, h.discordFails, h.modelFails} {
		fails(ctx)
		sleep(ctx, spell)
	}
}

// Faults of a platform come to so many calls each.
const callsHit = 6

func (h *house) slackBusy(context.Context) {
	h.slack.fake.RateLimit("*", 2*time.Second, callsHit)
	h.count("Slack says 429")
}

func (h *house) slackFails(context.Context) {
	h.slack.fake.Status("*", http.StatusServiceUnavailable, callsHit)
	h.slack.fake.CutBefore("*", callsHit)
	h.slack.fake.CutAfter("*", callsHit)
	h.count("Slack fails")
}

func (h *house) discordFails(context.Context) {
	h.discord.fail(callsHit)
	h.count("Discord fails")
}

func (h *house) modelFails(context.Context) {
	h.sick.Store(4 * callsHit) // a bot tries again: of so many each replica has some that go wrong in the end
	h.count("model fails")
}

// sickly lets the model fail as often as it has to: it refuses, or breaks off.
func sickly(left *atomic.Int64) http.HandlerFunc {
	n := left.Add(-1)
	switch {
	case n < 0:
		left.Store(0)
		return nil
	case n%2 == 0:
		return openaitest.Refuse(http.StatusServiceUnavailable, "overloaded", "The server is overloaded")
	default:
		return openaitest.Cut(openaitest.Stream(words(0))[0], 20)
	}
}
