package discord

import (
	"maps"
	"sync"
	"time"
)

// maxAddresses bounds how many addresses of each kind are remembered.
const maxAddresses = 10_000

// addresses remembers where to answer what people did last, in this process alone.
// It is safe for concurrent use.
type addresses struct {
	now func() time.Time

	mu      sync.Mutex
	swept   time.Time
	person  map[string]address    // by server and person: to tell them something
	pending map[string]pending    // by token: whose address it is once its answer stands
	awaited map[string]address    // by what is answered: what waits to be shown to one person
	message map[snowflake]address // by message: to edit it
}

// pending is an address that becomes a person's once its answer stands: never, as far as
// this process learns, when another answers.
type pending struct {
	person string // by server and person
	until  time.Time
}

// newAddresses remembers none.
func newAddresses(now func() time.Time) *addresses {
	return &addresses{
		now: now, person: map[string]address{}, pending: map[string]pending{}, awaited: map[string]address{},
		message: map[snowflake]address{},
	}
}

// meet keeps where a person of a server can be told something.
func (a *addresses) meet(guild, person snowflake, to address) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sweep()
	keepIn(a.person, memberKey(guild, person), to, a.now())
}

// pend keeps a person's address until its answer stands.
func (a *addresses) pend(guild, person snowflake, token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sweep()
	key := memberKey(guild, person)
	if a.person[key].Token == token {
		delete(a.person, key)
	}
	if len(a.pending) >= maxAddresses {
		clear(a.pending)
	}
	a.pending[token] = pending{key, a.now().Add(addressAge)}
}

// answered says that the promised answer stands at an address: what is said there now
// is another one.
func (a *addresses) answered(to address) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if p, ok := a.pending[to.Token]; ok {
		delete(a.pending, to.Token)
		keepIn(a.person, p.person, to, a.now())
	}
}

// told is where to tell a person something.
func (a *addresses) told(guild, person snowflake) (address, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	to := a.person[memberKey(guild, person)]
	return to, to.live(a.now())
}

// await keeps where the answer to something was promised, for one person's eyes.
func (a *addresses) await(key string, to address) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sweep()
	keepIn(a.awaited, key, to, a.now())
}

// awaits says whether an answer was promised.
func (a *addresses) awaits(key string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.awaited[key].live(a.now())
}

// take uses a promise up.
func (a *addresses) take(key string) (address, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	to := a.awaited[key]
	delete(a.awaited, key)
	return to, to.live(a.now())
}

// shown keeps how a message can be edited without the bot's own rights; original
// says that it is the first answer at that address, which has a name of its own.
func (a *addresses) shown(id snowflake, to address, original bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	to.original = original
	a.sweep()
	keepIn(a.message, id, to, a.now())
}

// lose forgets how a message can be edited.
func (a *addresses) lose(id snowflake) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.message, id)
}

// of is how to edit a message; name is what it is called there.
func (a *addresses) of(id snowflake) (to address, name string, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	to = a.message[id]
	if name = id; to.original {
		name = originalName
	}
	return to, name, to.live(a.now())
}

// originalName is what the first answer to an interaction is called.
const originalName = "@original"

// sweepEvery is how often what is of no use any more is forgotten: a quiet server would
// take hours to fill what a busy one fills, and grow all the while.
const sweepEvery = time.Minute

// sweep forgets the addresses that are of no use any more, now and then. The lock is
// held.
func (a *addresses) sweep() {
	now := a.now()
	if now.Sub(a.swept) < sweepEvery {
		return
	}
	a.swept = now
	dead := func(to address) bool { return !to.live(now) }
	maps.DeleteFunc(a.pending, func(_ string, p pending) bool { return !now.Before(p.until) })
	maps.DeleteFunc(a.person, func(_ string, to address) bool { return dead(to) })
	maps.DeleteFunc(a.awaited, func(_ string, to address) bool { return dead(to) })
	maps.DeleteFunc(a.message, func(_ snowflake, to address) bool { return dead(to) })
}

// keepIn keeps an address. When there are too many those go that are of no use any
// more, and if that is none, any one: there is a slower way than an address.
func keepIn[K comparable](in map[K]address, key K, to address, now time.Time) {
	if len(in) >= maxAddresses {
		maps.DeleteFunc(in, func(_ K, a address) bool { return !a.live(now) })
	}
	for any := range in {
		if len(in) < maxAddresses {
			break
		}
		delete(in, any)
	}
	in[key] = to
}
