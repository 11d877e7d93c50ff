package copilot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// acceptWithin is how long a platform's acknowledgement may wait for the store.
// Slack and Discord give 3 seconds in all.
const acceptWithin = 1500 * time.Millisecond

// Config is what a Copilot is built from.
type Config struct {
	Composer
	Memory  Memory
	Queue   Queue
	Chats   map[string]Chat // by platform
	Log     *slog.Logger    // never told what people or writers say
	Workers int             // how many requests are worked on at once; 0 means 4

	// Away says whether an error of Memory or Queue means that the store is away, so
	// that what failed may be tried again; nil: none does.
	Away func(error) bool

	// Stretches keep what goes by in channels that opted in; nil: nothing is.
	Stretches Stretches

	// Accounts know what was used; nil: nobody counts. Limits are how much there is.
	Accounts Accounts
	Limits   Limits

	// Prices are what the model costs.
	Prices Prices

	// Admission is where and for whom the copilot is there.
	Admission Admission

	// Refused is told why something was turned away unread: limit_person, limit_channel,
	// limit_workspace, denied_person or denied_place; nil: nobody is.
	Refused func(why string)

	// Rest waits before a platform in trouble is asked again; nil: by the clock.
	Rest func(context.Context, time.Duration) error
}

// Copilot accepts requests, answers them with drafts, and moves drafts by
// people's decisions.
type Copilot struct {
	Config
	rush    rush
	courses courses
}

// New makes a copilot; Work sets it to work.
func New(c Config) *Copilot {
	c.Workers = cmp.Or(c.Workers, 4)
	c.Memory = patient{c.Memory, c.Away}
	if c.Rest == nil {
		c.Rest = rest
	}
	c.Composer.Log = c.Log
	return &Copilot{Config: c}
}

// Accept checks a request and keeps it for work, durably, before it returns: a
// request that was accepted gets an answer or a visible failure (P4), once
// however often it is delivered (P5). The error is a *Fault; after it nothing
// was kept, or its sentence says that nobody knows.
func (c *Copilot) Accept(ctx context.Context, r Request) error {
	fresh, err := c.accepting(ctx, r, c.accept)
	if err == nil && fresh {
		c.rush.count(c.Now())
	}
	return err
}

// accepting keeps a request in some way as a stage, and says whether it is new.
func (c *Copilot) accepting(ctx context.Context, r Request, keep func(context.Context, Request) (bool, error)) (fresh bool, err error) {
	s := Stage{Kind: StageAccept, Chat: r.Place.Platform, What: r.What()}
	c.within(Refer(ctx, r.Reference()), s, func(ctx context.Context) End {
		fresh, err = keep(ctx, r)
		return acceptedAs(fresh, err)
	})
	return fresh, err
}

// accept says besides whether the request is new.
func (c *Copilot) accept(ctx context.Context, r Request) (bool, error) {
	err := c.Admit(ctx, r.Place, r.Person)
	if err != nil {
		return false, err
	}
	switch {
	case r.untyped():
	case r.Command == "":
		r, err = settleFollowUp(r)
	default:
		r, err = settle(r, c.Now())
	}
	if err != nil {
		return false, err
	}
	if id := r.Options["draft"]; id != "" {
		r.Draft = id
	}
	return c.enqueue(ctx, r)
}

// take is enqueue for a request that no command line asked for.
func (c *Copilot) take(ctx context.Context, r Request) (bool, error) {
	return c.accepting(ctx, r, c.enqueue)
}

// enqueue keeps a request for work, and says whether it is new; the error is a *Fault
// that says as much as is known.
func (c *Copilot) enqueue(ctx context.Context, r Request) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, acceptWithin)
	defer cancel()
	r.Mark = c.mark(ctx)
	fresh, err := c.Queue.Accept(ctx, r)
	if err == nil {
		return fresh, nil
	}
	if limit, ok := asLimit(err); ok {
		return false, c.limitFault(limit)
	}
	c.Log.ErrorContext(ctx, "request not accepted", "error", err)
	if errors.Is(err, ErrUnsure) {
		return false, NewFault(FaultStore, "fault.accept.unsure", nil, err)
	}
	return false, NewFault(FaultStore, "fault.store", nil, err)
}

func settleFollowUp(r Request) (Request, error) {
	if err := checkText(r.Text); err != nil {
		return r, err
	}
	r.Text = text.Canonical(r.Text)
	switch {
	case r.Draft == "":
		return r, NewFault(FaultAbsent, "fault.draft.absent", nil, nil)
	case r.Text == "":
		return r, NewFault(FaultInput, "fault.reason", nil, nil)
	}
	return r, nil
}

// Again revives a request that was given up; a *Fault when it is not parked.
func (c *Copilot) Again(ctx context.Context, t Tenant, request string) error {
	p, err := c.parked(ctx, t, request)
	if err != nil {
		return err
	}
	if err := c.Queue.Revive(ctx, p.ID); err != nil && !errors.Is(err, ErrAbsent) {
		return NewFault(FaultStore, "fault.store", nil, err)
	}
	return nil
}

// Card shows a revision of a draft, the latest for number 0, in the reader's
// language and as things are now.
func (c *Copilot) Card(ctx context.Context, ref Ref, number int, locale string) (Card, error) {
	d, profile, err := c.draftIn(ctx, ref)
	if err != nil {
		return Card{}, err
	}
	r, ok := d.Revision(cmp.Or(number, len(d.Revisions)))
	if !ok {
		return Card{}, NewFault(FaultAbsent, "fault.draft.absent", nil, nil)
	}
	return cardOf(d, r, profile, locale), nil
}

func (c *Copilot) draft(ctx context.Context, ref Ref) (Draft, error) {
	d, err := c.Memory.Draft(ctx, ref)
	switch {
	case errors.Is(err, ErrAbsent):
		return d, NewFault(FaultAbsent, "fault.draft.absent", nil, err)
	case err != nil:
		return d, unread(err)
	}
	return d, nil
}

// draftIn is a draft, with what its channel says of itself.
func (c *Copilot) draftIn(ctx context.Context, ref Ref) (Draft, Profile, error) {
	d, err := c.draft(ctx, ref)
	if err != nil {
		return d, Profile{}, err
	}
	p, err := c.Profile(ctx, d.Place)
	return d, p, err
}

// draftUnder finds a draft with what says who may sign it off, and what tells that from any
// other.
func (c *Copilot) draftUnder(ctx context.Context, ref Ref) (Draft, Profile, Version, error) {
	d, err := c.draft(ctx, ref)
	if err != nil {
		return d, Profile{}, "", err
	}
	p, version, err := c.Memory.Versioned(ctx, d.Place)
	return d, p, version, unread(err)
}

// draftFor finds a draft for somebody: to whom it is not shown it is not there.
func (c *Copilot) draftFor(ctx context.Context, ref Ref, p Person) (Draft, error) {
	d, err := c.draft(ctx, ref)
	if err == nil && !d.readable(p) {
		return Draft{}, NewFault(FaultAbsent, "fault.draft.absent", nil, nil)
	}
	if err == nil {
		err = c.Admit(ctx, d.Place, p)
	}
	return d, err
}

// draftID names the draft that answers a request: the same for the same request,
// so that a job that runs twice makes one draft.
func draftID(r Request) string {
	t := r.Tenant()
	sum := sha256.Sum256([]byte(digestOf(t.Platform, t.Workspace, r.ID)))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:8]))[:12]
}

// locale is the language a request is answered around: labels, notices, faults.
func locale(r Request) string { return catalogue.Base(r.Person.Locale) }
