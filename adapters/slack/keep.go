package slack

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/copilot"
)

// Keep tells the store, until ctx ends, that Slack is heard, and learns which channels
// keep what goes by.
func (c *Chat) Keep(ctx context.Context) { c.keeping.Run(ctx, c.tenant) }

// tenant is whose everything of this installation is.
func (c *Chat) tenant(ctx context.Context) (copilot.Tenant, error) {
	own, err := c.installation(ctx)
	return copilot.Tenant{Platform: Platform, Workspace: own}, err
}

// shelf is what is kept of what is to be read, brought up to now; nil when nothing can
// be relied on: then all is read from Slack.
func (c *Chat) shelf(ctx context.Context, r copilot.Reading) (*shelf, error) {
	if !r.Keep || r.Only != "" || direct(r.Place) {
		return nil, nil
	}
	opened, ok := c.keeping.Open(ctx, r.Place)
	if !ok {
		return nil, nil
	}
	s := &shelf{pages: c.pages, kept: keptOf(opened)}
	whole, err := s.bringUp(ctx, r.Place, c.now())
	if err == nil && !whole {
		c.log.WarnContext(ctx, "slack: a message was not delivered: what is kept is erased")
		c.keeping.Missed()
		return nil, nil
	}
	return s, err
}

// putDown keeps what was read beside what is kept.
func (c *Chat) putDown(ctx context.Context, at copilot.Place, s *shelf) {
	if l := s.gathered.laid(s.kept.From); len(l.Lines) > 0 || l.From >= 0 {
		c.keeping.Lay(ctx, at, s.kept.Opening, l)
	}
}

// shutOut erases what is kept of a channel that Slack does not let us read any more.
func (c *Chat) shutOut(ctx context.Context, r copilot.Reading, err error) {
	f, ok := errors.AsType[*copilot.Fault](err)
	if !ok || !r.Keep || f.Kind != copilot.FaultForbidden && f.Kind != copilot.FaultAbsent {
		return
	}
	if err := c.keeping.Drop(ctx, r.Place); err != nil {
		c.keeping.Missed() // which erases it too
	}
}

// Subtypes of messages that say that a channel is another from then on.
var (
	joined  = []string{"channel_join", "group_join"}
	closing = []string{"channel_archive", "group_archive"}
)

// note keeps a message that was posted, edited or deleted, where the channel keeps.
func (d *Door) note(ctx context.Context, at copilot.Place, e event) error {
	keeping := d.chat.keeping
	if direct(at) {
		return nil
	}
	if keeps, err := keeping.Keeps(ctx, at); err != nil || !keeps {
		return err
	}
	if slices.Contains(closing, e.SubType) || slices.Contains(joined, e.SubType) && d.ours(ctx, id(e.User)) {
		return keeping.Drop(ctx, at) // when we join, what was said before may have been missed
	}
	m, ok := e.kept()
	if !ok {
		return nil
	}
	return keeping.Note(ctx, at, m)
}

// ours says whether a user is the bot; also when that is not known.
func (d *Door) ours(ctx context.Context, user string) bool {
	own, err := d.chat.self(ctx)
	return err != nil || own.User == user
}

// kept is what an event says of a message; false when that is nothing to be kept. Edits
// of what programs said are not: our own cards are edited all the time.
func (e event) kept() (copilot.Kept, bool) {
	var m message
	switch {
	case e.SubType == "message_deleted" && e.Deleted != "":
		m = message{TS: e.Deleted}
		if e.Previous != nil {
			m.Thread, m.SubType = e.Previous.Thread, e.Previous.SubType
		}
		k := m.kept()
		k.Version, k.Body = copilot.Gone, ""
		return k, true
	case e.SubType == "message_changed" && e.Message != nil:
		m = *e.Message
		if e.Previous != nil && m.Thread == "" {
			m.Thread = e.Previous.Thread
		}
		return m.kept(), m.TS != "" && (m.Bot == "" || m.SubType == tombstone)
	case strings.HasPrefix(e.SubType, "message_") || e.Hidden:
		return copilot.Kept{}, false
	}
	m = message{TS: e.TS, Thread: e.Thread, User: id(e.User), UserName: e.UserName, Bot: e.Bot, SubType: e.SubType, Text: e.Text}
	return m.kept(), m.TS != ""
}
