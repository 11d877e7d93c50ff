package chat

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/brouillon/brouillon/copilot"
)

// Pace is how often progress may be shown.
type Pace struct {
	Rate  rate.Limit    // edits a second over all messages
	Burst int           // edits at once
	Gap   time.Duration // between two edits of one message
}

// Progress shows how far the work on messages is: of each the newest card only, when
// it is its turn. It is safe for concurrent use.
type Progress struct {
	pace  Pace
	edits *rate.Limiter // over all messages
	log   *slog.Logger
	now   func() time.Time

	mu    sync.Mutex
	flows map[string]*flow // by message: what waits to be shown
}

// NewProgress makes one that shows nothing yet.
func NewProgress(p Pace, log *slog.Logger, now func() time.Time) *Progress {
	return &Progress{pace: p, edits: rate.NewLimiter(p.Rate, p.Burst), log: log, now: now, flows: map[string]*flow{}}
}

// show sends a card; an edit that is on its way is waited for also when ctx is over,
// since cut off it might still arrive, over the card that follows.
type show = func(ctx context.Context, card copilot.Card) error

// flow shows one message's progress in a goroutine of its own: the writer must not
// wait for the platform.
type flow struct {
	next  *copilot.Card   // not shown yet; nil when there is none
	over  <-chan struct{} // closed when the job is not ours any more: nothing more is sent
	quit  chan struct{}   // closed to end the pauses
	ended chan struct{}   // closed when nothing is being sent any more
}

// Offer has progress shown when it is its turn. What was offered before and not
// shown yet is dropped. It is shown for as long as ctx lasts: whoever has the job
// after that may have shown its last card already.
func (p *Progress) Offer(ctx context.Context, message string, card copilot.Card, send show) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.flows[message]
	if before != nil && !before.done() {
		before.next = &card
		return
	}
	f := &flow{next: &card, over: ctx.Done(), quit: make(chan struct{}), ended: make(chan struct{})}
	p.flows[message] = f
	go func() {
		defer close(f.ended)
		if before != nil { // of an earlier run
			<-before.ended
		}
		_ = Safely(p.log, "progress", func() error { p.run(ctx, f, message, send); return nil })
		p.leave(f, message)
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
func (p *Progress) leave(f *flow, message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.flows[message] == f {
		delete(p.flows, message)
	}
}

// Ended is closed when nothing of a message's progress is being sent any more; nil
// when there is none.
func (p *Progress) Ended(message string) <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	if f, ok := p.flows[message]; ok {
		return f.ended
	}
	return nil
}

// Quiet ends the progress of a message and waits until nothing of it is on its
// way, or for as long as ctx lasts: a late edit must not stand over the card that
// follows.
func (p *Progress) Quiet(ctx context.Context, message string) error {
	p.mu.Lock()
	f, ok := p.flows[message]
	if ok {
		delete(p.flows, message)
	}
	p.mu.Unlock()
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
func (p *Progress) Close(ctx context.Context) {
	p.mu.Lock()
	flows := p.flows
	p.flows = map[string]*flow{}
	p.mu.Unlock()
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
