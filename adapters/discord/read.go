package discord

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Bounds of a reading.
const (
	pageSize = 100 // messages, the most Discord gives at once
	maxLines = 10_000
	// unbounded is how many messages of a channel are read when nobody said.
	unbounded = 1_000
	clockSkew = time.Minute
)

// Read returns messages of a channel with what was said in its threads, or of a thread
// with the message it hangs on, or one message; for somebody who may read there now (P6).
func (c *Chat) Read(ctx context.Context, r copilot.Reading) (copilot.Conversation, error) {
	if err := c.admit(ctx, r.For.ID, r.Place); err != nil {
		return copilot.Conversation{}, err
	}
	if r.Speak {
		if err := c.speaks(ctx, r.For.ID, r.Place); err != nil {
			return copilot.Conversation{}, err
		}
	}
	read, err := c.read(ctx, r)
	if err != nil {
		return copilot.Conversation{}, err
	}
	if err := c.legible(ctx, read.messages); err != nil {
		return copilot.Conversation{}, err
	}
	own, err := c.rest.self(ctx)
	if err != nil {
		return copilot.Conversation{}, err
	}
	lines := c.lines(r.Place, read.messages, own.Bot)
	if at := chat.LastSaid(lines, r.Last); at > 0 {
		lines = lines[at:]
	}
	return copilot.Conversation{Lines: lines, Total: len(lines) + read.unread, More: read.more && r.Last == 0 || read.left}, nil
}

// read gathers the messages of a reading.
func (c *Chat) read(ctx context.Context, r copilot.Reading) (*lookup, error) {
	since := lastBefore(r.Since)
	l := &lookup{chat: c, bounds: bounds{since: since, after: since, limit: maxLines, most: maxLines}}
	var err error
	if r.Only != "" {
		l.messages = make([]message, 1)
		l.messages[0], err = c.only(ctx, r.Place, r.Only)
		return l, err
	}
	switch {
	case r.Last > 0:
		l.limit, l.counts = min(maxLines, r.Last), spoken
	case r.Since.IsZero() && !c.inThread(r.Place):
		l.limit = unbounded
	}
	here, _ := c.channels.recall(channelOf(r.Place), forEver)
	if !here.board() {
		err = l.channel(ctx, channelOf(r.Place))
	}
	if err == nil && here.branches() {
		err = l.threads(ctx, here)
	}
	if err == nil && r.Place.Thread != "" && !l.more {
		l.messages, err = c.started(ctx, r.Place, l.messages)
	}
	return l, err
}

// bounds are what of a channel is read: the newest messages.
type bounds struct {
	since  snowflake          // later than what was asked for
	after  snowflake          // later than what is of use: since, or later than that
	limit  int                // so many that count
	counts func(message) bool // nil: all do
	most   int                // so many in all
}

// counted says whether a message is one of those that are limited.
func (b bounds) counted(m message) bool { return b.counts == nil || b.counts(m) }

// pages reads the newest messages of a channel, oldest first, a page at a time, until
// as many count as there should be: what programs said, the bot among them, is not
// what somebody meant by "the last 5". After a first page of as many as are wanted
// they are whole: there may be few people among many programs. It says whether there
// are older ones since the moment that was asked for.
func (c *Chat) pages(ctx context.Context, in snowflake, b bounds) (messages []message, more bool, err error) {
	counted, before, size := 0, "", min(pageSize, b.limit, b.most)
	for counted < b.limit && len(messages) < b.most {
		page, err := c.rest.messages(ctx, in, before, "", size)
		if err != nil {
			return nil, false, err
		}
		more = len(page) == size
		whole := more
		for _, m := range page {
			if !later(m.ID, b.after) {
				more, whole = later(m.ID, b.since), false
				break
			}
			if messages = append(messages, m); b.counted(m) {
				counted++
			}
		}
		if !whole {
			break
		}
		before, size = page[len(page)-1].ID, min(pageSize, b.most-len(messages))
	}
	slices.Reverse(messages)
	return messages, more, nil
}

// later says whether an id is of a later moment than another.
func later(id, than snowflake) bool { return compareIDs(id, than) > 0 }

// compareIDs puts ids in the order of time.
func compareIDs(a, b snowflake) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// started puts the message that a thread hangs on in the place of the bare reference
// to it. A post of a forum begins with a message of its own.
func (c *Chat) started(ctx context.Context, at copilot.Place, messages []message) ([]message, error) {
	for i, m := range messages {
		if m.Type != typeThreadStarter {
			continue
		}
		id := at.Thread
		if m.Reference != nil {
			id = cmp.Or(m.Reference.Message, id)
		}
		first, err := c.rest.message(ctx, at.Channel, id)
		switch {
		case gone(err):
			return slices.Delete(messages, i, i+1), nil
		case err != nil:
			return nil, err
		}
		messages[i] = first
		return messages, nil
	}
	return messages, nil
}

// only is one message: as it was shown to us a moment ago, or as it is.
func (c *Chat) only(ctx context.Context, at copilot.Place, id snowflake) (message, error) {
	if m, ok := c.targets.recall(id); ok && m.Channel == channelOf(at) { // where the reader was admitted (P6)
		return m, nil
	}
	m, err := c.rest.message(ctx, channelOf(at), id)
	if gone(err) && at.Thread == id { // a thread is named after the message it hangs on
		m, err = c.rest.message(ctx, at.Channel, id)
	}
	if gone(err) {
		err = copilot.NewFault(copilot.FaultAbsent, "discord.fault.message", nil, err)
	}
	return m, err
}
