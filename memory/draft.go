package memory

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

var (
	errOneRevision = errors.New("memory: keep: a new draft has one revision")
	errNoDraftID   = errors.New("memory: keep: a draft needs an id and a platform")
	errVerdict     = errors.New("memory: decide: unknown verdict")
)

// Keep keeps a new draft with its first revision and the audit entry. A draft id
// that is already kept changes nothing and returns the kept draft;
// copilot.ErrLeaseLost when the fence is stale.
func (s *Store) Keep(ctx context.Context, d copilot.Draft, fence copilot.Fence, entry copilot.Audit) (copilot.Draft, error) {
	if len(d.Revisions) != 1 {
		return copilot.Draft{}, errOneRevision
	}
	if d.ID == "" || d.Place.Platform == "" {
		return copilot.Draft{}, errNoDraftID
	}
	r := d.Revisions[0]
	r.Number = 1
	revision, err := s.revision(d.Ref(), r)
	if err != nil {
		return copilot.Draft{}, err
	}
	top, err := s.put(s.of(d.Ref(), "head"), headOf(d))
	if err != nil {
		return copilot.Draft{}, err
	}
	args := []any{
		fence.Job, fence.Number, d.ID, escape(d.Place.Channel),
		d.Created.UnixMicro(), top, revision, r.Digest, r.Request,
		s.vault.mark(d.Ref(), 1, r.Digest, copilot.Pending),
	}
	return s.change(d.Ref(), s.record(ctx, toKeep, d.Ref(), s.keys.draft(d.Ref()), entry, append(args, s.cites(r, d.About)...)...))
}

// revision is one as it is kept.
func (s *Store) revision(ref copilot.Ref, r copilot.Revision) ([]byte, error) {
	b, err := copilot.EncodeRevision(r)
	if err != nil {
		return nil, fmt.Errorf("memory: %w", err)
	}
	return s.vault.wrap(s.of(ref, field("rev", r.Number)), b), nil
}

// Revise adds a revision on top of the expected one; see copilot.Memory. The
// number and the state of r are the store's to give.
func (s *Store) Revise(ctx context.Context, ref copilot.Ref, expect copilot.Expect, r copilot.Revision, fence copilot.Fence, entry copilot.Audit) (copilot.Draft, error) {
	r.Number = expect.Revision + 1
	revision, err := s.revision(ref, r)
	if err != nil {
		return copilot.Draft{}, err
	}
	args := []any{
		fence.Job, fence.Number, ref.Draft,
		expect.Revision, expect.Digest, revision, r.Digest, r.Request,
		s.vault.mark(ref, r.Number, r.Digest, copilot.Pending), s.vault.mark(ref, expect.Revision, expect.Digest, copilot.Superseded),
	}
	args = append(args, s.cites(r, "")...)
	kept, err := s.move(ctx, ref, expect, among(copilot.Pending, copilot.ChangesRequested), func(stood stance) *redis.Cmd {
		return s.record(ctx, toRevise, ref, s.keys.draft(ref), entry, append(stood.args(), args...)...)
	})
	return again(kept, err, func(now copilot.Revision) bool { return sameRevision(now, r) })
}

// Decide moves a revision to the outcome of the decision's verdict, writes the
// audit entry and enqueues next, all or nothing; see copilot.Memory.
func (s *Store) Decide(ctx context.Context, ref copilot.Ref, d copilot.Decision, next *copilot.Request, entry copilot.Audit) (copilot.Draft, error) {
	outcome, ok := d.Verdict.Outcome()
	if !ok {
		return copilot.Draft{}, fmt.Errorf("%w %q", errVerdict, d.Verdict)
	}
	decision, err := s.put(s.of(ref, field("decision", d.Revision)), d)
	if err != nil {
		return copilot.Draft{}, err
	}
	var a acceptance // without a job: nothing is enqueued
	k := s.keys.signing(ref, d.Under.Place)
	if next != nil {
		if a, err = s.acceptance(*next); err != nil {
			return copilot.Draft{}, err
		}
		k = append(k, s.keys.seen(*next))
	}
	args := []any{
		string(d.Under.Profile), d.Under.Signed, ref.Draft, d.Revision, d.Digest, string(outcome), decision,
		a.job, a.request, a.lane, s.nowMS(), seenTime.Milliseconds(), s.vault.mark(ref, d.Revision, d.Digest, outcome),
	}
	kept, err := s.move(ctx, ref, copilot.Expect{Revision: d.Revision, Digest: d.Digest}, from(d), func(stood stance) *redis.Cmd {
		return s.record(ctx, toDecide, ref, k, entry, append(stood.args(), args...)...)
	})
	return again(kept, err, func(now copilot.Revision) bool { return now.Decision != nil && same(*now.Decision, d) })
}

// Sign keeps the signatures of a revision that waits for more; see copilot.Memory.
func (s *Store) Sign(ctx context.Context, ref copilot.Ref, expect copilot.Expect, all []copilot.Signature, entry copilot.Audit, seen copilot.Seen) (copilot.Draft, error) {
	signatures, err := s.put(s.of(ref, field("signatures", expect.Revision)), all)
	if err != nil {
		return copilot.Draft{}, err
	}
	kept, err := s.move(ctx, ref, expect, among(copilot.Pending), func(stood stance) *redis.Cmd {
		return s.record(ctx, toSign, ref, s.keys.signing(ref, seen.Place), entry, append(stood.args(),
			string(seen.Profile), seen.Signed, expect.Revision, expect.Digest, signatures)...)
	})
	return again(kept, err, func(now copilot.Revision) bool { return same(now.Signatures, all) })
}

// from lists the states a decision may move a revision out of: as it was seen, if that is
// one of them.
func from(d copilot.Decision) string {
	may := among(copilot.Pending)
	if d.Verdict == copilot.Withdraw || d.Verdict == copilot.Reject {
		may = among(copilot.Pending, copilot.ChangesRequested)
	}
	switch seen := d.Under.State; {
	case seen == "":
		return may
	case isOneOf(seen, may):
		return among(seen)
	}
	return ""
}

// Refuse writes an audit entry about something that was not allowed, unless there are
// copilot.MostRefusals of that person; copilot.ErrAbsent when there is no such draft.
func (s *Store) Refuse(ctx context.Context, ref copilot.Ref, entry copilot.Audit) error {
	reply, err := s.record(ctx, toRefuse, ref, s.keys.draft(ref), entry, s.refusals(ref, entry.Person), copilot.MostRefusals).Slice()
	switch {
	case err != nil:
		return err
	case reply[0] == "absent":
		return copilot.ErrAbsent
	case reply[0] == "enough":
		s.o.Log.WarnContext(ctx, "a refusal is not put on record: there are enough of the same person", "draft", ref.Draft, "why", entry.Why)
	}
	return nil
}

// refusals is the field of a draft that counts those of a person. It does not name them, or
// it would outlast their erasure.
func (s *Store) refusals(ref copilot.Ref, p copilot.Person) string {
	return "refused:" + s.chain.mac("refusals", tenantPart(ref.Tenant), escape(ref.Draft), escape(p.Platform), escape(p.ID))[:32]
}

// change reads the reply of a script about a draft: a status, and the draft as
// it is now.
func (s *Store) change(ref copilot.Ref, cmd *redis.Cmd) (copilot.Draft, error) {
	reply, err := cmd.Slice()
	if err != nil {
		return copilot.Draft{}, err
	}
	switch reply[0] {
	case "lost":
		return copilot.Draft{}, copilot.ErrLeaseLost
	case "absent":
		return copilot.Draft{}, copilot.ErrAbsent
	}
	d, err := s.readDraft(ref, pairs(reply[1].([]any)))
	if err != nil {
		return copilot.Draft{}, err
	}
	switch reply[0] {
	case "stale":
		return copilot.Draft{}, &copilot.StaleError{Draft: d}
	case "changed":
		return d, copilot.ErrChanged
	}
	return d, nil
}
