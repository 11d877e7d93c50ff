package discord

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// Gateway is what keeps one connection of the bot to Discord's gateway, over the
// library's Session and around what it does wrong. Of all replicas the one that has
// the seat connects: two would do everything twice.
type Gateway struct {
	deliver func(ctx context.Context, event string, raw json.RawMessage)
	limit   func(ctx context.Context) (identifyLimit, error)
	o       GatewayOptions
	log     *slog.Logger
	running chat.Tasks           // deliveries at work
	seat    atomic.Pointer[seat] // the one that was taken last
	live    atomic.Pointer[live] // the connection that READY or RESUMED came over
}

// live is a connection that hears, and what lets it.
type live struct {
	circuit *circuit
	seat    *seat
}

// NewGateway makes the gateway side. Deliver is told of every dispatch that arrives
// while the seat is ours, as it came, in a goroutine of its own; a RESUME may repeat
// some. Limit asks how many more times the bot may IDENTIFY.
func NewGateway(deliver func(ctx context.Context, event string, raw json.RawMessage), limit func(ctx context.Context) (identifyLimit, error), o GatewayOptions) *Gateway {
	o = o.withDefaults()
	return &Gateway{deliver: deliver, limit: limit, o: o, log: o.Log}
}

// Connections is how many connections hear now: 0 or 1, over all replicas.
func (g *Gateway) Connections() int {
	l := g.live.Load()
	if l == nil || l.circuit.ended() || !l.seat.ours(g.o.Now()) {
		return 0
	}
	return 1
}

// Fence is the number of the taking of the seat, which grows from one holder to the
// next; 0 while it is not ours.
func (g *Gateway) Fence() int64 {
	if s := g.seat.Load(); s != nil && s.ours(g.o.Now()) {
		return s.fence
	}
	return 0
}

// Run waits for the seat and connects while it is ours, until ctx ends; then what
// was taken is finished, and it returns nil. It returns at once, with a
// *copilot.Fault, what trying again does not cure: a bad token, intents Discord
// refuses.
func (g *Gateway) Run(ctx context.Context) error {
	defer g.drain()
	for ctx.Err() == nil {
		s, err := g.sit(ctx)
		if err != nil {
			break // ctx ended
		}
		if err := g.hold(ctx, s); err != nil && !errors.Is(err, errUnseated) {
			return err
		}
	}
	return nil
}

// drain waits for deliveries at work, for a while.
func (g *Gateway) drain() {
	t := time.NewTimer(g.o.Drain)
	defer t.Stop()
	select {
	case <-g.running.Settled():
	case <-t.C:
		g.log.Warn("discord: deliveries are still at work", "after", g.o.Drain)
	}
}

// dispatch has something delivered, if the seat is still ours when it is its turn: a
// process that was stopped and wakes up must not do what another has done meanwhile.
func (g *Gateway) dispatch(ctx context.Context, s *seat, event string, raw json.RawMessage) {
	ctx = context.WithoutCancel(ctx) // what was taken is finished
	g.running.Go(func() {
		if !s.ours(g.o.Now()) {
			g.log.WarnContext(ctx, "discord: dropped: the seat is not ours any more", "event", event, "fence", s.fence)
			return
		}
		_ = chat.Safely(g.log, "discord", func() error {
			g.deliver(ctx, event, raw)
			return nil
		})
	})
}
