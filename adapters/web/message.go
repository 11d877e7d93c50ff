package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// kind says what a message is.
type kind string

const (
	said    kind = "said"    // an ordinary message by a person
	asked   kind = "asked"   // the command or follow-up a person gave; part of no conversation
	whisper kind = "whisper" // told to one person; nobody else sees it (P6)
	carded  kind = "card"    // a draft: kept by name only, rendered for each reader
	noticed kind = "notice"  // progress or failure, in sentences of ours
)

// message is one entry of a channel as the timeline keeps it. It never holds
// generated text: a card is kept as the name of its draft, and what is still
// being written is not kept at all.
type message struct {
	ID     string         `json:"id"`
	Kind   kind           `json:"kind"`
	Thread string         `json:"thread,omitempty"` // id of the message it replies to
	Author copilot.Person `json:"author,omitzero"`
	At     time.Time      `json:"at"`
	Text   string         `json:"text,omitempty"`

	To       string           `json:"to,omitempty"`      // the only person who sees it, by id
	Request  string           `json:"request,omitempty"` // the request it made, or answers
	Draft    string           `json:"draft,omitempty"`
	Revision int              `json:"revision,omitempty"`
	Blocks   []copilot.Block  `json:"blocks,omitempty"`
	Actions  []copilot.Action `json:"actions,omitempty"`
}

func decodeMessage(b []byte) (message, error) {
	var m message
	if err := json.Unmarshal(b, &m); err != nil {
		return message{}, fmt.Errorf("decode message: %w", err)
	}
	return m, nil
}

// seenBy says whether a person may see the message at all.
func (m message) seenBy(person string) bool { return m.To == "" || m.To == person }

// line is the message as the core reads it at a place: a channel, or the thread
// the message is in.
func (m message) line(at copilot.Place) copilot.Line {
	at.Thread = cmp.Or(at.Thread, m.Thread)
	return copilot.Line{
		ID: m.ID, Author: m.Author.Name, AuthorID: m.Author.ID,
		Time: m.At, Text: m.Text, Link: pathTo(at, m.ID),
	}
}

// byTime orders messages as a conversation shows them. A question is put after
// its request was accepted, when the answer may be on its way already, so the
// order of the timeline is not it.
func byTime(a, b message) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
}

func sortByTime(all []message) { slices.SortStableFunc(all, byTime) }
