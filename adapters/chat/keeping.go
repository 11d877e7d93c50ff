package chat

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Keeping is how well a process hears a platform, and what it knows of the channels
// that keep what goes by. It is safe for concurrent use; with no store nothing keeps.
type Keeping struct {
	store  copilot.Stretches
	log    *slog.Logger
	now    func() time.Time
	holder string
	asking sync.Mutex    // one asks the store at a time, so that answers are taken in order
	stir   chan struct{} // capacity 1: something should be said to the store soon

	mu      sync.Mutex
	open    int    // connections
	ear     string // another for each time that some are open
	called  time.Time
	seq     int64
	keeps   map[string]bool
	asked   time.Time // when what is known was asked for
	refused time.Time // when the store last did not answer
	doubted bool      // something may have been missed, and the store was not told yet
}

const (
	// hearEvery is how often the store is told that a process hears, knownFor how long it
	// goes by what it was told then: so that a message costs no look at the store.
	hearEvery = 10 * time.Second
	knownFor  = 15 * time.Second
	// earLasts is how long somebody connected may be silent and has missed nothing.
	earLasts = 30 * time.Second
	// callsLast is the same of who is called: a platform that could not call tries again
	// for at least 5 minutes, so that nothing is missed while it gets through more often.
	callsLast = 4 * time.Minute
	lastWord  = time.Second
)

// NewKeeping makes the keeping of a platform.
func NewKeeping(store copilot.Stretches, log *slog.Logger, now func() time.Time) *Keeping {
	return &Keeping{store: store, log: log, now: now, holder: rand.Text(), stir: make(chan struct{}, 1)}
}

// Up says that a connection is open, Down that it is not any more.
func (k *Keeping) Up() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.open++; k.open == 1 {
		k.ear = rand.Text()
		k.soon()
	}
}

// Down says that a connection is not open any more.
func (k *Keeping) Down() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.open--; k.open == 0 {
		k.ear = ""
	}
}

// Called says that the platform called, over HTTP.
func (k *Keeping) Called() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if now := k.now(); now.Sub(k.called) >= hearEvery {
		k.called = now
		k.soon()
	}
}

// Missed says that something may have been missed.
func (k *Keeping) Missed() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.doubted = true
	k.soon()
}

func (k *Keeping) soon() {
	select {
	case k.stir <- struct{}{}:
	default:
	}
}

// Run tells the store that this process hears, again and again until ctx ends.
func (k *Keeping) Run(ctx context.Context, tenant func(context.Context) (copilot.Tenant, error)) {
	if k.store == nil {
		return
	}
	look := time.NewTicker(hearEvery)
	defer look.Stop()
	for {
		if t, err := tenant(ctx); err == nil {
			_ = k.Hear(ctx, t) // the next time tells
		}
		select {
		case <-look.C:
		case <-k.stir:
		case <-ctx.Done(): // a last word, so that whoever comes next need not doubt
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
			defer cancel()
			if t, err := tenant(ctx); err == nil {
				_ = k.Hear(ctx, t)
			}
			return
		}
	}
}

// Hear tells the store that this process hears, and asks what keeps.
func (k *Keeping) Hear(ctx context.Context, t copilot.Tenant) error {
	k.asking.Lock()
	defer k.asking.Unlock()
	return k.hear(ctx, t)
}

// hear is Hear for who may ask.
func (k *Keeping) hear(ctx context.Context, t copilot.Tenant) error {
	k.mu.Lock()
	begun, doubted, e := k.now(), k.doubted, k.said()
	k.doubted = false
	k.mu.Unlock()
	var err error
	if doubted {
		err = k.store.Doubt(ctx, t)
	}
	var h copilot.Heard
	if err == nil {
		h, err = k.store.Hear(ctx, t, e)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.doubted, k.refused = k.doubted || doubted, k.now()
		return err
	}
	k.seq, k.asked, k.keeps = h.Seq, begun, map[string]bool{}
	for _, c := range h.Channels {
		k.keeps[c] = true
	}
	return nil
}

// said is what is said to the store of how this process hears. The lock is held.
func (k *Keeping) said() copilot.Ear {
	e := copilot.Ear{Holder: k.holder, Knows: k.seq, ID: k.ear, Lasts: earLasts}
	if called := k.now().Sub(k.called); e.ID == "" && called < hearEvery {
		e.ID, e.Lasts = "calls", callsLast // the road is the same for all replicas
	}
	return e
}

// reads is what is said by who reads: that it was called once does not vouch for now.
func (k *Keeping) reads() copilot.Ear {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := copilot.Ear{Holder: k.holder, Knows: k.seq, ID: k.ear, Lasts: earLasts}
	if e.ID == "" && !k.called.IsZero() {
		e.Lasts = callsLast
	} else if e.ID == "" {
		e.Lasts = 0
	}
	return e
}

// Keeps says whether the place's channel keeps, as far as is known; the store is asked
// when that is not. After an error the message is to be delivered again: others may know.
func (k *Keeping) Keeps(ctx context.Context, at copilot.Place) (bool, error) {
	if k.store == nil {
		return false, nil
	}
	if keeps, known := k.known(at.Channel); known {
		return keeps, nil
	}
	k.asking.Lock()
	defer k.asking.Unlock()
	if keeps, known := k.known(at.Channel); known { // somebody asked meanwhile
		return keeps, nil
	}
	if err := k.ask(ctx, at.Tenant()); err != nil {
		return false, err
	}
	keeps, known := k.known(at.Channel)
	return keeps && known, nil
}

// ask is hear for a message, which must not wait for a store that has just not answered.
// An error means that the message may be one to be kept.
func (k *Keeping) ask(ctx context.Context, t copilot.Tenant) error {
	k.mu.Lock()
	err, some := errAway, len(k.keeps) > 0
	away := k.now().Sub(k.refused) < time.Second
	k.mu.Unlock()
	if !away {
		err = k.hear(ctx, t)
	}
	if err != nil {
		k.Missed()
	}
	if !some {
		return nil // as far as was known nothing was kept
	}
	return err
}

var errAway = errors.New("the store did not answer a moment ago")

// known is what is known of a channel: nothing for long, and while there are doubts
// nothing at all.
func (k *Keeping) known(channel string) (keeps, known bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.keeps[channel], !k.doubted && k.now().Sub(k.asked) < knownFor
}

// Note keeps a message; after an error it is to be delivered again.
func (k *Keeping) Note(ctx context.Context, at copilot.Place, m copilot.Kept) error {
	err := k.store.Note(ctx, at, m)
	if err != nil {
		k.Missed()
	}
	return err
}

// Open is the stretch of the place's channel, if it can be relied on.
func (k *Keeping) Open(ctx context.Context, at copilot.Place) (copilot.Stretch, bool) {
	if k.store == nil {
		return copilot.Stretch{}, false
	}
	for range 3 {
		if keeps, known := k.known(at.Channel); keeps && known {
			s, err := k.store.Stretch(ctx, at, k.reads())
			if err == nil {
				return s, true
			}
			if !errors.Is(err, copilot.ErrAbsent) {
				k.log.WarnContext(ctx, "what is kept was not read", "error", err)
				return s, false
			}
		}
		if k.Hear(ctx, at.Tenant()) != nil {
			break
		}
	}
	return copilot.Stretch{}, false
}

// Lay puts what was read into a stretch; what cannot be is read again.
func (k *Keeping) Lay(ctx context.Context, at copilot.Place, opening string, l copilot.Laid) {
	if err := k.store.Lay(ctx, at, opening, l); err != nil {
		k.log.WarnContext(ctx, "what was read is not kept", "error", err)
	}
}

// Drop erases what is kept of the place's channel.
func (k *Keeping) Drop(ctx context.Context, at copilot.Place) error {
	if k.store == nil {
		return nil
	}
	return k.store.Drop(ctx, at)
}
