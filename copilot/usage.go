package copilot

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Limits are how much there is, as whoever runs the bot says; for saying so. The store and
// the writer hold to them.
type Limits struct {
	Requests Bounds // a minute
	Tokens   Bounds // a day, UTC
}

// tellUsage says what somebody has used and what there is: theirs and the channel's, and
// the workspace's to whom s lets see it.
func (c *Copilot) tellUsage(ctx context.Context, at Place, by Person, s Setting) (string, error) {
	if c.Accounts == nil {
		return catalogue.Say(by.Locale, "usage.none", nil), nil
	}
	used, err := c.Accounts.Used(ctx, Account{at.Tenant(), at.Channel, by.ID})
	if err != nil {
		return "", NewFault(FaultStore, "fault.usage", nil, err)
	}
	scopes := []Scope{ScopePerson, ScopeChannel}
	if s.Whole {
		scopes = append(scopes, ScopeWorkspace)
	}
	lines := []string{catalogue.Say(by.Locale, "usage.head", nil)}
	for _, scope := range scopes {
		lines = append(lines, c.usageOf(by.Locale, scope, used.Of(scope)))
	}
	now := c.Now().UTC()
	y, m, d := now.Date()
	left := time.Date(y, m, d+1, 0, 0, 0, 0, time.UTC).Sub(now)
	hours := int((left + time.Hour - 1) / time.Hour)
	return strings.Join(append(lines, catalogue.Say(by.Locale, "usage.anew", catalogue.Args{"Count": hours})), "\n"), nil
}

// usageOf is one line: requests today, of those of a minute, and tokens.
func (c *Copilot) usageOf(locale string, scope Scope, u Use) string {
	parts := []string{
		catalogue.Say(locale, "usage."+string(scope), nil),
		catalogue.Say(locale, "usage.requests", catalogue.Args{"Count": u.Requests, "Said": grouped(locale, u.Requests)}),
	}
	if most := c.Limits.Requests.Of(scope); most > 0 {
		parts = append(parts, catalogue.Say(locale, "usage.minute", catalogue.Args{"Used": grouped(locale, u.Minute), "Most": grouped(locale, most)}))
	}
	tokens := catalogue.Args{"Count": u.Tokens, "Used": grouped(locale, u.Tokens)}
	if most := c.Limits.Tokens.Of(scope); most > 0 {
		tokens["Most"] = grouped(locale, most)
		return strings.Join(append(parts, catalogue.Say(locale, "usage.tokens.of", tokens)), " · ")
	}
	return strings.Join(append(parts, catalogue.Say(locale, "usage.tokens", tokens)), " · ")
}

// grouped is a number as it is written in a language: 12,000 or 12 000.
func grouped(locale string, n int) string {
	between := ","
	if catalogue.Base(locale) == catalogue.French {
		between = "\u202f"
	}
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + between + s[at:]
	}
	return s
}
