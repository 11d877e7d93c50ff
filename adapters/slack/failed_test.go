package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
)

// Whoever counts failed calls is told of what kind each was.
func TestFailedCallsAreTold(t *testing.T) {
	said := func(code string) error { return slackgo.SlackErrorResponse{Err: code} }
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"no failure":     {nil, ""},
		"too many":       {&slackgo.RateLimitedError{}, "ratelimited"},
		"said":           {said("ratelimited"), "ratelimited"},
		"not invited":    {said("not_in_channel"), "forbidden"},
		"token":          {said("invalid_auth"), "forbidden"},
		"message gone":   {said("message_not_found"), "gone"},
		"thread gone":    {said("thread_not_found"), "gone"},
		"in trouble":     {said("internal_error"), "server"},
		"a bad gateway":  {slackgo.StatusCodeError{Code: http.StatusBadGateway}, "server"},
		"no answer":      {&url.Error{Op: "Post", URL: "https://slack.com/api/x", Err: errors.New("reset")}, "network"},
		"too late":       {said("expired_trigger_id"), "other"},
		"given up":       {fmt.Errorf("post: %w", context.Canceled), ""},
		"another's work": {fmt.Errorf("post: %w", copilot.ErrLeaseLost), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var told []string
			w := newWeb(nil, slog.New(slog.DiscardHandler))
			w.failed = func(kind string) { told = append(told, kind) }
			w.rest = func(context.Context, time.Duration) error { return errors.New("no rest") }
			_ = w.patiently(t.Context(), func() error { return c.err })
			if got := strings.Join(told, " "); got != c.want {
				t.Errorf("told %q, not %q", got, c.want)
			}
		})
	}
}
