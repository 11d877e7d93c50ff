package copilot

import (
	"context"
	"errors"
)

// Message is the chat's name of the message that answers a request; ErrAbsent when
// there is none.
func (c *Copilot) Message(ctx context.Context, t Tenant, request string) (string, error) {
	message, err := c.Memory.Post(ctx, t, request)
	if err != nil && !errors.Is(err, ErrAbsent) {
		return "", storeFault(err)
	}
	return message, err
}

// Disown refuses a click that came from no button of ours: nothing is decided, and the
// refusal is on record with the draft as it is now, whatever the click said of it. The
// error is the *Fault that the person is told.
func (c *Copilot) Disown(ctx context.Context, ref Ref, k Click) error {
	fault := NewFault(FaultForbidden, "fault.forged", nil, nil)
	draft, err := c.draft(ctx, ref)
	if f := AsFault(err, ""); err != nil && f.Kind != FaultAbsent {
		return f
	}
	if err != nil {
		return fault // of what is not there, nothing is kept
	}
	latest, verdict := draft.Latest(), Verdict(k.Act)
	if !k.Act.known() { // a record holds no words of whoever forges
		verdict = "other"
	}
	return c.refuse(ctx, draft, Decision{
		Revision: latest.Number, Digest: latest.Digest, Verdict: verdict, Person: k.Person, At: c.Now(),
	}, fault)
}

// ShowAgain shows the cards of a draft as it is now; of a request that was given up,
// that it was. The error is a *Fault.
func (c *Copilot) ShowAgain(ctx context.Context, ref Ref, request string) error {
	if ref.Draft == "" {
		return c.showGivenUp(ctx, ref.Tenant, request)
	}
	draft, profile, err := c.draftIn(ctx, ref)
	if err != nil {
		return err
	}
	return c.showAll(ctx, draft, profile, draft.Author.Locale, Request{})
}

// showGivenUp shows once more that a request was given up. Why is not kept in words
// for people.
func (c *Copilot) showGivenUp(ctx context.Context, t Tenant, request string) error {
	p, err := c.parked(ctx, t, request)
	if err != nil {
		return err
	}
	r := p.Request
	at := Spot{Place: r.Place, Key: r.ID, Again: true, Since: r.Time}
	if r.Private {
		at.For = r.Person
	}
	fault := NewFault(FaultInternal, "fault.given_up", map[string]any{"Reference": r.Reference()}, nil)
	_, err = c.showAt(ctx, at, failureCard(r, locale(r), fault, true))
	return err
}

// parked is a request of a tenant that was given up; a *Fault when it was not.
func (c *Copilot) parked(ctx context.Context, t Tenant, request string) (ParkedJob, error) {
	all, err := c.Queue.Parked(ctx)
	if err != nil {
		return ParkedJob{}, NewFault(FaultStore, "fault.store", nil, err)
	}
	for _, p := range all {
		if p.Request.ID == request && p.Request.Tenant() == t {
			return p, nil
		}
	}
	return ParkedJob{}, NewFault(FaultAbsent, "fault.draft.absent", nil, nil)
}
