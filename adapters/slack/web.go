package slack

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
)

// web is Slack's Web API, and how patient we are with it. It is safe for concurrent
// use.
type web struct {
	*slackgo.Client
	log     *slog.Logger
	rest    func(context.Context, time.Duration) error // waits
	refused atomic.Bool                                // Slack did not accept the token last
	failed  func(kind string)                          // is told of every call that failed; nil: nobody is
}

func newWeb(client *slackgo.Client, log *slog.Logger) *web {
	return &web{Client: client, log: log, rest: chat.Rest}
}

// How long Slack may make one call wait.
const (
	// longestRest is the most in all: longer than it asks for in practice, shorter
	// than a person waits. What it wants beyond that, the queue waits for.
	longestRest = 2 * time.Minute
	// minRest is the least pause after a refusal for haste; each is twice as long.
	minRest = 50 * time.Millisecond
	// restUnsaid is the pause when Slack does not say how long.
	restUnsaid = 5 * time.Second
)

// patiently makes a call with the bot's token and, when Slack says that there were
// too many, makes it again after the rest it asks for (Retry-After), for as long as
// longestRest: nothing is dropped.
func (w *web) patiently(ctx context.Context, call func() error) error {
	return w.waiting(ctx, func() error {
		err := call()
		w.heed(err)
		return err
	})
}

// waiting is patiently for a call with another token.
func (w *web) waiting(ctx context.Context, call func() error) error {
	least := minRest
	for rested := time.Duration(0); ; least *= 2 {
		err := call()
		w.tell(err)
		asked, busy := restOf(err)
		asked = max(asked, least)
		switch {
		case !busy:
			return fault(err)
		case rested+asked > longestRest:
			return chat.Busy(platformName, asked, err)
		}
		rested += asked
		if err := w.rest(ctx, asked); err != nil {
			return err
		}
	}
}

// tell tells whoever counts them of a call that failed.
func (w *web) tell(err error) {
	if w.failed == nil {
		return
	}
	kind := chat.FailedAs(fault(err))
	if _, busy := restOf(err); busy {
		kind = chat.FailedBusy
	} else if gone(err) {
		kind = chat.FailedGone
	}
	if kind != "" {
		w.failed(kind)
	}
}

// restOf is the rest that Slack asks for with an error; false when it asks for none.
func restOf(err error) (time.Duration, bool) {
	if e, ok := errors.AsType[*slackgo.RateLimitedError](err); ok {
		return e.RetryAfter, true
	}
	_, garbled := errors.AsType[*strconv.NumError](err) // a Retry-After that is no number
	e, _ := errors.AsType[slackgo.StatusCodeError](err)
	code := codeOf(err)
	return restUnsaid, garbled || e.Code == http.StatusTooManyRequests || code == "ratelimited" || code == "rate_limited"
}

// tokenGone are the codes that say that the token is worth nothing any more. Others by
// which a person learns that the bot was shut out concern one workspace or channel.
var tokenGone = []string{"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}

// heed takes note of whether Slack accepts the token.
func (w *web) heed(err error) {
	code := codeOf(err)
	switch {
	case slices.Contains(tokenGone, code):
		if !w.refused.Swap(true) {
			w.log.Error("slack: the token is not accepted: install the app again, set SLACK_BOT_TOKEN and restart", "code", code)
		}
	case err == nil:
		w.refused.Store(false)
	}
}

// Refused says whether, as far as the last calls tell, Slack does not accept the bot's token any more.
func (c *Chat) Refused() bool { return c.api.refused.Load() }
