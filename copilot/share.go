package copilot

import (
	"context"
	"fmt"
)

// Share puts a private answer before everybody at the place it is about, where
// it can be signed: as a draft of its own with the very text of the revision at
// hand. The error is a *Fault; what is accepted is done once.
func (c *Copilot) Share(ctx context.Context, ref Ref, p Person) error {
	d, err := c.private(ctx, ref, p)
	if err != nil {
		return err
	}
	return c.Accept(ctx, Request{
		ID: fmt.Sprintf("share:%s:%d", d.ID, d.Latest().Number), Place: d.Place, Person: p,
		Draft: d.ID, Time: c.Now(), Cause: CauseShare,
	})
}

// private finds a draft that its author may share.
func (c *Copilot) private(ctx context.Context, ref Ref, p Person) (Draft, error) {
	d, err := c.draft(ctx, ref)
	if err != nil {
		return d, err
	}
	switch {
	case !d.readable(p):
		return d, NewFault(FaultAbsent, "fault.draft.absent", nil, nil)
	case !d.Private:
		return d, NewFault(FaultStale, "fault.shared", nil, nil)
	}
	return d, nil
}

// share answers a request to share: the person must still be able to read where
// they share.
func (c *Copilot) share(ctx context.Context, job Job) error {
	r := job.Request
	d, err := c.private(ctx, Ref{r.Tenant(), r.Draft}, r.Person)
	if err != nil {
		return err
	}
	if _, err := c.Chats[r.Place.Platform].Read(ctx, Reading{Place: d.Place, For: r.Person, Last: 1}); err != nil {
		return err
	}
	profile, err := c.Memory.Profile(ctx, d.Place)
	if err != nil {
		return storeFault(err)
	}
	revision := d.Latest()
	revision.Number, revision.Request, revision.State, revision.Decision = 1, r.ID, Pending, nil
	shared := Draft{
		ID: draftID(r), Command: d.Command, Place: d.Place, Author: d.Author, Brief: d.Brief,
		Created: c.Now(), About: d.About, Revisions: []Revision{revision},
	}
	entry := Audit{Draft: shared.ID, Revision: 1, Digest: revision.Digest, Act: "shared", Person: r.Person, At: shared.Created}
	kept, err := c.Memory.Keep(ctx, shared, job.Fence, entry)
	if err != nil {
		return storeFault(err)
	}
	return c.present(ctx, kept, profile)
}
