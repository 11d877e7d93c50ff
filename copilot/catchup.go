package copilot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// sinceVisit is the value of "since" that asks to catch up: everything after the
// person's last message there, or after what they last caught up on, whichever is
// later. Without either it is no bound.
const sinceVisit = "last"

// visitWords are what people call it, without the accents.
var visitWords = []string{
	"last", "last time", "last visit", "my last visit", "last message", "my last message", "i was last here", "i was here",
	"derniere", "derniere fois", "la derniere fois", "derniere visite", "ma derniere visite", "mon dernier message", "mon dernier passage",
}

// visit says whether words mean the last time somebody was there.
func visit(words string) bool {
	return slices.Contains(visitWords, text.Fold(strings.TrimSpace(words)))
}

// joinVisit puts together what "depuis:ma dernière visite" was split into.
func joinVisit(r Request) Request {
	if words := r.Options["since"] + " " + r.Text; r.Options["since"] != "" && r.Text != "" && visit(words) {
		r.Options = maps.Clone(r.Options)
		r.Options["since"], r.Text = words, ""
	}
	return r
}

// catchesUp says whether a request is to catch up with a conversation.
func catchesUp(r Request) bool { return r.Options["since"] == sinceVisit }

// from gives a request the moment it is about; zero: there is none.
func from(r Request, at time.Time) Request {
	r.Options = maps.Clone(r.Options)
	delete(r.Options, "since")
	if !at.IsZero() {
		r.Options["since"] = at.Format(time.RFC3339Nano)
	}
	return r
}

// catchUp reads what somebody missed: everything after what they caught up on, or as
// much as the chat gives; of that, what comes after their own last message. The
// request comes back with that moment. The one message that does not count is the one
// they asked with.
func (c *Copilot) catchUp(ctx context.Context, job Job, r Request, m Material) (Request, Conversation, error) {
	seen, err := c.Memory.CaughtUp(ctx, r.Place, r.Person)
	if err != nil && !errors.Is(err, ErrAbsent) {
		return r, Conversation{}, storeFault(err)
	}
	bounded := !seen.IsZero()
	r = from(r, seen)
	conversation, err := c.read(ctx, job, r, m)
	if err != nil {
		return r, conversation, err
	}
	missed := slices.DeleteFunc(slices.Clone(conversation.Lines), func(l Line) bool { return r.Said != "" && l.ID == r.Said })
	at := -1
	for i, l := range missed {
		wrote := l.AuthorID == r.Person.ID && l.Thread == "" && !l.Bot // who wrote in a thread has not read the channel
		if wrote || !l.Time.After(seen) {
			at, seen = i, later(seen, l.Time)
		}
	}
	if seen.IsZero() { // they never were here, as far as was read
		return r, conversation, nil
	}
	if missed = missed[at+1:]; len(worth(missed)) == 0 && withheld(Conversation{Lines: missed}) == 0 {
		when := catalogue.Moment(locale(r), seen.In(c.Now().Location()))
		return r, conversation, NewFault(FaultInput, "fault.conversation.seen", catalogue.Args{"When": when}, nil)
	}
	// What the chat left out of what was asked for may be of it; what is older is not.
	left := conversation.Total > len(conversation.Lines) || bounded && conversation.More
	return from(r, seen), Conversation{Lines: missed, Total: len(missed), More: left}, nil
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// caughtUp remembers up to where somebody is told what they missed, once that is kept.
// Should it be forgotten, they are told more of it next time.
func (c *Copilot) caughtUp(ctx context.Context, job Job, m Material) {
	r := job.Request
	if !catchesUp(r) || len(m.Conversation.Lines) == 0 {
		return
	}
	to := m.Conversation.Lines[len(m.Conversation.Lines)-1].Time
	if err := c.Memory.CatchUp(ctx, r.Place, r.Person, to); err != nil {
		c.Log.WarnContext(ctx, "catch-up not remembered", "job", job.ID, "error", err)
	}
}
