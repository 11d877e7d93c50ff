package discord

import (
	"context"
	"slices"
	"sync"

	"github.com/brouillon/brouillon/copilot"
)

// begun remembers the messages of answers that failed before all of them were sent,
// in this process alone. It is safe for concurrent use; the zero value has none.
type begun struct {
	mu  sync.Mutex
	all map[string]post // by key
}

// maxBegun bounds how many answers are remembered.
const maxBegun = 1_000

func (b *begun) keep(key string, p post) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all == nil || len(b.all) >= maxBegun {
		b.all = map[string]post{}
	}
	p.ids = slices.Clone(p.ids)
	b.all[key] = p
}

func (b *begun) recall(key string) post {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.all[key]
}

// settle forgets an answer whose messages are all known. One that is shorter for a
// moment, since it is being tried again, is none.
func (b *begun) settle(key string, p post) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !begins(b.all[key], p) {
		delete(b.all, key)
	}
}

// resumed is a post with the further messages that an earlier try sent for the same
// answer, brought to what their parts are now: those that this process remembers, and
// where it may not remember all, those that have their marks.
func (c *Chat) resumed(ctx context.Context, at copilot.Spot, p post, parts []payload) (post, error) {
	had := c.begun.recall(at.Key)
	if len(p.ids) == 0 || len(p.ids) >= len(parts) || p.instead != "" {
		return p, nil
	}
	if !begins(had, p) && !p.alone && (at.Again || c.doubts.Has(at.Key)) {
		found, ok, err := c.find(ctx, at, p.channel)
		if err != nil {
			return p, err
		}
		if ok {
			had = found
		}
	}
	if !begins(had, p) {
		return p, nil
	}
	for n := len(p.ids); n < min(len(had.ids), len(parts)); n++ {
		p.ids = append(p.ids, had.ids[n])
		if err := c.update(ctx, at, p, n, parts[n]); gone(err) {
			p.ids = p.ids[:n]
			break
		} else if err != nil {
			return p, err
		}
	}
	return p, nil
}

// begins says whether a post is more of another.
func begins(had, p post) bool {
	return len(had.ids) > len(p.ids) && slices.Equal(had.ids[:len(p.ids)], p.ids)
}
