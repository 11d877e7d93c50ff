package copilot

import (
	"context"
	"fmt"
	"time"
)

// Chat is a platform people talk on, as the core needs it. Each chat adapter
// implements it; Platform in a Place says which one a call is for.
type Chat interface {
	// Read returns messages of a conversation, oldest first, on behalf of a
	// person: a *Fault of kind FaultForbidden when that person cannot read there,
	// of kind FaultAbsent when the conversation is gone. It never reads with the
	// bot's own rights alone (P6).
	Read(ctx context.Context, r Reading) (Conversation, error)

	// Show puts a card where the spot says: without a message it creates one, once
	// for each key however often it is called (P5), and returns its id; otherwise
	// it edits that message, or makes it anew when somebody took it away. It must
	// not shorten away the label (P1) nor ping or unfurl anything (P7). An error
	// of kind FaultForbidden or FaultAbsent means that the place takes no message.
	Show(ctx context.Context, at Spot, c Card) (id string, err error)

	// Link is the address of a message that Show made at a place, for whoever reads
	// there; "" where it has none.
	Link(ctx context.Context, at Place, message string) string

	// Who says who somebody is now, by name and in which language they read; what
	// the platform does not tell stays as it was given.
	Who(ctx context.Context, p Person, at Place) (Person, error)

	// Tell says something to one person at a place that nobody else sees.
	Tell(ctx context.Context, to Person, at Place, sentence string) error

	// Roles lists the ids of roles or groups the person holds at a place now; a
	// *Fault of kind FaultForbidden for somebody who can hold no authority there,
	// whatever a profile says: guests, programs, people of other companies.
	Roles(ctx context.Context, p Person, at Place) ([]string, error)
}

// BusyError says that a platform wants a rest before the same call may succeed. A
// *Fault wraps it that may be tried again.
type BusyError struct {
	After time.Duration // more than 0
	Cause error
}

func (e *BusyError) Error() string { return fmt.Sprintf("busy for %v: %v", e.After, e.Cause) }

// Unwrap is the cause.
func (e *BusyError) Unwrap() error { return e.Cause }

// Spot is where a card goes.
type Spot struct {
	Place Place
	For   Person // the only person who may see it; zero: everybody who reads there

	Key     string    // what the card answers: there is one message for each key
	Message string    // id of that message; empty: it is to be made
	Again   bool      // an earlier run may have made it: look for it first
	Since   time.Time // nothing of the key was made before
	Reply   string    // the Request's, while it is being answered; empty for whatever comes later
}

// Reading says what to read and for whom.
type Reading struct {
	Place Place // with Thread: that thread, including the message it hangs on
	For   Person
	Last  int       // at most the newest Last lines; 0 means as many as the chat allows
	Since time.Time // only lines at or after; zero: no bound
	Only  string    // this line alone, by its id
	Speak bool      // the person wants to say something there: refused where they may not
	Keep  bool      // the channel keeps what goes by (Profile.Keep)
}

// Conversation is what was read.
type Conversation struct {
	Lines []Line
	Total int // lines there are in the asked range, read or not
	// More says that there are older lines still, nobody knows how many: the chat
	// bounded what it read, since the person did not.
	More bool
}
