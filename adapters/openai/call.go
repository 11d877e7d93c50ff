package openai

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptrace"
	"sync"
	"time"
)

// A stage of a call that has a time-out of its own.
type stage string

const (
	connect       stage = "connect"
	firstByte     stage = "first byte"
	betweenTokens stage = "between tokens"
	total         stage = "total"
	hangUp        stage = "hang up" // after the last event, for the connection to be of use again
)

// hangUpTime is short: the answer is there, only a warm connection is at stake.
const hangUpTime = 50 * time.Millisecond

// slow is the cause of a call's cancellation by one of its own time-outs.
type slow struct {
	stage stage
	limit time.Duration
}

func (s *slow) Error() string { return fmt.Sprintf("nothing within %s (%s)", s.limit, s.stage) }

// call is what is known about one call beside its bytes: it travels in the
// request's context, for headers are seen by the transport alone.
type call struct {
	limits map[stage]time.Duration
	cancel context.CancelCauseFunc
	free   context.CancelFunc
	status int           // of the response
	after  time.Duration // from its headers
	whole  bool          // the body is one JSON object rather than a stream

	mu    sync.Mutex
	stage stage
	timer *time.Timer
}

type callKey struct{}

// begin starts the clocks. end must be called.
func begin(ctx context.Context, t Timeouts) (context.Context, *call) {
	c := &call{limits: map[stage]time.Duration{
		connect: t.Connect, firstByte: t.FirstByte, betweenTokens: t.BetweenTokens, hangUp: hangUpTime,
	}}
	ctx, c.free = context.WithTimeoutCause(ctx, t.Total, &slow{total, t.Total})
	ctx, c.cancel = context.WithCancelCause(ctx)
	c.wait(connect)
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { c.wait(firstByte) },
	})
	return context.WithValue(ctx, callKey{}, c), c
}

// end stops the clocks and whoever still works for the call.
func (c *call) end() {
	c.mu.Lock()
	c.timer.Stop()
	c.mu.Unlock()
	c.cancel(nil)
	c.free()
}

// wait gives the next stage its full time.
func (c *call) wait(s stage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil {
		c.timer.Stop()
	}
	limit := c.limits[s]
	c.stage, c.timer = s, time.AfterFunc(limit, func() { c.cancel(&slow{s, limit}) })
}

// answered notes what headers tell; a transport that traces no connections has
// one by now.
func (c *call) answered(status int, after time.Duration) {
	c.status, c.after = status, after
	c.mu.Lock()
	connecting := c.stage == connect
	c.mu.Unlock()
	if connecting {
		c.wait(firstByte)
	}
}

// slowness is the time-out that ended the call, nil when none did.
func (*call) slowness(ctx context.Context) *slow {
	s, _ := errors.AsType[*slow](context.Cause(ctx))
	return s
}

func callOf(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}
