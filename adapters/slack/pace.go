package slack

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/time/rate"

	"github.com/brouillon/brouillon/copilot"
)

// Pace of what is shown while it is being written. Slack allows chat.update about
// 50 times a minute over the whole workspace (tier 3), and each process counts for
// itself: two replicas, which is how many there are by default, stay below it even
// in a minute that begins with a burst. The cards that must come wait for nothing
// but Slack.
const (
	editsPerSecond = rate.Limit(20.0 / 60)
	editBurst      = 5
	editGap        = 1200 * time.Millisecond // between two edits of one message
)

// flow shows one message's progress, the newest only, in a goroutine of its own:
// the writer must not wait for Slack.
type flow struct {
	next  *copilot.Card   // not shown yet; nil when there is none
	over  <-chan struct{} // closed when the job is not ours any more: nothing more is sent
	quit  chan struct{}   // closed to end the pauses
	ended chan struct{}   // closed when nothing is being sent any more
}

// offer has progress shown when it is its turn. What was offered before and not
// shown yet is dropped. It is shown for as long as ctx lasts: whoever has the job
// after that may have shown its last card already.
func (c *Chat) offer(ctx context.Context, p post, at copilot.Spot, card copilot.Card) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := p.String()
	before := c.flows[id]
	if before != nil && !before.done() {
		before.next = &card
		return
	}
	f := &flow{next: &card, over: ctx.Done(), quit: make(chan struct{}), ended: make(chan struct{})}
	c.flows[id] = f
	go func() {
		defer close(f.ended)
		if before != nil { // of an earlier run
			<-before.ended
		}
		_ = safely(c.log, func() error { c.flow(ctx, f, p, at); return nil })
		c.leave(f, p)
	}()
}

// done says whether the job that a flow is of is not ours any more.
func (f *flow) done() bool {
	select {
	case <-f.over:
		return true
	default:
		return false
	}
}

// leave forgets a flow that is over.
func (c *Chat) leave(f *flow, p post) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flows[p.String()] == f {
		delete(c.flows, p.String())
	}
}

// quiet ends the progress of a message and waits until nothing of it is on its
// way, or for as long as ctx lasts: a late edit must not stand over the card that
// follows.
func (c *Chat) quiet(ctx context.Context, p post) error {
	c.mu.Lock()
	f, ok := c.flows[p.String()]
	if ok {
		delete(c.flows, p.String())
	}
	c.mu.Unlock()
	if !ok {
		return nil
	}
	close(f.quit)
	select {
	case <-f.ended:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the progress before: %w", ctx.Err())
	}
}

// Close ends all progress and waits for it, until ctx ends.
func (c *Chat) Close(ctx context.Context) {
	c.mu.Lock()
	flows := c.flows
	c.flows = map[string]*flow{}
	c.mu.Unlock()
	for _, f := range flows {
		close(f.quit)
	}
	for _, f := range flows {
		select {
		case <-f.ended:
		case <-ctx.Done():
			return
		}
	}
}
