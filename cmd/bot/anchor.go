package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// anchorEvery is how often the heads that moved are written down, and lastAnchors how long
// that may take when the bot ends.
const (
	anchorEvery = time.Hour
	lastAnchors = 5 * time.Second
)

// anchors writes down in the log, which Redis does not hold, how far each record has got:
// bot audit verify --anchor holds the record against it, whatever becomes of the store.
type anchors struct {
	store *memory.Store
	log   *slog.Logger
	known map[copilot.Tenant]copilot.Head
}

func newAnchors(h house) *anchors {
	return &anchors{h.store, h.log, map[copilot.Tenant]copilot.Head{}}
}

// run writes at once, at every tick, and when ctx has ended.
func (a *anchors) run(ctx context.Context, ticks <-chan time.Time) {
	a.write(ctx)
	for {
		select {
		case <-ticks:
			a.write(ctx)
		case <-ctx.Done():
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastAnchors)
			defer cancel()
			a.write(ctx)
			return
		}
	}
}

// write writes the heads that are not those it wrote last; a store that is away is asked
// again the next time. A record that is shorter than it was, or gone, has lost entries.
func (a *anchors) write(ctx context.Context) {
	heads, err := a.store.Heads(ctx)
	if err != nil {
		a.log.WarnContext(ctx, "audit heads not read", "error", err)
		return
	}
	for t, was := range a.known {
		if now := heads[t]; now.Entries < was.Entries {
			a.log.ErrorContext(ctx, "the audit is shorter than it was: entries are lost", "platform", t.Platform, "workspace", t.Workspace,
				"is", now.Entries, "anchor", was.String())
			delete(a.known, t)
		}
	}
	for t, head := range heads {
		if a.known[t] == head {
			continue
		}
		a.known[t] = head
		a.log.InfoContext(ctx, "audit head", "platform", t.Platform, "workspace", t.Workspace, "anchor", head.String())
	}
}
