package discord

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// mostResumes is how often in a row resuming may fail before a session is given up.
const mostResumes = 3

// converse keeps a connection until ctx ends: a session is resumed for as long as
// Discord knows it, and begun anew within the ration. Its error is what trying again
// does not cure.
func (g *Gateway) converse(ctx context.Context, s *seat) error {
	var t *talk
	defer func() { t.throwAway() }()
	wait, failed := g.o.FirstPause, 0
	for ctx.Err() == nil {
		if t == nil {
			if err := g.mayIdentify(ctx); err != nil {
				return notOf(ctx, err)
			}
			t = g.newTalk(ctx, s)
		}
		end := t.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err := end.fault(); err != nil {
			return err
		}
		g.log.WarnContext(ctx, "discord: connection ended", "code", end.code, "op", end.op, "held", end.held.Round(time.Second), "error", end.err)
		switch {
		case end.hailed:
			failed = 0
		case end.reached:
			failed++
		}
		if end.held >= g.o.MostPause {
			wait = g.o.FirstPause
		}
		rest := g.jitter(wait)
		wait = min(2*wait, g.o.MostPause)
		if end.op == opInvalid {
			rest = g.afterInvalid()
		}
		if end.forgets() || failed >= mostResumes || end.reached && !t.resumable() {
			t.throwAway()
			t, failed = nil, 0
		}
		if chat.Rest(ctx, rest) != nil {
			return nil
		}
	}
	return nil
}

// notOf is an error, unless ctx ended: then nil.
func notOf(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// jitter is a pause shortened by chance, by up to a half: many that lost their
// connection at once do not come back at once.
func (g *Gateway) jitter(d time.Duration) time.Duration {
	return d - time.Duration(g.o.Chance()*float64(d/2))
}

// afterInvalid is the pause that Discord asks for after an invalid session: 1 to 5 s.
func (g *Gateway) afterInvalid() time.Duration {
	return g.o.FirstPause + time.Duration(g.o.Chance()*float64(4*g.o.FirstPause))
}
