package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/brouillon/brouillon/memory"
)

// vigilEvery is how often a vigil looks.
const vigilEvery = 5 * time.Second

// errUnsafe is a store that was safe when the bot started and is not any more.
var errUnsafe = errors.New("the store may lose what it acknowledges: see the bot's log")

// vigil looks again and again whether the store is still set up to keep what it
// acknowledges: a Redis may restart with other settings than it had, somebody may
// change them, and another may take over. The bot goes on then, for what is under way
// is safest finished, and says that it is not ready.
type vigil struct {
	store  *memory.Store
	log    *slog.Logger
	idle   bool // what may be lost was accepted
	unsafe atomic.Bool
}

func newVigil(s *Settings, h house) *vigil {
	return &vigil{store: h.store, log: h.log, idle: s.AcceptLoss || s.Redis == ""}
}

// run looks at every tick until ctx ends.
func (v *vigil) run(ctx context.Context, ticks <-chan time.Time) {
	if v.idle {
		return
	}
	for {
		select {
		case <-ticks:
			v.look(ctx)
		case <-ctx.Done():
			return
		}
	}
}

// look says once that the store has become unsafe, and once that it is safe again. A
// store that does not answer is what it was: others say that it is away.
func (v *vigil) look(ctx context.Context) {
	risks, err := v.store.Risks(ctx)
	if err != nil {
		return
	}
	switch was := v.unsafe.Swap(len(risks) > 0); {
	case !was && len(risks) > 0:
		for _, risk := range risks {
			v.log.Error("the store may lose what it acknowledges", "risk", risk.Loss, "mend", risk.Mend)
		}
	case was && len(risks) == 0:
		v.log.Info("the store keeps what it acknowledges again")
	}
}

// well is nil while the store answers and is safe.
func (v *vigil) well(ctx context.Context) error {
	if v.unsafe.Load() {
		return errUnsafe
	}
	return v.store.Ping(ctx)
}
