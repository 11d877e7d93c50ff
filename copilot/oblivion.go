package copilot

import (
	"context"
	"time"
)

// Oblivion is what a store forgets at somebody's word. Each call erases in one step what it
// is about, and counts it there in the erasure: called again, after whatever cut it short, it
// erases what is left and counts nothing twice. What is not there is no error. For the
// erasure "" nothing is counted.
type Oblivion interface {
	// Begin keeps an erasure, unless it is kept already.
	Begin(ctx context.Context, t Tenant, e Erasure) error

	// Erasure is how far one has got; ErrAbsent.
	Erasure(ctx context.Context, t Tenant, id string) (Erasure, error)

	// Conclude notes that an erasure is done, with the audit entry, in one step; once. Of e
	// it takes Done and Kept.
	Conclude(ctx context.Context, t Tenant, e Erasure, entry Audit) error

	// Holding is how much is kept of the place's channel, and of somebody in its tenant.
	Holding(ctx context.Context, at Place, p Person) (Holding, error)

	// EachDraft gives every draft of a tenant, also private ones; its error ends that.
	EachDraft(ctx context.Context, t Tenant, each func(Draft) error) error

	// Rewrite puts what change makes of a draft in the place of what is kept of its head, of
	// its revisions, under the digests they had, and of its decisions, but for what is signed,
	// which stays whatever change says. It is told anew when somebody was faster. The states
	// are not its to move.
	Rewrite(ctx context.Context, ref Ref, kind ErasedKind, erasure string, change func(*Draft)) error

	// ForgetExchanges forgets what the place's channel remembers of some drafts.
	ForgetExchanges(ctx context.Context, at Place, drafts []string, erasure string) error

	// ForgetChannel forgets the minutes of the place's thread, or of all threads of its
	// channel, and every message that the channel has kept as it went by.
	ForgetChannel(ctx context.Context, at Place, erasure string) error

	// ForgetFacts forgets the facts of the place's channel.
	ForgetFacts(ctx context.Context, at Place, erasure string) error

	// ForgetPerson forgets up to where somebody was told what was said, minutes that read
	// them, and all messages that were kept as they went by: they are read again.
	ForgetPerson(ctx context.Context, t Tenant, p Person, erasure string) error

	// ForgetRequests forgets the requests that were given up and that which is chosen.
	ForgetRequests(ctx context.Context, t Tenant, which func(Request) bool, erasure string) error

	// Ruled are the channels, of all tenants, that may have a Profile.Retain.
	Ruled(ctx context.Context) ([]Place, error)

	// ForgetOlder forgets the minutes, and the messages kept as they went by, of the place's
	// channel that are from before a moment.
	ForgetOlder(ctx context.Context, at Place, since time.Time) error

	// Unname takes a person, and what they wrote, out of every entry of the audit that is by
	// them, but for their signatures; entry says which, for each draft.
	Unname(ctx context.Context, t Tenant, p Person, erasure string, entry Audit) error
}

// Erasure is what was forgotten at somebody's word. Its id finds it for ever.
type Erasure struct {
	ID     string
	Scope  string // ForgetMe, ForgetThread or ForgetChannel
	Place  Place  // zero of ForgetMe
	Facts  bool   // the facts of the channel too
	By     Person // zero of ForgetMe: nobody's name stays
	Asked  time.Time
	Erased map[ErasedKind]int // so far
	Done   time.Time          // zero: it is not done yet
	Kept   int                // signed drafts that stay, once it is done
}

// ErasedKind is what was erased, and the end of its sentence's key, "erased.…".
type ErasedKind string

// The kinds of what is erased, in the order in which people are told.
const (
	ErasedDrafts    ErasedKind = "drafts"    // texts of unsigned drafts
	ErasedNames     ErasedKind = "names"     // drafts out of which a name was taken
	ErasedExchanges ErasedKind = "exchanges" // what a channel remembered of a draft
	ErasedMinutes   ErasedKind = "minutes"   // of threads
	ErasedMessages  ErasedKind = "messages"  // kept as they went by
	ErasedFacts     ErasedKind = "facts"
	ErasedMarks     ErasedKind = "marks"    // up to where somebody was told
	ErasedRequests  ErasedKind = "requests" // given up
	ErasedEntries   ErasedKind = "entries"  // of the audit, without name and words
)

var erasedKinds = []ErasedKind{
	ErasedDrafts, ErasedNames, ErasedExchanges, ErasedMinutes, ErasedMessages, ErasedFacts, ErasedMarks, ErasedRequests, ErasedEntries,
}

// ErasureDraft is under which name an erasure has its entry in the audit.
func ErasureDraft(id string) string { return "erasure." + id }
