package slack

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

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
	read := lookup{api: c.api, channel: r.Place.Channel, oldest: r.Since}
	var err error
	switch {
	case r.Only != "":
		err = read.message(ctx, r.Place.Thread, r.Only)
	case r.Place.Thread != "":
		err = read.thread(ctx, r.Place.Thread, maxLines)
	default:
		err = read.history(ctx, min(maxLines, cmp.Or(r.Last, bound(r.Since))))
	}
	if err != nil {
		return copilot.Conversation{}, err
	}
	lines, err := c.lines(ctx, r.Place, read.messages)
	if err != nil {
		return copilot.Conversation{}, err
	}
	total := len(lines) + read.unread
	if r.Last > 0 && len(lines) > r.Last {
		lines, total = lines[len(lines)-r.Last:], r.Last
	}
	return copilot.Conversation{Lines: lines, Total: total}, nil
}

// bound is how much of a channel to read when only a moment was named, or nothing.
func bound(since time.Time) int {
	if since.IsZero() {
		return unbounded
	}
	return maxLines
}

// lookup gathers messages, oldest first.
type lookup struct {
	api      *slackgo.Client
	channel  string
	oldest   time.Time
	marked   bool // with what only programs see
	messages []slackgo.Message
	unread   int // messages there are that were not read
}

// from is the lower bound as Slack takes it: inclusive, "" for none.
func (r *lookup) from() string {
	if r.oldest.IsZero() {
		return ""
	}
	return tsOf(r.oldest)
}

// history reads the newest messages of the channel, at most limit, and the
// replies in their threads.
func (r *lookup) history(ctx context.Context, limit int) error {
	if err := r.page(ctx, limit); err != nil {
		return err
	}
	return r.replies(ctx, limit)
}

// page reads the newest messages of the channel, a page at a time.
func (r *lookup) page(ctx context.Context, limit int) error {
	params := slackgo.GetConversationHistoryParameters{
		ChannelID: r.channel, Oldest: r.from(), Inclusive: r.from() != "", IncludeAllMetadata: r.marked,
	}
	for len(r.messages) < limit {
		params.Limit = min(channelPage, limit-len(r.messages))
		var page *slackgo.GetConversationHistoryResponse
		err := patiently(ctx, func() (err error) {
			page, err = r.api.GetConversationHistoryContext(ctx, &params)
			return err
		})
		if err != nil {
			return err
		}
		r.messages = append(r.messages, page.Messages...)
		if params.Cursor = page.ResponseMetaData.NextCursor; params.Cursor == "" {
			break
		}
	}
	slices.Reverse(r.messages)
	return nil
}

// replies reads the threads that hang on the messages, newest first, and puts
// their replies where they belong in time; a reply that was also sent to the
// channel is there already.
func (r *lookup) replies(ctx context.Context, limit int) error {
	read := 0
	for _, m := range slices.Backward(slices.Clone(r.messages)) {
		if m.ReplyCount == 0 || m.ThreadTimestamp != m.Timestamp {
			continue
		}
		if read == maxThreads || len(r.messages) >= limit {
			r.unread += m.ReplyCount
			continue
		}
		read++
		thread := lookup{api: r.api, channel: r.channel, oldest: r.oldest}
		if err := thread.thread(ctx, m.Timestamp, maxLines); err != nil {
			return err
		}
		r.messages = append(r.messages, thread.messages...)
	}
	if read == 0 {
		return nil
	}
	slices.SortStableFunc(r.messages, func(a, b slackgo.Message) int { return strings.Compare(a.Timestamp, b.Timestamp) })
	r.messages = slices.CompactFunc(r.messages, func(a, b slackgo.Message) bool { return a.Timestamp == b.Timestamp })
	return nil
}

// thread reads a thread with the message it hangs on. Slack gives that one first
// on every page.
func (r *lookup) thread(ctx context.Context, root string, limit int) error {
	params := slackgo.GetConversationRepliesParameters{
		ChannelID: r.channel, Timestamp: root, Limit: threadPage, Oldest: r.from(), Inclusive: r.from() != "",
		IncludeAllMetadata: r.marked,
	}
	for len(r.messages) < limit {
		var page []slackgo.Message
		err := patiently(ctx, func() (err error) {
			page, _, params.Cursor, err = r.api.GetConversationRepliesContext(ctx, &params)
			return err
		})
		if err != nil {
			return err
		}
		if len(r.messages) > 0 && len(page) > 0 && page[0].Timestamp == root {
			page = page[1:]
		}
		r.messages = append(r.messages, page...)
		if params.Cursor == "" {
			return nil
		}
	}
	return nil
}

// message reads one message, in a thread or not.
func (r *lookup) message(ctx context.Context, thread, ts string) error {
	params := slackgo.GetConversationRepliesParameters{
		ChannelID: r.channel, Timestamp: cmp.Or(thread, ts), Oldest: ts, Latest: ts, Inclusive: true, Limit: 2,
	}
	var page []slackgo.Message
	err := patiently(ctx, func() (err error) {
		page, _, _, err = r.api.GetConversationRepliesContext(ctx, &params)
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range page {
		if m.Timestamp == ts {
			r.messages = []slackgo.Message{m}
			return nil
		}
	}
	return copilot.NewFault(copilot.FaultAbsent, "slack.fault.message", nil, nil)
}
