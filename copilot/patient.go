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

// patiently does something again while it fails because the store is away.
func patiently[T any](ctx context.Context, away func(error) bool, do func() (T, error)) (T, error) {
	end := time.Now().Add(patience)
	for {
		v, err := do()
		if err == nil || fenceOf(ctx) == (Fence{}) || away == nil || !away(err) || time.Now().After(end) || rest(ctx, skipped) != nil {
			return v, err
		}
	}
}

// only is what does something and returns nothing.
func only(err error) (struct{}, error) { return struct{}{}, err }

// Keep is Memory.Keep.
func (p patient) Keep(ctx context.Context, d Draft, fence Fence, entry Audit) (Draft, error) {
	return patiently(ctx, p.away, func() (Draft, error) { return p.Memory.Keep(ctx, d, fence, entry) })
}

// Revise is Memory.Revise.
func (p patient) Revise(ctx context.Context, ref Ref, expect Expect, r Revision, fence Fence, entry Audit) (Draft, error) {
	return patiently(ctx, p.away, func() (Draft, error) { return p.Memory.Revise(ctx, ref, expect, r, fence, entry) })
}

// Draft is Memory.Draft.
func (p patient) Draft(ctx context.Context, ref Ref) (Draft, error) {
	return patiently(ctx, p.away, func() (Draft, error) { return p.Memory.Draft(ctx, ref) })
}

// Profile is Memory.Profile.
func (p patient) Profile(ctx context.Context, at Place) (Profile, error) {
	return patiently(ctx, p.away, func() (Profile, error) { return p.Memory.Profile(ctx, at) })
}

// Facts is Memory.Facts.
func (p patient) Facts(ctx context.Context, at Place, now time.Time) ([]Fact, error) {
	return patiently(ctx, p.away, func() ([]Fact, error) { return p.Memory.Facts(ctx, at, now) })
}

// Recent is Memory.Recent.
func (p patient) Recent(ctx context.Context, at Place, most int) ([]Exchange, error) {
	return patiently(ctx, p.away, func() ([]Exchange, error) { return p.Memory.Recent(ctx, at, most) })
}

// Remember is Memory.Remember.
func (p patient) Remember(ctx context.Context, at Place, e Exchange, fence Fence) error {
	_, err := patiently(ctx, p.away, func() (struct{}, error) { return only(p.Memory.Remember(ctx, at, e, fence)) })
	return err
}

// Posted is Memory.Posted.
func (p patient) Posted(ctx context.Context, t Tenant, request, message string, fence Fence) error {
	_, err := patiently(ctx, p.away, func() (struct{}, error) { return only(p.Memory.Posted(ctx, t, request, message, fence)) })
	return err
}

// Post is Memory.Post.
func (p patient) Post(ctx context.Context, t Tenant, request string) (string, error) {
	return patiently(ctx, p.away, func() (string, error) { return p.Memory.Post(ctx, t, request) })
}
