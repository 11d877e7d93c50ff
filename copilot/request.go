package copilot

import "time"

// Request is what a person asked, where, with which options.
type Request struct {
	// ID is the platform's id of this delivery: the same command delivered twice
	// carries the same ID, and has one answer (P5). Unique within a tenant.
	ID      string            `json:"id"`
	Command string            `json:"command"` // a name of the table; empty for a follow-up on Draft
	Place   Place             `json:"place"`
	Person  Person            `json:"person"`
	Text    string            `json:"text"` // what was typed, without the command's name and options
	Options map[string]string `json:"options,omitempty"`
	Draft   string            `json:"draft,omitempty"` // the draft it follows up on or is about
	Time    time.Time         `json:"time"`
	// Cause is why it is asked for; "" for an ordinary command or follow-up.
	Cause string `json:"cause,omitempty"`
	// Private keeps the answer to the person who asked, until they share it.
	Private bool `json:"private,omitempty"`
	// About is the id of a message at Place that the request is about: "draft a
	// reply to this". Its words are read when they are needed and not kept.
	About string `json:"about,omitempty"`
	// Said is the id of the message that asked, where a message did: it is not part of
	// what it asks about.
	Said string `json:"said,omitempty"`
	// Reply is where the platform takes the answer for a while, sealed by its adapter:
	// the core only hands it back, in the Spots of the answer. It is kept with the job
	// and nowhere else, and never logged.
	Reply string `json:"reply,omitempty"`
	// Mark is what a Witness wants carried along: see there.
	Mark string `json:"mark,omitempty"`
}

// The causes of a request that no command line asked for.
const (
	CauseChanges = "changes" // a reviewer asked for them
	CauseShare   = "share"   // the person shares a private answer where it belongs
	CauseForget  = "forget"  // the person has something forgotten: see Copilot.Forget
)

// untyped says that no command line asked for it, so that there is no card to fail on: its
// failure is for the person alone.
func (r Request) untyped() bool { return r.Cause == CauseShare || r.Cause == CauseForget }

// Tenant is whose request it is.
func (r Request) Tenant() Tenant { return r.Place.Tenant() }

// Ref names a draft within its tenant. Every store call carries the tenant (P6).
type Ref struct {
	Tenant
	Draft string
}
