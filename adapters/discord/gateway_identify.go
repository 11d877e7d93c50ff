package discord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// identifyLimit is session_start_limit of GET /gateway/bot. Discord gives a bot that
// identifies too often a new token: then nothing works any more.
type identifyLimit struct {
	Total      int   `json:"total"`
	Remaining  int   `json:"remaining"`
	ResetAfter int64 `json:"reset_after"` // milliseconds
}

// Our own ration is within Discord's 1000 a day, over all replicas, also when they
// crash and come back in a circle: 20 at once, then one each 150 s.
const (
	identifyBurst = 20
	identifyEvery = 150 * time.Second
	// identifyReserve is what is left of Discord's for whoever has to mend things.
	identifyReserve = 25
)

// mayIdentify waits until an IDENTIFY is within what Discord allows and within our
// ration, of which it is taken. Its error is ctx's, or that the token is refused.
func (g *Gateway) mayIdentify(ctx context.Context) error {
	wait := g.o.FirstPause
	for {
		why, rest, err := g.identifyIn(ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case forbidden(err):
			return err
		case err != nil:
			g.log.WarnContext(ctx, "discord: not known whether the bot may connect", "error", err)
			rest, wait = g.jitter(wait), min(2*wait, g.o.MostPause)
		case rest <= 0:
			return nil
		default:
			g.log.WarnContext(ctx, "discord: connected too often: waiting", "limit", why, "for", rest)
		}
		if err := chat.Rest(ctx, rest); err != nil {
			return err
		}
	}
}

// identifyIn is how long to wait before asking again, and for what; 0 when it was
// taken from the ration.
func (g *Gateway) identifyIn(ctx context.Context) (why string, wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, g.o.OpenWithin)
	defer cancel()
	limit, err := g.limit(ctx)
	if err != nil {
		return "", 0, fmt.Errorf("discord: ask how often the bot may connect: %w", err)
	}
	if limit.Remaining <= identifyReserve {
		return "Discord's", max(time.Duration(limit.ResetAfter)*time.Millisecond, g.o.FirstPause), nil
	}
	wait, err = g.o.Seats.Ration(ctx, g.o.Name+":identify", identifyBurst, identifyEvery)
	if err != nil {
		return "", 0, fmt.Errorf("discord: take from the ration of connections: %w", err)
	}
	return "ours", wait, nil
}

// chargeIdentify takes an IDENTIFY from the ration that the library sent by itself,
// if there is any left: over the ration none is counted.
func (g *Gateway) chargeIdentify(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), g.o.OpenWithin)
	defer cancel()
	wait, err := g.o.Seats.Ration(ctx, g.o.Name+":identify", identifyBurst, identifyEvery)
	g.log.WarnContext(ctx, "discord: the session was not resumed but begun anew", "over the ration by", wait, "error", err)
}

// forbidden says whether Discord refuses the token: of other refusals nobody knows
// how long they last.
func forbidden(err error) bool {
	fault, ok := errors.AsType[*copilot.Fault](err)
	return ok && fault.Kind == copilot.FaultForbidden && fault.Key == keyToken
}
