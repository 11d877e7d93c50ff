package memory

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
)

// The caps of a timeline: messages of one channel, and changes that a watcher
// that fell behind can catch up on.
const (
	maxMessages = 20_000
	maxChanges  = 10_000
	messagePage = 1000
)

// Timeline keeps the messages of a chat that has no store of its own: the
// workbench. All replicas see the same.
type Timeline struct {
	s      *Store
	tenant copilot.Tenant
}

// Timeline is the message store of one workspace.
func (s *Store) Timeline(t copilot.Tenant) *Timeline { return &Timeline{s, t} }

func (t *Timeline) keys(channel string) []string {
	texts := t.s.keys.of("timeline", t.tenant, channel)
	return []string{texts, texts + ":order", t.changes()}
}

func (t *Timeline) cell(channel, id string) cell { return cell{t.tenant, t.keys(channel)[0], id} }

func (t *Timeline) changes() string { return t.s.keys.of("changes", t.tenant) }

// Put keeps a message at the end of a channel, or in place of the one that has
// the same id, and tells every watcher. A channel keeps its newest 20,000.
func (t *Timeline) Put(ctx context.Context, channel, id string, value []byte) error {
	return t.s.run(ctx, toPut, t.keys(channel), id, t.s.vault.wrap(t.cell(channel, id), value), channel, maxMessages, maxChanges).Err()
}

// Find returns a message; copilot.ErrAbsent when there is none with that id.
func (t *Timeline) Find(ctx context.Context, channel, id string) ([]byte, error) {
	ctx, cancel := t.s.brief(ctx)
	defer cancel()
	kept, err := t.s.db.HGet(ctx, t.keys(channel)[0], id).Result()
	if errors.Is(err, redis.Nil) {
		return nil, copilot.ErrAbsent
	}
	if err != nil {
		return nil, fmt.Errorf("memory: read message: %w", err)
	}
	return t.s.vault.unwrap(t.cell(channel, id), kept)
}

// List returns the newest last messages of a channel, oldest first; all that
// are kept when last is 0.
func (t *Timeline) List(ctx context.Context, channel string, last int) ([][]byte, error) {
	k := t.keys(channel)
	ids, err := t.ids(ctx, k[1], last)
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for page := range slices.Chunk(ids, messagePage) {
		ctx, cancel := t.s.brief(ctx)
		texts, err := t.s.texts(ctx, t.tenant, k[0], page)
		cancel()
		if err != nil {
			return nil, err
		}
		all = append(all, texts...)
	}
	return all, nil
}

func (t *Timeline) ids(ctx context.Context, order string, last int) ([]string, error) {
	ctx, cancel := t.s.brief(ctx)
	defer cancel()
	ids, err := t.s.db.ZRange(ctx, order, -int64(or(max(last, 0), maxMessages)), -1).Result()
	if err != nil {
		return nil, fmt.Errorf("memory: list messages: %w", err)
	}
	return ids, nil
}
