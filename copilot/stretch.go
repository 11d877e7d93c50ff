package copilot

import (
	"context"
	"time"
)

// Stretches keep what is said in the channels that opted in (Profile.Keep), as it goes
// by. A stretch is trusted because nothing was missed since it began: when something
// may have been, all stretches of the tenant are erased, in the same step as it shows.
// They are no record: any of them may be gone at any time, and is read again.
type Stretches interface {
	// Hear notes that an ear still hears, and that its holder knows which channels
	// keep. An ear vouches for the time since its Hear before, if that is no longer ago
	// than it lasts; a time that nobody vouches for is one in which something may have
	// been missed.
	Hear(ctx context.Context, t Tenant, e Ear) (Heard, error)

	// Doubt says that something may have been missed.
	Doubt(ctx context.Context, t Tenant) error

	// Opt has the place's channel keep, or not any more: then what it kept is erased.
	Opt(ctx context.Context, at Place, in bool) error

	// Stretch is that of the place's channel, begun now if there is none; it is Heard
	// too. ErrAbsent when the channel does not keep, or nothing can be relied on now:
	// somebody who hears may not know yet that the channel keeps, or nobody vouches for
	// the time until now.
	Stretch(ctx context.Context, at Place, e Ear) (Stretch, error)

	// Lay puts what was read into a stretch, unless that is another by now: what was
	// noted later stays.
	Lay(ctx context.Context, at Place, opening string, l Laid) error

	// Note puts a message into the stretch of the place's channel, if there is one. It
	// may come late and again: the last version of a message stays.
	Note(ctx context.Context, at Place, m Kept) error

	// Drop erases the stretch, and not that the channel keeps.
	Drop(ctx context.Context, at Place) error
}

// Ear is what hears the deliveries of a platform. Moments of platforms are in
// microseconds since 1970 all over Stretches.
type Ear struct {
	// Holder is the process, and Knows the Seq of what it knows; 0: of nothing yet.
	Holder string
	Knows  int64
	// ID is another whenever the holder may have missed something itself; "" for one
	// who hears nothing at this moment, and is content with what was vouched for no
	// longer ago than Lasts.
	ID    string
	Lasts time.Duration
}

// Heard is which channels of a tenant keep.
type Heard struct {
	Seq      int64 // grows with every change
	Channels []string
}

// Kept is a message of a stretch.
type Kept struct {
	ID      string
	At      int64
	Thread  string // the message whose thread it is in; "" for none
	Top     bool   // it stands in the channel itself
	Version string // later ones sort after earlier ones; "" is how it was posted
	Body    string // what the adapter made of it; "" when it is Gone
	// Author is the id of who wrote it, and Mute what is kept in the place of Body, without
	// their words, when they do not want to be read. Neither comes back from the store.
	Author string
	Mute   string
}

// Gone is the version of a message that was deleted: none is later.
const Gone = "~"

// KeptThread is what is known of a thread beside the messages that are kept: how it was
// when its first message was read. Of a thread that a stretch says nothing of, all
// replies are there if its first message is.
type KeptThread struct {
	Root    string
	From    int64 // from then on its replies are there; 0 all, -1 nobody knows which
	Replies int
	Latest  string
}

// Stretch is what is kept of a channel.
type Stretch struct {
	Opening string // which one it is
	From    int64  // all that stands in the channel since then is there; -1: nobody knows what is
	Floor   int64  // what was said until then was let go
	Lines   []Kept
	Threads map[string]KeptThread
}

// Laid is what was read, to be put into a stretch: the spans in the order in which they
// were read.
type Laid struct {
	From    int64 // with what is there already, all of the channel since then is; -1: that is not known
	Lines   []Kept
	Spans   []Span
	Threads []KeptThread
}

// Span is a time of which everything was read: what a stretch has besides is gone.
type Span struct {
	Thread   string // of this thread; "": of what stands in the channel
	From, To int64  // both included
}
