package copilot

import (
	"context"
	"errors"
)

// Shown is the chat's name of the message that shows a draft now; ErrAbsent when
// there is none.
func (c *Copilot) Shown(ctx context.Context, d Draft) (string, error) {
	return c.Message(ctx, d.Place.Tenant(), d.Latest().Request)
}

// maxRedrawn is how many open cards of a channel are shown anew.
const maxRedrawn = 20

// Redraw shows the open cards of a place's channel anew, the newest first: who
// may sign off stands on them, and that has changed.
func (c *Copilot) Redraw(ctx context.Context, at Place) error {
	profile, err := c.Memory.Profile(ctx, at)
	if err != nil {
		return storeFault(err)
	}
	drafts, err := c.Memory.Drafts(ctx, Filter{Tenant: at.Tenant(), Channel: at.Channel, States: decidable, Limit: maxRedrawn})
	if err != nil {
		return storeFault(err)
	}
	var failed []error
	for _, d := range drafts {
		whole, err := c.draft(ctx, d.Ref())
		if err == nil {
			err = c.showAll(ctx, whole, profile, whole.Author.Locale, Request{})
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}
