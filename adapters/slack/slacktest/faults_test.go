package slacktest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestFaults(t *testing.T) {
	s := workspace(t, Options{})
	c := client(s)
	post := func() error {
		_, _, err := c.PostMessageContext(t.Context(), team, card("a draft")...)
		return err
	}
	const name = "chat.postMessage"
	s.Fail(name, "internal_error", 1)
	s.RateLimit(name, 1500*time.Millisecond, 1)
	s.Status(name, 503, 1)
	s.CutBefore(name, 1)
	s.CutAfter(name, 1)
	if err := post(); err == nil || err.Error() != "internal_error" {
		t.Errorf("Fail: %v", err)
	}
	var limited *slack.RateLimitedError
	if err := post(); !errors.As(err, &limited) || limited.RetryAfter != 2*time.Second {
		t.Errorf("RateLimit: %v", err)
	}
	var status slack.StatusCodeError
	if err := post(); !errors.As(err, &status) || status.Code != 503 {
		t.Errorf("Status: %v", err)
	}
	if err := post(); err == nil || len(s.Messages(team)) != 0 {
		t.Errorf("CutBefore: %v, and %d messages", err, len(s.Messages(team)))
	}
	if err := post(); err == nil || len(s.Messages(team)) != 1 {
		t.Errorf("CutAfter: %v, and %d messages", err, len(s.Messages(team)))
	}
	if err := post(); err != nil || len(s.Messages(team)) != 2 {
		t.Errorf("mended: %v, and %d messages", err, len(s.Messages(team)))
	}
	if n := s.Count(name); n != 6 || len(s.Calls(name)) != 6 {
		t.Errorf("%d calls were counted, want 6", n)
	}
	s.Fail("*", "fatal_error", 0)
	if _, err := c.AuthTestContext(t.Context()); err == nil {
		t.Error("a fault of all methods, from now on, is none")
	}
	s.Mend()
	if _, err := c.AuthTestContext(t.Context()); err != nil {
		t.Errorf("after Mend: %v", err)
	}
	s.Delay("auth.test", time.Minute)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.AuthTestContext(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a delayed call: %v", err)
	}
}
