package memory

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Watch yields channel+"\x00"+id for every Put after the call, on any replica,
// in order. The Go channel is closed when ctx ends or the store is closed. After
// a lost connection it goes on where it was, so that nothing is missed but what
// a watcher more than 10,000 changes behind misses. Every watch holds a
// connection: watch once and fan out.
func (t *Timeline) Watch(ctx context.Context) (<-chan string, error) {
	last, err := t.last(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	line := t.s.at.dial()
	context.AfterFunc(t.s.ended, cancel)
	context.AfterFunc(ctx, func() { _ = line.Close() })
	changes := make(chan string)
	t.s.wg.Go(func() {
		defer cancel()
		defer close(changes)
		t.follow(ctx, line, last, changes)
	})
	return changes, nil
}

// last is the id of the newest change: what a new watch begins after. A log of
// changes rather than pub/sub, which forgets what happens while nobody listens.
func (t *Timeline) last(ctx context.Context) (string, error) {
	ctx, cancel := t.s.brief(ctx)
	defer cancel()
	newest, err := t.s.db.XRevRangeN(ctx, t.changes(), "+", "-", 1).Result()
	if err != nil {
		return "", fmt.Errorf("memory: watch: %w", err)
	}
	if len(newest) == 0 {
		return "0-0", nil
	}
	return newest[0].ID, nil
}

func (t *Timeline) follow(ctx context.Context, line redis.UniversalClient, last string, to chan<- string) {
	for b := (backoff{}); ctx.Err() == nil; {
		read, err := line.XRead(ctx, &redis.XReadArgs{
			Streams: []string{t.changes()}, ID: last, Count: messagePage, Block: readTime,
		}).Result()
		switch {
		case errors.Is(err, redis.Nil):
			continue
		case err != nil:
			_ = b.pause(ctx)
			continue
		}
		b.reset()
		for _, m := range read[0].Messages {
			last = m.ID
			if !tell(ctx, to, m.Values) {
				return
			}
		}
	}
}

func tell(ctx context.Context, to chan<- string, change map[string]any) bool {
	channel, _ := change["channel"].(string)
	id, _ := change["id"].(string)
	select {
	case to <- channel + "\x00" + id:
		return true
	case <-ctx.Done():
		return false
	}
}
