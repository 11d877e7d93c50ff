package copilot

import (
	"context"
	"errors"
	"slices"
)

// yield ends the work on a job that is another worker's by now. What this one sent
// last may have been on its way when it lost the lease, and arrived after what the
// other showed: so the draft is shown as it is, if the other has kept one. If not, the
// other still has it to show.
func (c *Copilot) yield(ctx context.Context, job Job) {
	c.Log.WarnContext(ctx, "lease lost; another worker has the job", "job", job.ID)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseWithin)
	defer cancel()
	if _, err := c.showPresent(ctx, job.Request); err != nil {
		c.Log.WarnContext(ctx, "the draft of a lost job not shown again", "job", job.ID, "error", err)
	}
}

// mostChanges is how often a draft may change while it is shown.
const mostChanges = 3

// showPresent shows the draft that answers a request as it is, and says whether there is
// one: again when it moved meanwhile, or this might be the older view that is seen last.
func (c *Copilot) showPresent(ctx context.Context, r Request) (bool, error) {
	d, err := c.answerTo(ctx, r)
	if errors.Is(err, ErrAbsent) {
		return false, nil
	}
	for range mostChanges {
		if err != nil {
			break
		}
		var profile Profile
		if profile, err = c.Memory.Profile(ctx, d.Place); err != nil {
			break
		}
		if err = c.showAll(ctx, d, profile, locale(r), r); err != nil {
			break
		}
		before := d
		d, err = c.Memory.Draft(ctx, before.Ref())
		if err == nil && len(d.Revisions) == len(before.Revisions) && d.State() == before.State() {
			break
		}
	}
	return true, err
}

// answerTo finds the draft that answers a request: its own, or a revision of the one
// it follows up on, be it by its words alone.
func (c *Copilot) answerTo(ctx context.Context, r Request) (Draft, error) {
	d, err := c.Memory.Draft(ctx, Ref{r.Tenant(), draftID(r)})
	if !errors.Is(err, ErrAbsent) {
		return d, err
	}
	ids := []string{r.Draft}
	if r.Draft == "" {
		recent, err := c.Memory.Recent(ctx, r.Place, recentExchanges)
		if err != nil {
			return Draft{}, err
		}
		ids = ids[:0]
		for _, e := range recent {
			ids = append(ids, e.Draft)
		}
	}
	for _, id := range ids {
		d, err := c.Memory.Draft(ctx, Ref{r.Tenant(), id})
		if err == nil && slices.ContainsFunc(d.Revisions, func(v Revision) bool { return v.Request == r.ID }) {
			return d, nil
		}
		if err != nil && !errors.Is(err, ErrAbsent) {
			return Draft{}, err
		}
	}
	return Draft{}, ErrAbsent
}
