package chat

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// minRest is the least pause between two looks at whether it is one's turn.
const minRest = 50 * time.Millisecond

// run sends what is offered until there is nothing more to send.
func (p *Progress) run(ctx context.Context, f *flow, message string, send show) {
	for {
		if !p.turn(f) {
			return
		}
		card := p.take(f, message)
		if card == nil {
			return
		}
		if err := send(ctx, *card); err != nil {
			p.log.DebugContext(ctx, "progress not shown", "error", err)
		}
		if !f.pause(p.pace.Gap) {
			return
		}
	}
}

// turn waits until an edit may be made; false when the flow is to end. What is not
// sent in the end takes nobody's turn: nothing is reserved.
func (p *Progress) turn(f *flow) bool {
	for !p.edits.AllowN(p.now(), 1) {
		missing := 1 - p.edits.TokensAt(p.now())
		if !f.pause(max(minRest, time.Duration(missing/float64(p.pace.Rate)*float64(time.Second)))) {
			return false
		}
	}
	return true
}

// take is the card to send now; with none, the flow is over and forgotten: what is
// offered from now on begins another.
func (p *Progress) take(f *flow, message string) *copilot.Card {
	p.mu.Lock()
	defer p.mu.Unlock()
	card := f.next
	f.next = nil
	if card == nil && p.flows[message] == f {
		delete(p.flows, message)
	}
	return card
}

// pause waits; false when the flow is to end.
func (f *flow) pause(d time.Duration) bool {
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
