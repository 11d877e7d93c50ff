package copilot

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Retried says how many requests are tried again.
func Retried(locale string, n int) string {
	if n == 0 {
		return catalogue.Say(locale, "retried.none", nil)
	}
	return catalogue.Say(locale, "retried", catalogue.Args{"Count": n})
}

// AgainAll revives every request of a tenant that was given up, and says how many: for
// whoever administers the place, who sees to it that what was in the way is gone. The
// error is a *Fault; those counted are revived all the same.
func (c *Copilot) AgainAll(ctx context.Context, t Tenant) (int, error) {
	parked, err := c.Queue.Parked(ctx)
	if err != nil {
		return 0, NewFault(FaultStore, "fault.store", nil, err)
	}
	revived := 0
	for _, p := range parked {
		if p.Request.Tenant() != t {
			continue
		}
		switch err := c.Queue.Revive(ctx, p.ID); {
		case err == nil:
			revived++
		case !errors.Is(err, ErrAbsent): // somebody else did
			return revived, NewFault(FaultStore, "fault.store", nil, err)
		}
	}
	return revived, nil
}
