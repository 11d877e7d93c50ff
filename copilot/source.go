package copilot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// sourceTries is how often a draft that somebody else moves meanwhile is looked
// at again.
const sourceTries = 5

var errMoving = errors.New("somebody else kept changing it")

// SourceChanged follows a message of a conversation that was edited or, with gone,
// deleted, through to the drafts that cite it. at is its channel; line its id, as
// in Line.ID. What of a draft rests on a deleted message alone is taken out, and
// out of every unsigned revision that is kept; of an edited message the reviewers
// are told. A signed draft keeps its exact text, which is a record of what was
// signed. So does a draft that is only about the message: what its text and its
// hashtags say is the writer's, and no other words of the message were kept. The minutes
// of a thread that read the message are forgotten.
//
// It may be called again for the same change, which changes nothing, and costs two
// looks at the store when nothing cites the message. The error is a *Fault of kind
// FaultStore: the store does not answer, and the call is to be made again.
func (c *Copilot) SourceChanged(ctx context.Context, at Place, line string, gone bool) error {
	if line == "" {
		return nil
	}
	if err := c.Memory.ForgetMinutes(ctx, at, line); err != nil {
		return storeFault(err)
	}
	drafts, err := c.Memory.Citing(ctx, at, line)
	if err != nil {
		return storeFault(err)
	}
	var failed []error
	for _, id := range drafts {
		if err := c.follow(ctx, Ref{at.Tenant(), id}, sourceChange{line: line, gone: gone}); err != nil {
			failed = append(failed, err)
		}
	}
	if err := errors.Join(failed...); err != nil {
		return NewFault(FaultStore, "fault.store.unsure", nil, err)
	}
	return nil
}

// follow has one draft follow a change, as it is by then.
func (c *Copilot) follow(ctx context.Context, ref Ref, s sourceChange) error {
	for range sourceTries {
		d, err := c.Memory.Draft(ctx, ref)
		switch {
		case errors.Is(err, ErrAbsent):
			return nil
		case err != nil:
			return err
		case d.State() == Approved || !s.concerns(d):
			return nil
		}
		err = c.overtake(ctx, d, s)
		if _, stale := errors.AsType[*StaleError](err); !stale {
			return err
		}
	}
	return fmt.Errorf("follow a message: %w", errMoving)
}

// overtake puts a revision on top of a draft, when one is due, and takes the words
// out of those that are not signed. It may have been cut short before: what is
// left of it is done.
func (c *Copilot) overtake(ctx context.Context, d Draft, s sourceChange) error {
	profile, err := c.Memory.Profile(ctx, d.Place)
	if err != nil {
		return err
	}
	due := s.due(d)
	if due {
		if d, err = c.revised(ctx, d, profile, s); err != nil {
			return err
		}
	}
	if s.gone {
		if d, err = c.redact(ctx, d, s); err != nil {
			return err
		}
	}
	if due || s.gone {
		_ = c.refresh(ctx, d, profile) // logged: there is nobody to tell
	}
	return nil
}

// revised keeps the revision that is due, to be shown in the place of the latest.
func (c *Copilot) revised(ctx context.Context, d Draft, p Profile, s sourceChange) (Draft, error) {
	r := s.noted(d)
	if s.gone {
		r = c.without(d, p, s, r)
	}
	last := d.Latest()
	if err := c.sameMessage(ctx, d.Place.Tenant(), last.Request, r.Request); err != nil {
		return d, err
	}
	entry := Audit{
		Draft: d.ID, Revision: r.Number, Digest: r.Digest, Act: s.act(),
		Person: Person{Platform: d.Place.Platform}, At: c.Now(),
	}
	return c.Memory.Revise(ctx, d.Ref(), Expect{last.Number, last.Digest}, r, Fence{}, entry)
}

// sameMessage has what answers a request shown in the message of an earlier one,
// if that has one.
func (c *Copilot) sameMessage(ctx context.Context, t Tenant, earlier, request string) error {
	message, err := c.Memory.Post(ctx, t, earlier)
	switch {
	case errors.Is(err, ErrAbsent):
		return nil
	case err != nil:
		return err
	}
	return c.Memory.Posted(ctx, t, request, message, Fence{})
}

// without takes out of a revision what rests on the message alone; it is checked
// like an edit by hand. Nobody withdraws a draft of which nothing is left: that is
// a person's word. It says so instead.
func (c *Copilot) without(d Draft, p Profile, s sourceChange, r Revision) Revision {
	words, last := s.words(d), r
	d.Revisions = s.purge(d) // what is taken out is no source any more
	job := c.recheck(d, p, r)
	if len(r.Points) == 0 {
		r.Variants = s.purged(r, words)
	} else {
		r.Points = s.left(r.Points)
		if len(r.Points) == 0 {
			r.Points = []Point{{Section: summarySections[0], Text: newGenerated(catalogue.Say(r.Settings.Language, "source.nothing", nil))}}
			job.material.Facts = append(job.material.Facts, Fact{ID: "source", Text: r.Points[0].Text.s})
		}
		r.Variants = []Variant{{Text: newGenerated(job.summaryText(r.Points))}}
	}
	r = sealed(r)
	r.Findings = append(job.check(r, incomplete(r.Findings)), stillDoubted(last, r)...)
	return r
}

// redact takes the words of the message out of every kept revision that nobody
// signed.
func (c *Copilot) redact(ctx context.Context, d Draft, s sourceChange) (Draft, error) {
	words := s.words(d)
	for i, r := range d.Revisions {
		out, changed := s.redacted(r, words)
		if !changed {
			continue
		}
		if err := c.Memory.Redact(ctx, d.Ref(), out); err != nil {
			return d, err
		}
		d.Revisions[i] = out
	}
	return d, nil
}

// sourcePrefix begins the request of a revision that a changed message made.
const sourcePrefix = "source:"

// bySource says whether a changed message made the revision.
func bySource(r Revision) bool { return strings.HasPrefix(r.Request, sourcePrefix) }
