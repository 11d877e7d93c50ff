package copilot

import (
	"context"
	"errors"
)

// yield ends the work on a job that is another worker's by now. What this one sent
// last may have been on its way when it lost the lease, and arrived after what the
// other showed: so the draft is shown as it is, if the other has kept one. If not, the
// other still has it to show.
func (c *Copilot) yield(ctx context.Context, job Job) {
	if job.seen.message == "" {
		return // it has sent nothing
	}
	c.Log.Warn("lease lost; another worker has the job", "job", job.ID)
	if err := c.showPresent(ctx, job.Request); err != nil {
		c.Log.Warn("the draft of a lost job not shown again", "job", job.ID, "error", err)
	}
}

// mostChanges is how often a draft may change while it is shown.
const mostChanges = 3

// showPresent shows the draft that answers a request as it is, if there is one: again
// when it moved meanwhile, or this might be the older view that is seen last.
func (c *Copilot) showPresent(ctx context.Context, r Request) error {
	ref := Ref{r.Tenant(), draftID(r)}
	if r.Draft != "" {
		ref.Draft = r.Draft
	}
	d, err := c.Memory.Draft(ctx, ref)
	for range mostChanges {
		if err != nil {
			break
		}
		profile, err := c.Memory.Profile(ctx, d.Place)
		if err != nil {
			return err
		}
		if err := c.showAll(ctx, d, profile, locale(r), r); err != nil {
			return err
		}
		before := d
		if d, err = c.Memory.Draft(ctx, ref); err == nil && len(d.Revisions) == len(before.Revisions) && d.State() == before.State() {
			return nil
		}
	}
	if errors.Is(err, ErrAbsent) {
		return nil
	}
	return err
}
