package slack

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// flow sends what is offered until there is nothing more to send.
func (c *Chat) flow(ctx context.Context, f *flow, p post, at copilot.Spot) {
	for {
		if !c.turn(f) {
			return
		}
		card := c.take(f, p)
		if card == nil {
			return
		}
		if err := c.progress(ctx, p, c.parts(ctx, at, *card)[0]); err != nil {
			c.log.Debug("progress not shown", "error", err)
		}
		if !c.pause(f, editGap) {
			return
		}
	}
}

// progress makes one edit, and none when ctx is over. One that is on its way is
// waited for all the same: cut off it might still arrive, over the card that
// follows.
func (c *Chat) progress(ctx context.Context, p post, shown part) error {
	sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, callTime)
	defer stop()
	return patiently(ctx, func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, _, _, err := c.api.UpdateMessageContext(sending, p.channel, p.ts[0], shown.options()...)
		return err
	})
}

// turn waits until an edit may be made; false when the flow is to end. What is not
// sent in the end takes nobody's turn: nothing is reserved.
func (c *Chat) turn(f *flow) bool {
	for !c.edits.AllowN(c.now(), 1) {
		missing := 1 - c.edits.TokensAt(c.now())
		if !c.pause(f, max(minRest, time.Duration(missing/float64(editsPerSecond)*float64(time.Second)))) {
			return false
		}
	}
	return true
}

// take is the card to send now; with none, the flow is over and forgotten: what is
// offered from now on begins another.
func (c *Chat) take(f *flow, p post) *copilot.Card {
	c.mu.Lock()
	defer c.mu.Unlock()
	card := f.next
	f.next = nil
	if card == nil && c.flows[p.String()] == f {
		delete(c.flows, p.String())
	}
	return card
}

// pause waits; false when the flow is to end.
func (c *Chat) pause(f *flow, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-f.quit:
		return false
	case <-f.over:
		return false
	}
}
