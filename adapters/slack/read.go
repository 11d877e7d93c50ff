package slack

import (
	"cmp"
	"context"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Bounds of a reading. A page is as large as Slack makes it, so that there are
// never more than needed: 999 messages of a channel, 1,000 of a thread.
const (
	channelPage = 999
	threadPage  = 1_000
	maxLines    = 10_000
	// unbounded is how many messages of a channel are read when nobody said.
	unbounded = channelPage
	// maxThreads is how many threads of a channel are read along with it, the
	// newest first; the coverage says what of them was left out.
	maxThreads = 20
)

// Read returns messages of a channel with the replies in its threads, or of one
// thread, or one message; for somebody who is in that channel (P6).
func (c *Chat) Read(ctx context.Context, r copilot.Reading) (copilot.Conversation, error) {
	if err := c.rooms.admit(ctx, r.Place.Workspace, r.For.ID, r.Place.Channel); err != nil {
		return copilot.Conversation{}, err
	}
	read := lookup{pages: c.pages, channel: r.Place.Channel, oldest: r.Since, people: r.Last > 0}
	kept, err := c.shelf(ctx, r)
	if kept != nil {
		read.pages = kept
	}
	switch {
	case err != nil:
	case r.Only != "":
		err = read.one(ctx, r.Place.Thread, r.Only)
	case r.Place.Thread != "":
		err = read.thread(ctx, r.Place.Thread, maxLines)
	default:
		err = read.history(ctx, min(maxLines, cmp.Or(r.Last, bound(r.Since))))
	}
	if err != nil {
		c.shutOut(ctx, r, err)
		return copilot.Conversation{}, err
	}
	if kept != nil {
		c.putDown(ctx, r.Place, kept)
	}
	lines, err := c.lines(ctx, r.Place, read.messages)
	if err != nil {
		return copilot.Conversation{}, err
	}
	total := len(lines) + read.unread
	if at := chat.LastSaid(lines, r.Last); at > 0 {
		lines = lines[at:]
		total = len(lines)
	}
	return copilot.Conversation{Lines: lines, Total: total, More: read.more && r.Last == 0}, nil
}

// bound is how much of a channel to read when only a moment was named, or nothing.
func bound(since time.Time) int {
	if since.IsZero() {
		return unbounded
	}
	return maxLines
}
