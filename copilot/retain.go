package copilot

import (
	"context"
	"slices"
	"time"
)

// MostRetainDays is the longest that a channel can say it keeps things for.
const MostRetainDays = 3_650

// How soon after the start, and how often, what is too old is looked for.
const (
	retireFirst = time.Minute
	retireEvery = time.Hour
)

// since is from when on what a channel keeps may be kept; zero: the store's own bounds hold.
func (p Profile) since(now time.Time) time.Time {
	if p.Retain <= 0 {
		return time.Time{}
	}
	return now.AddDate(0, 0, -p.Retain)
}

// fresh are the exchanges that are not older than the channel wants.
func (p Profile) fresh(recent []Exchange, now time.Time) []Exchange {
	since := p.since(now)
	return slices.DeleteFunc(recent, func(e Exchange) bool { return e.At.Before(since) })
}

// retiring erases what is too old until ctx ends.
func (c *Copilot) retiring(ctx context.Context) {
	regularly(ctx, retireFirst, retireEvery, func() {
		if err := c.caught(ctx, "retention", func() error { return c.Retire(ctx) }); err != nil && ctx.Err() == nil {
			c.Log.WarnContext(ctx, "what is too old could not be erased; it is tried again", "error", err)
		}
	})
}

// Retire erases what channels keep for longer than they want: what they remember of drafts,
// minutes, messages kept as they went by, and the texts of drafts that are decided and that
// nobody signed. It may be called at any time, by several at once.
func (c *Copilot) Retire(ctx context.Context) error {
	places, err := c.Memory.Ruled(ctx)
	if err != nil {
		return err
	}
	drafts := map[Tenant]map[Place]time.Time{}
	for _, at := range places {
		p, err := c.Memory.Profile(ctx, at)
		if err != nil {
			return err
		}
		since := p.since(c.Now())
		if since.IsZero() {
			continue
		}
		if err := c.retireIn(ctx, at, since); err != nil {
			return err
		}
		if drafts[at.Tenant()] == nil {
			drafts[at.Tenant()] = map[Place]time.Time{}
		}
		drafts[at.Tenant()][at] = since
	}
	for t, within := range drafts {
		err := c.Memory.EachDraft(ctx, t, func(d Draft) error {
			since, is := within[d.Place.Root()]
			if !is || !d.State().Final() || d.State() == Approved || !d.moved().Before(since) {
				return nil
			}
			return c.Memory.Rewrite(ctx, d.Ref(), ErasedDrafts, "", blank)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// retireIn erases what a channel keeps beside drafts.
func (c *Copilot) retireIn(ctx context.Context, at Place, since time.Time) error {
	recent, err := c.Memory.Recent(ctx, at, heldDrafts)
	if err != nil {
		return err
	}
	var old []string
	for _, e := range recent {
		if e.At.Before(since) {
			old = append(old, e.Draft)
		}
	}
	if err := c.Memory.ForgetExchanges(ctx, at, old, ""); err != nil {
		return err
	}
	return c.Memory.ForgetOlder(ctx, at, since)
}

// moved is when something happened to a draft last.
func (d Draft) moved() time.Time {
	last := d.Created
	for _, r := range d.Revisions {
		last = later(last, r.Made.At)
		if r.Decision != nil {
			last = later(last, r.Decision.At)
		}
	}
	return last
}
