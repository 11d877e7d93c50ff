package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// anchorEvery is how often the heads that moved are written down.
const anchorEvery = time.Hour

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
			a.write(context.WithoutCancel(ctx))
			return
		}
	}
}

// write writes the heads that are not those it wrote last; a store that is away is asked
// again the next time.
func (a *anchors) write(ctx context.Context) {
	heads, err := a.store.Heads(ctx)
	if err != nil {
		a.log.Debug("audit heads not read", "error", err)
		return
	}
	for t, head := range heads {
		if a.known[t] == head {
			continue
		}
		a.known[t] = head
		a.log.Info("audit head", "platform", t.Platform, "workspace", t.Workspace, "anchor", head.String())
	}
}
