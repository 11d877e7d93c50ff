package slack

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// lookup gathers messages, oldest first.
type lookup struct {
	pages    source
	channel  string
	oldest   time.Time
	marked   bool // with what only programs see
	people   bool // only what people said counts towards the limit
	messages []message
	revived  []message // older ones whose threads went on, the newest last: not read themselves
	unread   int       // messages there are that were not read
	more     bool      // there are older ones, nobody knows how many
}

// args are the arguments of every page.
func (l *lookup) args() url.Values {
	args := url.Values{"channel": {l.channel}}
	if !l.oldest.IsZero() {
		args.Set("oldest", tsOf(l.oldest))
		args.Set("inclusive", "true")
	}
	if l.marked {
		args.Set("include_all_metadata", "true")
	}
	return args
}

// history reads the newest messages of the channel, at most limit, and the
// replies in their threads.
func (l *lookup) history(ctx context.Context, limit int) error {
	if err := l.newest(ctx, limit); err != nil {
		return err
	}
	if err := l.revive(ctx); err != nil {
		return err
	}
	return l.replies(ctx, limit)
}

// revive looks for threads that hang on older messages than were asked for, and went
// on since: among the one page before them. Slack lists no threads by their replies.
func (l *lookup) revive(ctx context.Context) error {
	if l.oldest.IsZero() {
		return nil
	}
	since := tsOf(l.oldest)
	got, err := l.pages.read(ctx, "conversations.history", url.Values{
		"channel": {l.channel}, "latest": {since}, "limit": {strconv.Itoa(channelPage)},
	})
	if err != nil {
		return err
	}
	for _, m := range slices.Backward(got.Messages) {
		if m.Replies > 0 && m.Thread == m.TS && m.LatestReply >= since && m.TS < since {
			l.revived = append(l.revived, m)
		}
	}
	return nil
}

// newest reads the newest messages of the channel, a page at a time, until as many
// count as there should be: what programs said, the bot among them, is not what
// somebody meant by "the last 5".
func (l *lookup) newest(ctx context.Context, limit int) error {
	args := l.args()
	for missing := limit; missing > 0 && len(l.messages) < maxLines; missing = limit - l.counted() {
		args.Set("limit", strconv.Itoa(min(channelPage, missing)))
		got, err := l.pages.read(ctx, "conversations.history", args)
		if err != nil {
			return err
		}
		l.messages = append(l.messages, got.Messages...)
		if l.more = got.Next.Cursor != ""; !l.more {
			break
		}
		args.Set("cursor", got.Next.Cursor)
	}
	slices.Reverse(l.messages)
	return nil
}

// counted is how many messages count towards the limit.
func (l *lookup) counted() int {
	if !l.people {
		return len(l.messages)
	}
	n := 0
	for _, m := range l.messages {
		if m.spoken() {
			n++
		}
	}
	return n
}

// replies reads the threads that hang on the messages, and of older ones what was said
// there since, newest first, and puts
// their replies where they belong in time; a reply that was also sent to the
// channel is there already.
func (l *lookup) replies(ctx context.Context, limit int) error {
	read := 0
	for i, m := range slices.Backward(slices.Concat(l.revived, l.messages)) {
		if m.Replies == 0 || m.Thread != m.TS {
			continue
		}
		older := i < len(l.revived)
		switch full := read == maxThreads || l.counted() >= limit; {
		case full && older: // most of its replies may be older than what was asked for
			l.more = true
			continue
		case full:
			l.unread += m.Replies
			continue
		}
		read++
		thread := lookup{pages: l.pages, channel: l.channel, oldest: l.oldest}
		if err := thread.thread(ctx, m.TS, maxLines); err != nil {
			return err
		}
		if older {
			thread.messages = slices.DeleteFunc(thread.messages, func(r message) bool { return r.TS == m.TS })
		}
		l.messages = append(l.messages, thread.messages...)
	}
	if read == 0 {
		return nil
	}
	slices.SortStableFunc(l.messages, func(a, b message) int { return strings.Compare(a.TS, b.TS) })
	l.messages = slices.CompactFunc(l.messages, func(a, b message) bool { return a.TS == b.TS })
	return nil
}

// thread reads a thread with the message it hangs on. Slack gives that one first
// on every page.
func (l *lookup) thread(ctx context.Context, root string, limit int) error {
	args := l.args()
	args.Set("ts", root)
	args.Set("limit", strconv.Itoa(threadPage))
	for len(l.messages) < limit {
		got, err := l.pages.read(ctx, "conversations.replies", args)
		if err != nil {
			return err
		}
		some := got.Messages
		if len(l.messages) > 0 && len(some) > 0 && some[0].TS == root {
			some = some[1:]
		}
		l.messages = append(l.messages, some...)
		if l.more = got.Next.Cursor != ""; !l.more {
			return nil
		}
		args.Set("cursor", got.Next.Cursor)
	}
	return nil
}

// one reads one message, in a thread or not.
func (l *lookup) one(ctx context.Context, thread, ts string) error {
	got, err := l.pages.read(ctx, "conversations.replies", url.Values{
		"channel": {l.channel}, "ts": {cmp.Or(thread, ts)}, "oldest": {ts}, "latest": {ts}, "inclusive": {"true"}, "limit": {"2"},
	})
	if err != nil {
		return err
	}
	for _, m := range got.Messages {
		if m.TS == ts {
			l.messages = []message{m}
			return nil
		}
	}
	return copilot.NewFault(copilot.FaultAbsent, "slack.fault.message", nil, nil)
}
