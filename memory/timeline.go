package memory

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// Timeline keeps the messages of a chat that has no store of its own: the
// workbench. All replicas see the same.
type Timeline struct {
	s      *Store
	tenant copilot.Tenant
}

// Timeline is the message store of one workspace.
func (s *Store) Timeline(t copilot.Tenant) *Timeline { return &Timeline{s, t} }

// Put keeps a message at the end of a channel, or in place of the one that has
// the same id, and tells every watcher.
func (t *Timeline) Put(ctx context.Context, channel, id string, value []byte) error {
	return errors.ErrUnsupported
}

// Find returns a message; copilot.ErrAbsent when there is none with that id.
func (t *Timeline) Find(ctx context.Context, channel, id string) ([]byte, error) {
	return nil, errors.ErrUnsupported
}

// List returns the newest last messages of a channel, oldest first; all that
// are kept when last is 0.
func (t *Timeline) List(ctx context.Context, channel string, last int) ([][]byte, error) {
	return nil, errors.ErrUnsupported
}

// Watch yields channel+"\x00"+id for every Put after the call, on any replica.
// The channel is closed when ctx ends or the store is closed. A lost connection
// is made again and what was missed is caught up on.
func (t *Timeline) Watch(ctx context.Context) (<-chan string, error) {
	return nil, errors.ErrUnsupported
}
