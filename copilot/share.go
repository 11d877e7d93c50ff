package copilot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Share puts a private answer before everybody at the place it is about, where
// it can be signed: as a draft of its own with the very text of the revision that
// was clicked. The error is a *Fault; what is accepted is done once, and again
// when it had failed.
func (c *Copilot) Share(ctx context.Context, ref Ref, e Expect, p Person) error {
	d, err := c.private(ctx, ref, e, p)
	if err != nil {
		return err
	}
	r := Request{
		ID: fmt.Sprintf("share:%s:%d", d.ID, e.Revision), Place: d.Place, Person: p, Draft: d.ID, Time: c.Now(), Cause: CauseShare,
		Options: map[string]string{"revision": strconv.Itoa(e.Revision), "digest": e.Digest},
	}
	fresh, err := c.take(ctx, r)
	if err != nil {
		return err
	}
	if fresh {
		return nil
	}
	err = c.Again(ctx, r.Tenant(), r.ID)
	if f, ok := errors.AsType[*Fault](err); ok && f.Kind == FaultAbsent { // it is being done, or done
		return nil
	}
	return err
}

// private finds a draft whose author may share the revision at hand.
func (c *Copilot) private(ctx context.Context, ref Ref, e Expect, p Person) (Draft, error) {
	d, err := c.draftFor(ctx, ref, p)
	if err != nil {
		return d, err
	}
	if !d.Private {
		return d, NewFault(FaultStale, "fault.shared", nil, nil)
	}
	if r := d.Latest(); r.Number != e.Revision || r.Digest != e.Digest || r.State.Final() {
		return d, staleFault(&StaleError{d}, p.Locale)
	}
	return d, nil
}

// share answers a request to share: the text must still be the one that was
// clicked, and the person must still be able to read where they share.
func (c *Copilot) share(ctx context.Context, job Job) error {
	r := job.Request
	number, _ := strconv.Atoi(r.Options["revision"])
	d, err := c.private(ctx, Ref{r.Tenant(), r.Draft}, Expect{number, r.Options["digest"]}, r.Person)
	if err != nil {
		return err
	}
	if _, err := c.reads(ctx, Reading{Place: d.Place, For: r.Person, Last: 1, Speak: true}); err != nil {
		return err
	}
	profile, err := c.Memory.Profile(ctx, d.Place)
	if err != nil {
		return storeFault(err)
	}
	revision := d.Latest()
	revision.Number, revision.Request, revision.State, revision.Decision = 1, r.ID, Pending, nil
	revision.Made = revision.Made.free()
	shared := Draft{
		ID: draftID(r), Command: d.Command, Place: d.Place, Author: d.Author, Brief: d.Brief,
		Created: c.Now(), About: d.About, Revisions: []Revision{revision},
	}
	entry := Audit{Draft: shared.ID, Revision: 1, Digest: revision.Digest, Act: "shared", Person: r.Person, At: shared.Created}
	kept, err := c.keepDraft(ctx, shared, job.Fence, entry)
	if err != nil {
		return storeFault(err)
	}
	if err := c.present(ctx, kept, profile, r); err != nil {
		return err
	}
	if _, err := c.showAt(ctx, spotOf(d, d.Latest()), sharedCard(d, profile)); err != nil {
		c.Log.WarnContext(ctx, "private card not refreshed", "draft", d.ID, "error", err)
	}
	return nil
}

// sharedCard is a private card whose text is before everybody now. Another revision
// of it may be shared again.
func sharedCard(d Draft, p Profile) Card {
	card := cardOf(d, d.Latest(), p, d.Author.Locale)
	card.actions = slices.DeleteFunc(card.actions, func(a Action) bool { return a.Act == ActShare })
	for i, b := range card.blocks {
		if b.Kind == BlockSignOff {
			card.blocks[i].Text = catalogue.Say(d.Author.Locale, "sign_off.shared", nil)
		}
	}
	return card
}
