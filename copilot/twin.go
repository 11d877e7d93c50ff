package copilot

import (
	"context"
	"slices"

	"github.com/brouillon/brouillon/copilot/check"
)

// twinned is the revision with the addresses of the drafts that its findings call its
// twins: who has thirty seconds does not look for them. A finding without one quotes its
// twin all the same.
func (c *Copilot) twinned(ctx context.Context, t Tenant, r Revision) Revision {
	links := map[string]string{}
	r.Findings = slices.Clone(r.Findings)
	for i, f := range r.Findings {
		if f.Kind != check.Sameness || f.Source == "" {
			continue
		}
		link, known := links[f.Source]
		if !known {
			link = c.linkTo(ctx, Ref{t, f.Source})
			links[f.Source] = link
		}
		r.Findings[i].Link = link
	}
	return r
}

// linkTo is where people find a draft; "" when it is one person's, or nobody can tell.
func (c *Copilot) linkTo(ctx context.Context, ref Ref) string {
	d, err := c.Memory.Draft(ctx, ref)
	if err != nil || d.Private {
		return ""
	}
	message, err := c.Memory.Post(ctx, ref.Tenant, d.Latest().Request)
	if err != nil {
		return ""
	}
	return c.Chats[d.Place.Platform].Link(ctx, d.Place, message)
}
