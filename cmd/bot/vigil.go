package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/memory"
)

// vigilEvery is how often a vigil looks, sayAgain after how many looks it repeats what
// is still wrong: 3 minutes.
const (
	vigilEvery = 5 * time.Second
	sayAgain   = 36
)

// unfitError is a store that answers and must not be relied on.
type unfitError string

func (e unfitError) Error() string { return string(e) + ": see the bot's log" }

const (
	errUnsafe = unfitError("the store may lose what it acknowledges") // it was safe when the bot started
	errLost   = unfitError("the store came back without what it had acknowledged")
)

// howLost is what to do about errLost.
const howLost = "if its files are still there (appendonlydir in its directory), stop Redis with SHUTDOWN NOSAVE, which drops what it was given since, " +
	"and start it on them with --appendonly yes --appendfsync always; if they are gone, restore a copy, or restart the bot: it goes on with Redis as it is"

// vigil looks again and again whether the store is still the one the bot started on,
// and still set up to keep what it acknowledges: a Redis may restart without its data
// or with other settings than it had, somebody may change them, and another may take
// over. The bot goes on then, for what is under way is safest finished, and says that
// it is not ready.
type vigil struct {
	store *memory.Store
	log   *slog.Logger
	idle  bool // what may be lost was accepted
	wrong atomic.Pointer[unfitError]

	known string // who the store is; "" until it could be asked
	quiet int    // looks since what is wrong was said
}

// newVigil begins a vigil: it learns who the store is, so that what is lost from now on
// is missed. How it is set up judge has just asked.
func newVigil(ctx context.Context, s *Settings, h house) *vigil {
	v := &vigil{store: h.store, log: h.log, idle: s.AcceptLoss || !s.Redis.Set()}
	if !v.idle {
		_, _ = v.lost(ctx) // a store that is away is asked when it is back
	}
	return v
}

// measured is what the vigil has found, as a figure.
func (v *vigil) measured() prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "brouillon_store_safe", Help: "0 when Redis may lose what it acknowledges, or came back without it; else 1, as always where that was accepted beforehand.",
	}, func() float64 {
		if v.wrong.Load() != nil {
			return 0
		}
		return 1
	})
}

// run looks at every tick until ctx ends, and as soon as a store is back that was away.
func (v *vigil) run(ctx context.Context, ticks <-chan time.Time) {
	if v.idle {
		return
	}
	for {
		select {
		case <-ticks:
			if v.look(ctx) != nil && v.store.Wait(ctx, func(string) {}) == nil {
				_ = v.look(ctx) // away once more: the next tick looks again
			}
		case <-ctx.Done():
			return
		}
	}
}

// look says what is wrong with the store, now and then again while it is, and once
// that it is right again. A store that does not answer is what it was: others say that
// it is away.
func (v *vigil) look(ctx context.Context) error {
	lost, err := v.lost(ctx)
	if err != nil {
		return err
	}
	risks, err := v.store.Risks(ctx)
	if err != nil {
		return err
	}
	now := verdict(lost, risks)
	was := v.wrong.Swap(now)
	v.quiet++
	switch {
	case now != nil && (was == nil || *was != *now || v.quiet >= sayAgain):
		v.quiet = 0
		v.say(lost, risks)
	case now == nil && was != nil:
		v.log.InfoContext(ctx, "the store is as it was, and keeps what it acknowledges again")
	}
	return nil
}

func verdict(lost bool, risks []memory.Risk) *unfitError {
	switch {
	case lost:
		return new(errLost)
	case len(risks) > 0:
		return new(errUnsafe)
	default:
		return nil
	}
}

// lost says whether the store is another than the one the bot started on.
func (v *vigil) lost(ctx context.Context) (bool, error) {
	if v.known != "" {
		is, err := v.store.Identity(ctx)
		return err == nil && is != v.known, err
	}
	is, fresh, err := v.store.Identify(ctx)
	if err == nil && fresh {
		v.log.InfoContext(ctx, "the store was not known before: it is taken for a new one")
	}
	v.known = is
	return false, err
}

// say words everything that is wrong.
func (v *vigil) say(lost bool, risks []memory.Risk) {
	if lost {
		v.log.Error("this Redis came back without what it had acknowledged", "mend", howLost)
	}
	for _, risk := range risks {
		about := []any{"risk", risk.Loss}
		if risk.Care != "" {
			about = append(about, "beware", risk.Care)
		}
		v.log.Error("the store may lose what it acknowledges", append(about, "mend", risk.Mend)...)
	}
}

// well is nil while the store answers and can be relied on.
func (v *vigil) well(ctx context.Context) error {
	if wrong := v.wrong.Load(); wrong != nil {
		return *wrong
	}
	return v.store.Ping(ctx)
}
