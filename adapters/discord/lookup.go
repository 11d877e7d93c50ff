package discord

import (
	"context"
	"slices"
)

// maxThreads is how many threads of a channel are read along with it, those first in
// which something was said last; the coverage says what of them was left out.
const maxThreads = 20

// lookup gathers messages of a channel and of the threads in it, oldest first.
type lookup struct {
	bounds

	chat     *Chat
	messages []message
	seen     int  // messages that were read, kept or not
	more     bool // there are older ones, nobody knows how many
	unread   int  // messages there are in threads that were left out
	left     bool // more than those, nobody knows how many
}

// channel reads the newest messages of the channel itself.
func (l *lookup) channel(ctx context.Context, in snowflake) error {
	some, more, err := l.chat.pages(ctx, in, l.bounds)
	if err != nil {
		return err
	}
	l.messages, l.seen, l.more = some, len(some), more
	l.rise()
	return nil
}

// threads reads what was said in the threads of the channel at the time that what
// was read of the channel spans.
func (l *lookup) threads(ctx context.Context, in channel) error {
	found, left, err := l.chat.threadsOf(ctx, in, l.after)
	if err != nil {
		return err
	}
	l.left = left
	for i, t := range found {
		switch {
		case !later(t.spoken(), l.after): // and so are the others
			l.more = l.more || later(t.spoken(), l.since)
			return nil
		case i == maxThreads || l.seen >= maxLines:
			l.leave(in, found[i:])
			return nil
		}
		if err := l.thread(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// thread puts what was said in a thread where it belongs in time. Who may read the
// channel may read its public threads.
func (l *lookup) thread(ctx context.Context, t channel) error {
	b := l.bounds
	b.most = maxLines - l.seen
	some, more, err := l.chat.pages(ctx, t.ID, b)
	switch {
	case closed(err): // it was deleted meanwhile
		return nil
	case err != nil:
		return err
	}
	l.chat.channels.note(t.ID, t) // for whoever follows its messages
	l.more = l.more || more
	l.seen += len(some)
	for _, m := range some {
		if m.Type != typeThreadStarter { // what it refers to stands in the channel
			l.messages = append(l.messages, m)
		}
	}
	slices.SortStableFunc(l.messages, func(a, b message) int { return compareIDs(a.ID, b.ID) })
	l.rise()
	return nil
}

// rise keeps the newest messages within the limit. Where that is reached, or there are
// older ones, what is older than they are is of no use any more.
func (l *lookup) rise() {
	at, counted := len(l.messages), 0
	for ; at > 0 && counted < l.limit; at-- {
		if l.counted(l.messages[at-1]) {
			counted++
		}
	}
	l.more = l.more || at > 0
	l.messages = l.messages[at:]
	if len(l.messages) > 0 && (l.more || counted == l.limit) {
		l.after = l.messages[0].ID
	}
}

// leave counts what was said in threads that are not read. Of one that is older than
// what is read nobody tells how much of it is new: its last message is.
func (l *lookup) leave(in channel, threads []channel) {
	for _, t := range threads {
		switch {
		case !later(t.spoken(), l.after):
		case !later(t.ID, l.after):
			l.unread, l.left = l.unread+1, true
		case in.board(): // they do not count the message a post begins with
			l.unread += t.Replies + 1
		default:
			l.unread += t.Replies
		}
	}
}
