package copilot

import (
	"context"
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

	// Show puts a card at a place: with message empty it creates a message, once
	// for each key however often it is called (P5), and returns its id; otherwise
	// it edits that message. It must not shorten away the label (P1) nor ping or
	// unfurl anything (P7).
	Show(ctx context.Context, at Place, key, message string, c Card) (id string, err error)

	// Tell says something to one person at a place that nobody else sees.
	Tell(ctx context.Context, to Person, at Place, sentence string) error

	// Roles lists the ids of roles or groups the person holds at a place now.
	Roles(ctx context.Context, p Person, at Place) ([]string, error)
}

// Reading says what to read and for whom.
type Reading struct {
	Place Place // with Thread: that thread, including the message it hangs on
	For   Person
	Last  int       // at most the newest Last lines; 0 means as many as the chat allows
	Since time.Time // only lines at or after; zero: no bound
}

// Conversation is what was read.
type Conversation struct {
	Lines []Line
	Total int // lines there are in the asked range, read or not
}
