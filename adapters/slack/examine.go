package slack

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Installation is what Slack says of where the app is installed.
type Installation struct {
	Workspace string        // its name
	URL       string        // its address
	Bot       string        // what the app is called there
	Missing   []string      // permissions of Scopes that the token does not have; none when Slack does not tell
	Ahead     time.Duration // how far Slack's clock is before this machine's, to the second; 0 when it does not tell
}

// examined is auth.test with what its answer says beside its body.
type examined struct {
	identity
	Name   string `json:"user"`
	Team   string `json:"team"`
	header http.Header
}

// heard is told the header of an answer.
func (e *examined) heard(h http.Header) { e.header = h }

// Examine asks Slack about the installation; a *copilot.Fault when Slack refuses the
// token. Clocks matter: Slack's deliveries are refused when they are five minutes old.
func (c *Chat) Examine(ctx context.Context) (Installation, error) {
	var e examined
	err := c.api.patiently(ctx, func() error {
		e = examined{}
		return c.pages.call(ctx, "auth.test", url.Values{}, &e)
	})
	if err != nil {
		return Installation{}, err
	}
	found := Installation{Workspace: e.Team, URL: e.URL, Bot: e.Name}
	if given := e.header.Get("X-OAuth-Scopes"); given != "" {
		has := strings.FieldsFunc(given, func(r rune) bool { return r == ',' || r == ' ' })
		for _, s := range Scopes() {
			if !slices.Contains(has, s.Name) {
				found.Missing = append(found.Missing, s.Name)
			}
		}
	}
	if date, err := http.ParseTime(e.header.Get("Date")); err == nil {
		found.Ahead = date.Sub(c.now().Truncate(time.Second))
	}
	return found, nil
}
