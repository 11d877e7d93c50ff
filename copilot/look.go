package copilot

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Parse is the function Parse, for adapters that know the copilot by interface;
// its faults are said in any language, so locale is only the person's.
func (c *Copilot) Parse(_, line string) (Request, error) { return Parse(line) }

// Draft finds a draft; a *Fault when it is not there.
func (c *Copilot) Draft(ctx context.Context, ref Ref) (Draft, error) { return c.draft(ctx, ref) }

// Drafts lists drafts of a tenant, newest first; private ones only to their
// author, and none of where the copilot is not there for who asks. Fewer than the limit may be left then.
func (c *Copilot) Drafts(ctx context.Context, f Filter) ([]Draft, error) {
	all, err := c.Memory.Drafts(ctx, f)
	all = slices.DeleteFunc(all, func(d Draft) bool { return !d.readable(f.For) || c.Admission.refusal(d.Place, f.For) != "" })
	return all, unread(err)
}

// Trail is the audit of one draft, oldest first.
func (c *Copilot) Trail(ctx context.Context, ref Ref) ([]Audit, error) {
	all, err := c.Memory.Trail(ctx, ref)
	return all, unread(err)
}

// Profile is what the place's channel has told the copilot about itself.
func (c *Copilot) Profile(ctx context.Context, at Place) (Profile, error) {
	p, err := c.Memory.Profile(ctx, at)
	return p, unread(err)
}

// SetProfile replaces it; a *Fault when something of it does not fit that was not there
// before: what was kept without bounds must not keep an approver in. Who may is the
// adapter's to check.
func (c *Copilot) SetProfile(ctx context.Context, at Place, p Profile) error {
	if p.Check() != nil {
		kept, err := c.Profile(ctx, at)
		if err == nil {
			err = p.CheckBeside(kept)
		}
		if err != nil {
			return err
		}
	}
	kept, err := c.Memory.Profile(ctx, at)
	if err == nil {
		err = c.Memory.SetProfile(ctx, at, p)
	}
	if err == nil && kept.Keep != p.Keep {
		err = c.opt(ctx, at, p.Keep)
	}
	return storeFault(err)
}

// optTries is how often somebody else may set meanwhile whether a channel keeps.
const optTries = 5

// opt has a channel keep what goes by, or erases what it kept: as its profile says by
// then, for whoever set it otherwise meanwhile may have been faster here. Should the store
// fail in between, who set it is told; what does not keep is not read.
func (c *Copilot) opt(ctx context.Context, at Place, in bool) error {
	if c.Stretches == nil {
		return nil
	}
	for range optTries {
		if err := c.Stretches.Opt(ctx, at, in); err != nil {
			return err
		}
		p, err := c.Memory.Profile(ctx, at)
		if err != nil || p.Keep == in {
			return err
		}
		in = p.Keep
	}
	return fmt.Errorf("opt: %w", errMoving)
}

// Facts lists what the place's channel holds to be true and has not expired.
func (c *Copilot) Facts(ctx context.Context, at Place) ([]Fact, error) {
	all, err := c.Memory.Facts(ctx, at, c.Now())
	return all, unread(err)
}

// storeFault says that the store does not answer, and what to do: after a change
// whose reply was lost nobody knows whether it was made. What is not there, and a
// lost lease, stay what they are.
func storeFault(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrLeaseLost):
		return err
	case errors.Is(err, ErrAbsent):
		return NewFault(FaultAbsent, "fault.draft.absent", nil, err)
	}
	if told, is := errors.AsType[*Fault](err); is { // the store answers, and says what is wrong
		return told
	}
	return NewFault(FaultStore, "fault.store.unsure", nil, err)
}

// unread is storeFault where nothing was to be kept: there is nothing to be unsure of.
func unread(err error) error {
	f, is := errors.AsType[*Fault](storeFault(err))
	if is && f.Key == "fault.store.unsure" {
		return NewFault(FaultStore, "fault.store.unread", nil, err)
	}
	return storeFault(err)
}

// Show makes the card of one revision of a draft at hand, as a reader of locale
// sees it; for the headless commands and for lists.
func Show(d Draft, r Revision, p Profile, locale string) Card { return cardOf(d, r, p, locale) }
