package copilot

import (
	"slices"
	"time"
)

// Profile is what a channel has told the copilot about itself. The zero value
// is a channel that has said nothing: it has no approver, so nobody can approve.
type Profile struct {
	Language string `json:"language,omitempty"` // "en", "fr", or "" to follow the brief
	Audience string `json:"audience,omitempty"` // the usual one
	Voice
	Audiences []Audience `json:"audiences,omitempty"` // those that a request may name
	Networks  []string   `json:"networks,omitempty"`  // the first is the default
	Hashtags  []string   `json:"hashtags,omitempty"`
	Approvers []Approver `json:"approvers,omitempty"`
	// SelfSignOff lets an approver sign off what they asked for themselves (P3
	// says no unless the channel says yes).
	SelfSignOff bool `json:"self_sign_off,omitempty"`
	Authority
	// Keep has what is said in the channel kept as it goes by, where the chat can, so
	// that a reading fetches only what is missing: see Stretches.
	Keep bool `json:"keep,omitempty"`
	// Retain is for how many days the channel keeps what it remembers of drafts, minutes,
	// messages, and texts of drafts that are decided and not signed, at most MostRetainDays; 0:
	// as long as the store does.
	Retain int `json:"retain,omitempty"`
}

// Approver is a person or a role that may sign off in a channel.
type Approver struct {
	Role bool   `json:"role,omitempty"` // ID names a role or user group, not a person
	ID   string `json:"id"`
	Name string `json:"name"`
}

// approver is as whom a person approves: themselves, or the first role they hold.
func (s Step) approver(person Person, roles []string) (Approver, bool) {
	for _, a := range s.Approvers {
		if !a.Role && a.ID != "" && a.ID == person.ID {
			return a, true
		}
	}
	for _, a := range s.Approvers {
		if a.Role && slices.Contains(roles, a.ID) {
			return a, true
		}
	}
	return Approver{}, false
}

// Fact is a statement a channel holds to be true, with its source.
type Fact struct {
	ID      string    `json:"id"`
	Text    string    `json:"text"`
	Source  string    `json:"source,omitempty"`
	By      Person    `json:"by,omitzero"`
	At      time.Time `json:"at,omitzero"`
	Expires time.Time `json:"expires,omitzero"` // zero: never
}

// Until is the last day on which the fact holds, "2026-12-31", or the moment of one
// that ends within a day; "" when it never ends.
func (f Fact) Until() string {
	ends := f.Expires.UTC()
	switch {
	case ends.IsZero():
		return ""
	case ends.Equal(ends.Truncate(24 * time.Hour)):
		return ends.AddDate(0, 0, -1).Format(time.DateOnly)
	default:
		return ends.Format(time.RFC3339)
	}
}

// Until reads what Fact.Until says: when a fact expires that holds until then, which
// is after that day. Days are those of UTC.
func Until(s string) (time.Time, bool) {
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		ends := day.AddDate(0, 0, 1)
		return ends, ends.Year() <= lastYear
	}
	moment, err := time.Parse(time.RFC3339, s)
	return moment.UTC(), err == nil
}

// Exchange is what a channel remembers of one draft: asked, answered, decided.
// The recent ones are told to the writer, so that "shorter" means something.
type Exchange struct {
	Draft    string    `json:"draft"`
	Revision int       `json:"revision"`
	Command  string    `json:"command"`
	Person   string    `json:"person"` // who asked, display name
	Thread   string    `json:"thread,omitempty"`
	Asked    string    `json:"asked"`
	Answer   Generated `json:"-"`
	Settings Settings  `json:"settings"`
	State    State     `json:"state"`
	Reason   string    `json:"reason,omitempty"`
	At       time.Time `json:"at"`
	// For is the id of the only person who may be told, of a private draft.
	For string `json:"for,omitempty"`
}
