package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// Whoever counts failed calls is told of what kind each was.
func TestFailedCallsAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"no failure":     {nil, ""},
		"too many":       {&tooMany{}, "ratelimited"},
		"no permission":  {&refusal{status: http.StatusForbidden, code: 50013}, "forbidden"},
		"signed out":     {&refusal{status: http.StatusUnauthorized}, "forbidden"},
		"message gone":   {&refusal{status: http.StatusNotFound, code: codeUnknownMessage}, "gone"},
		"channel gone":   {&refusal{status: http.StatusNotFound, code: 10003}, "gone"},
		"in trouble":     {&refusal{status: http.StatusBadGateway}, "server"},
		"no answer":      {&failure{text: "reset"}, "network"},
		"too late":       {&refusal{status: http.StatusNotFound, code: codeUnknownInteraction}, "other"},
		"given up":       {fmt.Errorf("post: %w", context.Canceled), ""},
		"another's work": {fmt.Errorf("post: %w", copilot.ErrLeaseLost), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var told []string
			r := newRest(restOptions{Failed: func(kind string) { told = append(told, kind) }})
			r.tell(c.err)
			if got := strings.Join(told, " "); got != c.want {
				t.Errorf("told %q, not %q", got, c.want)
			}
		})
	}
}
