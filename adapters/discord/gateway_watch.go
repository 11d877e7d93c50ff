package discord

import (
	"context"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"
)

// watch returns when a connection has ended; it ends it when nothing is heard, or
// ctx ends.
func (t *talk) watch(ctx context.Context, c *circuit) {
	look := time.NewTicker(max(t.g.o.Silence/8, time.Millisecond))
	defer look.Stop()
	for {
		select {
		case <-c.over:
			return
		case <-look.C:
			if c.silent() > t.g.o.Silence {
				c.hangUp(farewell{err: errSilent})
			}
		case <-ctx.Done():
			if why := context.Cause(ctx); errors.Is(why, errUnseated) {
				c.hangUp(farewell{err: why}) // at once: another may sit soon
				return
			}
			go func() { _ = t.lib.Close() }() // it waits a second for Discord
			t.await(c.released, t.seat.rest(t.g.o.Now()))
			c.hangUp(farewell{err: context.Cause(ctx)})
			return
		}
	}
}

// letGo waits until the library let go of a connection that ended.
func (t *talk) letGo(c *circuit, since time.Time) ending {
	c.hangUp(farewell{})
	released := t.await(c.released, t.g.o.ComeBack)
	end := t.ending(nil, since)
	if !released {
		t.g.log.Error("discord: the library is stuck: its session is thrown away", "error", end.err)
		end.lost = true
	}
	return end
}

// await says whether something happens in time, and while the library may come back.
func (t *talk) await(what <-chan struct{}, most time.Duration) bool {
	patience := time.NewTimer(min(most, t.g.o.ComeBack))
	defer patience.Stop()
	select {
	case <-what:
		return true
	case <-patience.C:
		return false
	}
}

// ending tells how the circuit ended; err is the library's, for when there was none.
func (t *talk) ending(err error, since time.Time) ending {
	end := ending{farewell: farewell{err: err}, lost: errors.Is(err, discordgo.ErrWSAlreadyOpen)}
	c := t.board.circuit()
	if c == nil {
		t.at.set("") // maybe it is reached where it was at first
		return end
	}
	c.hangUp(farewell{err: err})
	end.farewell, end.reached, end.hailed = c.farewell(), c.spoken.Load(), c.greeted()
	if end.hailed && !since.IsZero() {
		end.held = time.Since(since)
	}
	return end
}
