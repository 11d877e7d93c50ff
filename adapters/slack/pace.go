package slack

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"github.com/brouillon/brouillon/copilot"
)

// Pace of what is shown while it is being written. Slack allows chat.update about
// 50 times a minute over the whole workspace (tier 3): progress leaves room for
// the cards that must come, which wait for nothing but Slack.
const (
	editsPerSecond = rate.Limit(35.0 / 60)
	editBurst      = 10
	editGap        = 1200 * time.Millisecond // between two edits of one message
)

// flow shows one message's progress, the newest only, in a goroutine of its own:
// the writer must not wait for Slack.
type flow struct {
	next  *copilot.Card // not shown yet; nil when there is none
	quit  chan struct{} // closed to end the pauses
	ended chan struct{} // closed when nothing is being sent any more
}

// offer has progress shown when it is its turn. What was offered before and not
// shown yet is dropped.
func (c *Chat) offer(p post, at copilot.Spot, card copilot.Card) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := p.String()
	if f, ok := c.flows[id]; ok {
		f.next = &card
		return
	}
	f := &flow{next: &card, quit: make(chan struct{}), ended: make(chan struct{})}
	c.flows[id] = f
	go func() {
		defer close(f.ended)
		c.flow(f, p, at)
	}()
}

// flow sends what is offered until there is nothing more to send.
func (c *Chat) flow(f *flow, p post, at copilot.Spot) {
	for {
		if !c.turn(f) {
			return
		}
		card := c.take(f, p)
		if card == nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), callTime)
		err := c.update(ctx, p.channel, p.ts[0], c.parts(ctx, at, *card)[0])
		cancel()
		if err != nil {
			c.log.Debug("progress not shown", "error", err)
		}
		if !c.pause(f, editGap) {
			return
		}
	}
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

// take is the card to send now; with none, the flow is over.
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
	}
}

// quiet ends the progress of a message and waits until nothing of it is on its
// way: a late edit must not stand over the card that follows.
func (c *Chat) quiet(p post) {
	c.mu.Lock()
	f, ok := c.flows[p.String()]
	if ok {
		delete(c.flows, p.String())
	}
	c.mu.Unlock()
	if ok {
		close(f.quit)
		<-f.ended
	}
}

// Close ends all progress and waits for it.
func (c *Chat) Close() {
	c.mu.Lock()
	flows := c.flows
	c.flows = map[string]*flow{}
	c.mu.Unlock()
	for _, f := range flows {
		close(f.quit)
	}
	for _, f := range flows {
		<-f.ended
	}
}
