package discord

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// callWithin bounds one call, without what it waits for its turn.
const callWithin = 15 * time.Second

// maxAnswer bounds an answer, in bytes: a hundred messages at their longest.
const maxAnswer = 32 << 20

// hurry bounds how long a call may take and how much may come back.
type hurry struct {
	next   http.RoundTripper
	within time.Duration
}

// RoundTrip makes the call; the time runs until its body is closed.
func (t *hurry) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeoutCause(r.Context(), t.within, fmt.Errorf("no answer within %v", t.within))
	response, err := t.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	response.Body = &body{io.LimitReader(response.Body, maxAnswer), response.Body, cancel}
	return response, nil
}

// body is an answer that ends its time when it is closed.
type body struct {
	io.Reader
	io.Closer
	cancel context.CancelFunc
}

// Close closes the connection's part and stops the clock.
func (b *body) Close() error {
	defer b.cancel()
	return b.Closer.Close()
}

// connections keeps connections open, as many as there are calls at once. The
// environment's proxy is used, as everywhere.
func connections() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 64
	t.MaxIdleConns = 64
	return t
}
