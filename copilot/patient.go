package copilot

import (
	"context"
	"time"
)

// patience is how long a worker waits for a store that is away, before the job is
// put off; a person at a button does not wait for it at all.
const patience = 20 * time.Second

// patient is a Memory that waits out a short absence of the store on behalf of
// workers: what they do may be repeated, and a store that restarts is back in a moment.
type patient struct {
	Memory
	away func(error) bool
}

// again does something until it succeeds, fails otherwise than that the store is away,
// or ctx has no time left.
func again(ctx context.Context, away func(error) bool, do func() error) error {
	for {
		err := do()
		if err == nil || away == nil || !away(err) || rest(ctx, skipped) != nil {
			return err
		}
	}
}

// wait is again for what a worker does, and does it once for anybody else.
func (p patient) wait(ctx context.Context, do func() error) error {
	if fenceOf(ctx) == (Fence{}) {
		return do()
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return again(ctx, p.away, do)
}

// Keep is Memory.Keep.
func (p patient) Keep(ctx context.Context, d Draft, fence Fence, entry Audit) (kept Draft, err error) {
	err = p.wait(ctx, func() (err error) { kept, err = p.Memory.Keep(ctx, d, fence, entry); return err })
	return kept, err
}

// Revise is Memory.Revise.
func (p patient) Revise(ctx context.Context, ref Ref, expect Expect, r Revision, fence Fence, entry Audit) (revised Draft, err error) {
	err = p.wait(ctx, func() (err error) { revised, err = p.Memory.Revise(ctx, ref, expect, r, fence, entry); return err })
	return revised, err
}

// Draft is Memory.Draft.
func (p patient) Draft(ctx context.Context, ref Ref) (d Draft, err error) {
	err = p.wait(ctx, func() (err error) { d, err = p.Memory.Draft(ctx, ref); return err })
	return d, err
}

// Profile is Memory.Profile.
func (p patient) Profile(ctx context.Context, at Place) (profile Profile, err error) {
	err = p.wait(ctx, func() (err error) { profile, err = p.Memory.Profile(ctx, at); return err })
	return profile, err
}

// Facts is Memory.Facts.
func (p patient) Facts(ctx context.Context, at Place, now time.Time) (facts []Fact, err error) {
	err = p.wait(ctx, func() (err error) { facts, err = p.Memory.Facts(ctx, at, now); return err })
	return facts, err
}

// Recent is Memory.Recent.
func (p patient) Recent(ctx context.Context, at Place, most int) (recent []Exchange, err error) {
	err = p.wait(ctx, func() (err error) { recent, err = p.Memory.Recent(ctx, at, most); return err })
	return recent, err
}

// Remember is Memory.Remember.
func (p patient) Remember(ctx context.Context, at Place, e Exchange, fence Fence) error {
	return p.wait(ctx, func() error { return p.Memory.Remember(ctx, at, e, fence) })
}

// CaughtUp is Memory.CaughtUp.
func (p patient) CaughtUp(ctx context.Context, at Place, person Person) (to time.Time, err error) {
	err = p.wait(ctx, func() (err error) { to, err = p.Memory.CaughtUp(ctx, at, person); return err })
	return to, err
}

// Posted is Memory.Posted.
func (p patient) Posted(ctx context.Context, t Tenant, request, message string, fence Fence) error {
	return p.wait(ctx, func() error { return p.Memory.Posted(ctx, t, request, message, fence) })
}

// Post is Memory.Post.
func (p patient) Post(ctx context.Context, t Tenant, request string) (message string, err error) {
	err = p.wait(ctx, func() (err error) { message, err = p.Memory.Post(ctx, t, request); return err })
	return message, err
}
