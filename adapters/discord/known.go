package discord

import (
	"context"
	"strings"
	"sync"
	"time"
)

// How long what was read is believed: a name, or where a thread hangs, for long;
// authority hardly at all, since a manager who left must not sign off.
const (
	nameAge      = time.Hour
	authorityAge = time.Minute
	forEver      = 1 << 62 // of what does not change: where a thread hangs
)

// maxKnown bounds what is remembered of one kind.
const maxKnown = 20_000

// known remembers for a while what Discord said under a key. It is safe for
// concurrent use.
type known[T any] struct {
	now func() time.Time
	ask func(ctx context.Context, key string) (T, error)

	mu  sync.Mutex
	all map[string]dated[T]
}

// dated is what was said, and when.
type dated[T any] struct {
	what T
	at   time.Time
}

func newKnown[T any](now func() time.Time, ask func(context.Context, string) (T, error)) *known[T] {
	return &known[T]{now: now, ask: ask, all: map[string]dated[T]{}}
}

// find is what is known under a key, asked anew when it is older than age.
func (k *known[T]) find(ctx context.Context, key string, age time.Duration) (T, error) {
	k.mu.Lock()
	had, ok := k.all[key]
	k.mu.Unlock()
	if ok && k.now().Sub(had.at) < age {
		return had.what, nil
	}
	what, err := k.ask(ctx, key)
	if err != nil {
		return what, err
	}
	k.keep(key, what)
	return what, nil
}

// keep remembers what Discord said on its own.
func (k *known[T]) keep(key string, what T) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.all) >= maxKnown {
		clear(k.all)
	}
	k.all[key] = dated[T]{what, k.now()}
}

// note remembers what is known in part: it is asked for when it is needed.
func (k *known[T]) note(key string, what T) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.all) < maxKnown {
		k.all[key] = dated[T]{what, k.now().Add(-nameAge)}
	}
}

// memberKey joins the ids of a server and of somebody in it.
func memberKey(guild, user snowflake) string { return guild + ":" + user }

// cutMemberKey is the reverse.
func cutMemberKey(key string) (guild, user snowflake) {
	guild, user, _ = strings.Cut(key, ":")
	return guild, user
}

// recall is what is known under a key, without asking.
func (k *known[T]) recall(key string, age time.Duration) (T, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	d, ok := k.all[key]
	return d.what, ok && k.now().Sub(d.at) < age
}
