package copilot

import (
	"context"
	"slices"
	"sync"
)

// Ears are stretches of which the denied channels keep nothing, whatever they were set to
// before: what is kept of one is erased when it is first heard of.
func (a Admission) Ears(s Stretches) Stretches { return &ears{Stretches: s, admission: a} }

type ears struct {
	Stretches
	admission Admission
	dropped   sync.Map // Place
}

// Hear is Stretches.Hear, without the denied channels.
func (e *ears) Hear(ctx context.Context, t Tenant, by Ear) (Heard, error) {
	h, err := e.Stretches.Hear(ctx, t, by)
	if err != nil {
		return h, err
	}
	var denied []Place
	h.Channels = slices.DeleteFunc(slices.Clone(h.Channels), func(channel string) bool {
		at := Place{Platform: t.Platform, Workspace: t.Workspace, Channel: channel}
		if e.admission.refusal(at, Person{}) == "" {
			return false
		}
		denied = append(denied, at)
		return true
	})
	for _, at := range denied {
		if _, done := e.dropped.Load(at); done {
			continue
		}
		if err := e.Drop(ctx, at); err != nil {
			return h, err
		}
		e.dropped.Store(at, true)
	}
	return h, nil
}

// Stretch is Stretches.Stretch: of a denied channel there is none.
func (e *ears) Stretch(ctx context.Context, at Place, by Ear) (Stretch, error) {
	if e.admission.refusal(at.Root(), Person{}) != "" {
		return Stretch{}, ErrAbsent
	}
	return e.Stretches.Stretch(ctx, at, by)
}

// Note is Stretches.Note: of a denied channel nothing is kept.
func (e *ears) Note(ctx context.Context, at Place, m Kept) error {
	if e.admission.refusal(at.Root(), Person{}) != "" {
		return nil
	}
	return e.Stretches.Note(ctx, at, m)
}
