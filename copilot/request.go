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
	// Cause is why a revision is asked for: "changes" when a reviewer asked for
	// them, "" for an ordinary command or follow-up.
	Cause string `json:"cause,omitempty"`
}

// Tenant is whose request it is.
func (r Request) Tenant() Tenant { return r.Place.Tenant() }

// Ref names a draft within its tenant. Every store call carries the tenant (P6).
type Ref struct {
	Tenant
	Draft string
}
