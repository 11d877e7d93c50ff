package chattest

import (
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Standing is all that a click could change: what the drafts of some tenants say, what
// was decided about them, what is on record but refusals, and what there is to do.
func (b *Backstage) Standing(core *copilot.Copilot, who copilot.Person, tenants ...copilot.Tenant) string {
	b.t.Helper()
	var said strings.Builder
	for _, t := range tenants {
		for _, listed := range b.Drafts(core, copilot.Filter{Tenant: t, For: who}) {
			d, err := core.Draft(b.Ctx, listed.Ref())
			if err != nil {
				b.t.Fatal(err)
			}
			for _, r := range d.Revisions {
				fmt.Fprintln(&said, d.ID, r.Number, r.Digest, r.State, r.Decision)
			}
			trail, err := core.Trail(b.Ctx, d.Ref())
			if err != nil {
				b.t.Fatal(err)
			}
			for _, a := range trail {
				if a.Act != "refused" {
					fmt.Fprintln(&said, a.Sentence("en"))
				}
			}
		}
	}
	depth, err := b.Store.Depth(b.Ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	fmt.Fprintf(&said, "%+v\n", depth)
	return said.String()
}

// Refusals counts what is on record as forged, of the drafts of some tenants.
func (b *Backstage) Refusals(core *copilot.Copilot, who copilot.Person, tenants ...copilot.Tenant) (n int) {
	b.t.Helper()
	for _, t := range tenants {
		for _, d := range b.Drafts(core, copilot.Filter{Tenant: t, For: who}) {
			trail, err := core.Trail(b.Ctx, d.Ref())
			if err != nil {
				b.t.Fatal(err)
			}
			for _, a := range trail {
				if a.Act == "refused" && a.Why == "forged" {
					n++
				}
			}
		}
	}
	return n
}
