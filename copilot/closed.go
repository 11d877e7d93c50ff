package copilot

import (
	"context"
	"errors"
)

// Closed says which acts of a draft a person may not use now, and why, so that a chat that
// knows who looks offers no button that would only refuse. Nothing is put on record, and it
// decides nothing: a click is held against the same rules when it comes. Where the chat
// cannot be asked who somebody is, nothing is closed.
func (c *Copilot) Closed(ctx context.Context, ref Ref, p Person) (map[Act]*Fault, error) {
	draft, profile, _, err := c.draftUnder(ctx, ref)
	if err != nil {
		return nil, err
	}
	rights, closed := c.over(draft, profile), map[Act]*Fault{}
	for _, v := range []Verdict{Approve, RequestChanges, Reject, Withdraw} {
		_, err := rights.allow(ctx, draft, Decision{Draft: draft.ID, Verdict: v, Person: p, At: rights.now})
		if fault, ok := errors.AsType[*Fault](err); ok && fault.Kind == FaultForbidden && !unanswered(fault) {
			closed[Act(v)] = fault
		}
	}
	return closed, nil
}
