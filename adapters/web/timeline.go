package web

import "context"

// Timeline keeps the messages of the workbench's channels, in one place for all
// replicas. A value is opaque to it.
type Timeline interface {
	// Put keeps value under id in a channel and tells every watcher. A new id goes
	// to the end; a known id keeps its place and gets the new value.
	Put(ctx context.Context, channel, id string, value []byte) error

	// Find returns what is kept under id, copilot.ErrAbsent when nothing is.
	Find(ctx context.Context, channel, id string) ([]byte, error)

	// List returns the newest values of a channel, at most last of them (0: all),
	// oldest first; none for a channel nobody has written to.
	List(ctx context.Context, channel string, last int) ([][]byte, error)

	// Watch yields channel + "\x00" + id after each Put by any replica, from now
	// on and in order, until ctx ends or the store goes away; then it closes the
	// channel. What was put in between two watches is not told.
	Watch(ctx context.Context) (<-chan string, error)
}
