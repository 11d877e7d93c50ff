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

// Read returns messages of a channel, or of a thread with the message it hangs on,
// or one message; for somebody who may read there now (P6).
func (c *Chat) Read(ctx context.Context, r copilot.Reading) (copilot.Conversation, error) {
	if err := c.admit(ctx, r.For.ID, r.Place); err != nil {
		return copilot.Conversation{}, err
	}
	if r.Speak {
		if err := c.speaks(ctx, r.For.ID, r.Place); err != nil {
			return copilot.Conversation{}, err
		}
	}
	messages, more, err := c.read(ctx, r)
	if err != nil {
		return copilot.Conversation{}, err
	}
	if err := c.legible(ctx, messages); err != nil {
		return copilot.Conversation{}, err
	}
	own, err := c.rest.self(ctx)
	if err != nil {
		return copilot.Conversation{}, err
	}
	lines := c.lines(r.Place, messages, own.Bot)
	if at := chat.LastSaid(lines, r.Last); at > 0 {
		lines = lines[at:]
	}
	return copilot.Conversation{Lines: lines, Total: len(lines), More: more && r.Last == 0}, nil
}

// read gathers the messages of a reading, oldest first, and says whether there are
// older ones still.
func (c *Chat) read(ctx context.Context, r copilot.Reading) (messages []message, more bool, err error) {
	in := channelOf(r.Place)
	if r.Only != "" {
		one, err := c.only(ctx, r.Place, r.Only)
		return []message{one}, false, err
	}
	limit := maxLines
	switch {
	case r.Last > 0:
		limit = min(maxLines, r.Last)
	case r.Since.IsZero() && !c.inThread(r.Place):
		limit = unbounded
	}
	count := func(m message) bool { return r.Last == 0 || spoken(m) }
	messages, more, err = c.pages(ctx, in, idOf(r.Since), limit, count)
	if err == nil && r.Place.Thread != "" && !more {
		messages, err = c.started(ctx, r.Place, messages)
	}
	return messages, more, err
}

// pages reads the newest messages of a channel after an id, a page at a time, until
// as many count as there should be: what programs said, the bot among them, is not
// what somebody meant by "the last 5". After a first page of as many as are wanted
// they are whole: there may be few people among many programs.
func (c *Chat) pages(ctx context.Context, in, after snowflake, limit int, counts func(message) bool) (messages []message, more bool, err error) {
	counted, before, size := 0, "", min(pageSize, limit)
	for counted < limit && len(messages) < maxLines {
		page, err := c.rest.messages(ctx, in, before, "", size)
		if err != nil {
			return nil, false, err
		}
		more = len(page) == size
		for _, m := range page {
			if after != "" && !later(m.ID, after) {
				more = false
				break
			}
			if messages = append(messages, m); counts == nil || counts(m) {
				counted++
			}
		}
		if !more {
			break
		}
		before, size = page[len(page)-1].ID, min(pageSize, maxLines-len(messages))
	}
	slices.Reverse(messages)
	return messages, more, nil
}

// later says whether an id is of a later moment than another.
func later(id, than snowflake) bool {
	return cmp.Or(cmp.Compare(len(id), len(than)), cmp.Compare(id, than)) > 0
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
