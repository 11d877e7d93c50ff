package copilot

import (
	"context"
	"errors"
	"time"
)

// deadline is when a draft that waits for a signature expires; zero: never. It counts from
// when the present revision was made.
func (p Profile) deadline(d Draft) time.Time {
	if p.WaitDays <= 0 || d.Private || d.State() != Pending {
		return time.Time{}
	}
	return d.Latest().Made.At.Add(time.Duration(p.WaitDays) * 24 * time.Hour)
}

// over says whether a draft has waited too long at a moment.
func (p Profile) over(d Draft, now time.Time) bool {
	ends := p.deadline(d)
	return !ends.IsZero() && !now.Before(ends)
}

// expire ends a draft that nobody signed off in time; it is the bot's word, and never an
// approval. ErrChanged when it has to be looked at anew.
func (c *Copilot) expire(ctx context.Context, d Draft, p Profile, version Version) error {
	r := d.Latest()
	word := Decision{
		Draft: d.ID, Revision: r.Number, Digest: r.Digest, Verdict: Expire, Person: Person{Platform: d.Place.Platform}, At: c.Now(),
		Under: Seen{Place: d.Place, Profile: version, Signed: r.Signed, State: r.State},
	}
	var moved Draft
	var err error
	c.within(ctx, Stage{Kind: StageDecide, Chat: d.Place.Platform, Act: string(Expire)}, func(ctx context.Context) End {
		moved, err = c.Memory.Decide(ctx, d.Ref(), word, nil, entryOf(word, string(Expire)))
		return decidedAs(moved, string(Expire), staleFault(err, ""))
	})
	if err != nil {
		return err
	}
	_ = c.refresh(ctx, moved, p) // logged: there is nobody to tell
	return nil
}

// intime refuses a word on a draft that has waited too long, and ends it if nobody has yet.
func (c *Copilot) intime(ctx context.Context, draft Draft, p Profile, version Version, d Decision) error {
	if !p.over(draft, d.At) {
		return nil
	}
	if err := c.expire(ctx, draft, p, version); err != nil {
		return staleFault(err, d.Person.Locale)
	}
	return c.refuse(ctx, draft, d, NewFault(FaultForbidden, "fault.expired", nil, nil))
}

// expireEvery is how soon a draft that has waited too long says so by itself.
const expireEvery = time.Minute

// maxExpired is how many drafts of a channel are looked at each time.
const maxExpired = 500

// expireAll ends the drafts that have waited too long, until ctx ends.
func (c *Copilot) expireAll(ctx context.Context) {
	regularly(ctx, 0, expireEvery, func() {
		if err := c.expireOnce(ctx); err != nil && ctx.Err() == nil {
			c.Log.WarnContext(ctx, "drafts that have waited too long were not all ended: at the next look", "error", err)
		}
	})
}

func (c *Copilot) expireOnce(ctx context.Context) error {
	places, err := c.Memory.Waiting(ctx)
	failed := []error{err}
	for _, at := range places {
		if _, ok := c.Chats[at.Platform]; ok {
			failed = append(failed, c.expireIn(ctx, at))
		}
	}
	return errors.Join(failed...)
}

// expireIn does so in one channel.
func (c *Copilot) expireIn(ctx context.Context, at Place) error {
	p, version, err := c.Memory.Versioned(ctx, at)
	if err != nil || p.WaitDays <= 0 {
		return err
	}
	now := c.Now()
	drafts, err := c.Memory.Drafts(ctx, Filter{
		Tenant: at.Tenant(), Channel: at.Channel, States: []State{Pending}, Limit: maxExpired,
		Before: now.Add(-time.Duration(p.WaitDays) * 24 * time.Hour),
	})
	failed := []error{err}
	for _, d := range drafts {
		if !p.over(d, now) {
			continue
		}
		err := c.expire(ctx, d, p, version)
		if _, stale := errors.AsType[*StaleError](err); !stale && !errors.Is(err, ErrChanged) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}
