package discord

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
)

// Installation is what Discord says of the application.
type Installation struct {
	Bot        string // what it is called
	Reads      bool   // the words of others are shown to it: Message Content Intent
	Registered bool   // the commands there are the ones of this version
	Starts     int    // how often the gateway may be joined today still

	Ahead time.Duration // how far Discord's clock is before this machine's, to the second; 0 when it does not tell
}

// Examine asks Discord about the application; a *copilot.Fault when Discord refuses the
// token.
func (c *Chat) Examine(ctx context.Context) (Installation, error) {
	own, err := c.rest.self(ctx)
	if err != nil {
		return Installation{}, err
	}
	var there []applicationCommand
	if err := c.rest.commands(ctx, "", &there); err != nil {
		return Installation{}, err
	}
	g, err := c.rest.gatewayBot(ctx)
	if err != nil {
		return Installation{}, err
	}
	ahead := time.Duration(c.rest.clock.ahead.Load())
	return Installation{Ahead: ahead, Bot: own.Name, Reads: own.content, Registered: same(there, registrationIn("")), Starts: g.Starts.Remaining}, nil
}

// clock passes requests on, and notes how far the clock of who answered last is before ours.
type clock struct {
	next  http.RoundTripper
	now   func() time.Time
	ahead atomic.Int64 // in nanoseconds, to the second
}

// RoundTrip is http.RoundTripper.
func (c *clock) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := c.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	if date, err := http.ParseTime(response.Header.Get("Date")); err == nil {
		c.ahead.Store(int64(date.Sub(c.now().Truncate(time.Second))))
	}
	return response, nil
}
