package copilot

import (
	"context"
	"fmt"
	"time"
)

// Memory keeps what a channel knows, drafts, and the record of who decided what.
//
// Every call carries the tenant, in a Place or a Ref; nothing of another tenant
// is ever returned (P6). What is not there is ErrAbsent. Methods that change
// something are atomic: after an error nothing, or all of it, was kept.
type Memory interface {
	Ledger
	Discretion
	Oblivion

	// Keep keeps a new draft with its first revision and the audit entry. Keeping
	// a draft id that is already kept changes nothing and returns the kept draft:
	// a job that runs twice makes one draft. ErrLeaseLost when the fence is stale.
	Keep(ctx context.Context, d Draft, fence Fence, entry Audit) (Draft, error)

	// Revise adds a revision on top of the one named by expect, which becomes
	// Superseded if nobody had decided it. A revision whose Request is already
	// kept changes nothing and returns the draft as it is. *StaleError when expect
	// is not the latest revision any more or is in a final state other than
	// Superseded; ErrLeaseLost when the fence is stale. The zero Fence is for
	// edits by a person, which no job makes.
	Revise(ctx context.Context, ref Ref, expect Expect, r Revision, fence Fence, entry Audit) (Draft, error)

	// Decide moves the revision named by the decision to the outcome of its
	// verdict, writes the audit entry and, unless nil, enqueues next: all three in
	// one atomic step. *StaleError, with the draft as it is, when revision or
	// digest do not match or the revision is not Pending (a withdrawal, and a
	// rejection, may also follow ChangesRequested). ErrChanged when what the decision
	// went by, its Under, is not so any more.
	Decide(ctx context.Context, ref Ref, d Decision, next *Request, entry Audit) (Draft, error)

	// Sign keeps the signatures of the revision that expect names in place of those it
	// had, and writes the audit entry, in one atomic step; the revision stays Pending.
	// *StaleError as in Decide, ErrChanged when what seen says is not so any more.
	Sign(ctx context.Context, ref Ref, expect Expect, all []Signature, entry Audit, seen Seen) (Draft, error)

	// Citing lists the ids of the drafts of the place's channel that rest on a
	// message: a kept revision cites it, or the draft is about it. None is no error.
	// It is noted in the same step as the revision is kept, and may be forgotten
	// with the channel's recent context.
	Citing(ctx context.Context, at Place, line string) ([]string, error)

	// Redact puts r, with words taken out, in the place of the kept revision of the
	// same number and digest: the one change a revision knows, and only while nobody
	// has signed it. ErrAbsent when there is no such revision; another error, and
	// nothing is changed, when it is Approved.
	Redact(ctx context.Context, ref Ref, r Revision) error

	// Refuse writes an audit entry about something that was not allowed. Of one person and
	// draft it writes MostRefusals, and what comes after is no error and leaves nothing: who
	// is refused for ever must not make a record that takes too long to read to be signed.
	Refuse(ctx context.Context, ref Ref, entry Audit) error

	// Draft finds one draft with all its revisions.
	Draft(ctx context.Context, ref Ref) (Draft, error)

	// Drafts lists drafts of a tenant, newest first.
	Drafts(ctx context.Context, f Filter) ([]Draft, error)

	// Survey gives the drafts of a tenant that were created at since or later, of one channel
	// unless that is "", newest first and at most so many, also private ones, and says how much
	// of them that was. It reads them in batches, so that nobody waits long behind it.
	Survey(ctx context.Context, t Tenant, channel string, since time.Time, most int, each func(Draft)) (Surveyed, error)

	// Trail is the audit of one draft, oldest first.
	Trail(ctx context.Context, ref Ref) ([]Audit, error)

	// Profile of the place's channel; the zero Profile when it has said nothing.
	Profile(ctx context.Context, at Place) (Profile, error)
	// Versioned is the profile with what tells it from others, for Seen.
	Versioned(ctx context.Context, at Place) (Profile, Version, error)
	SetProfile(ctx context.Context, at Place, p Profile) error

	// Waiting are the channels in which a draft may wait only so long, or once might.
	Waiting(ctx context.Context) ([]Place, error)

	// Facts of the place's channel that have not expired at now, oldest first.
	Facts(ctx context.Context, at Place, now time.Time) ([]Fact, error)
	// Learn changes profile and facts in one step: change is told what is kept, with
	// the facts that have not expired at now, and what it makes of that is kept, unless
	// somebody was faster; then it is told anew. Its error is returned, and nothing is
	// changed. Facts are replaced only if it changes them: what had expired goes then.
	Learn(ctx context.Context, at Place, now time.Time, change func(*Known) error) error

	// Remember keeps an exchange in the channel's recent context, in place of an
	// earlier one on the same draft. The context has a size cap and a TTL.
	// ErrLeaseLost when the fence is stale; the zero Fence is for what no job does.
	Remember(ctx context.Context, at Place, e Exchange, fence Fence) error

	// Recent lists at most max exchanges of the place's channel, newest first.
	Recent(ctx context.Context, at Place, max int) ([]Exchange, error)

	// KeepMinutes keeps the minutes of the place's thread, in place of earlier ones.
	// Those of a channel's threads have a size cap together, and a TTL: the oldest go
	// first. Those of somebody's words who does not want to be read by now are not kept, and
	// that is no error. ErrLeaseLost when the fence is stale.
	KeepMinutes(ctx context.Context, at Place, m Minutes, fence Fence) error

	// Minutes are those of the place's thread; ErrAbsent when there are none.
	Minutes(ctx context.Context, at Place) (Minutes, error)

	// ForgetMinutes forgets the minutes in the place's channel that read a message.
	ForgetMinutes(ctx context.Context, at Place, line string) error

	// CatchUp remembers up to where a person was told what was said at a place, a
	// thread apart from its channel; CaughtUp finds it, ErrAbsent when it is not known,
	// or not any more: it has a TTL.
	CatchUp(ctx context.Context, at Place, p Person, to time.Time) error
	CaughtUp(ctx context.Context, at Place, p Person) (time.Time, error)

	// Posted remembers which message of the chat answers a request; Post finds it.
	// ErrLeaseLost when the fence is stale; the zero Fence is for what no job does.
	Posted(ctx context.Context, t Tenant, request, message string, fence Fence) error
	Post(ctx context.Context, t Tenant, request string) (string, error)
}

// MostRefusals is how many refusals of one person are on record of a draft.
const MostRefusals = 200

// Expect names the revision a change is based on.
type Expect struct {
	Revision int
	Digest   string
}

// Filter chooses drafts; zero fields choose all.
type Filter struct {
	Tenant
	Channel string
	States  []State // of the latest revision
	Command string
	Limit   int       // at most this many; 0 means 50
	Before  time.Time // created before; zero: whenever
	// For is who asks: whose own private drafts are listed too. The core applies
	// it, not the store.
	For Person
}

// StaleError says that a click or change was overtaken; Draft is how things are
// now, so that the person can be told who decided what and when.
type StaleError struct{ Draft Draft }

func (e *StaleError) Error() string {
	return fmt.Sprintf("stale: draft %s is at revision %d, %s", e.Draft.ID, e.Draft.Latest().Number, e.Draft.State())
}
