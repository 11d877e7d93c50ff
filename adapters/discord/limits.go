package discord

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"sync"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// What Discord allows over all, with room to spare: of 50 requests a second, and of
// 10,000 refused ones in ten minutes, after which it bans the whole address.
const (
	budget       = 45
	mostRefused  = 5_000
	refusedSpan  = 10 * time.Minute
	maxBuckets   = 10_000
	sweptAtFirst = 1_000
)

// limits keeps requests within what Discord allows: each waits for its turn, as long
// as its context lasts and no longer than longestRest. What was refused for haste is
// passed up, not made again.
type limits struct {
	next http.RoundTripper
	now  func() time.Time
	log  *slog.Logger
	// pause waits for a time or a wake-up.
	pause func(ctx context.Context, d time.Duration, wake <-chan struct{}) error

	mu        sync.Mutex
	classes   map[string]class   // by the name of a route: as many as we have calls
	buckets   map[string]*bucket // by class or route, and major part
	sweepAt   int                // so many buckets are a reason to sweep
	second    window             // of all requests with the bot's token
	refused   window             // of requests that count for a ban
	resting   time.Time          // until when none with the bot's token is made
	signedOut bool               // Discord does not accept the token: until a restart
}

// class is what Discord said of a route: routes with one name share their limit.
type class struct {
	name  string // "": it has none
	limit int
	free  bool
}

func newLimits(next http.RoundTripper, now func() time.Time, log *slog.Logger) *limits {
	return &limits{
		next: next, now: now, log: log, pause: pause, sweepAt: sweptAtFirst,
		classes: map[string]class{}, buckets: map[string]*bucket{},
		second: newWindow(budget, time.Second), refused: newWindow(mostRefused, refusedSpan),
	}
}

// RoundTrip waits for a turn and makes the request.
func (l *limits) RoundTrip(r *http.Request) (*http.Response, error) {
	path, err := apiPath(r.URL)
	if err != nil {
		shut(r)
		return nil, err
	}
	to := routeOf(r.Method, path)
	b, err := l.enter(r.Context(), to)
	if err != nil {
		shut(r)
		return nil, err
	}
	response, err := l.next.RoundTrip(r)
	if err != nil {
		l.leave(b)
		return nil, err
	}
	l.answered(to, b, response)
	return response, nil
}

// enter waits for a turn. The answer to an interaction has one at once, and no bucket.
func (l *limits) enter(ctx context.Context, to route) (*bucket, error) {
	for {
		l.mu.Lock()
		if err := l.stopped(to); err != nil || to.callback {
			l.mu.Unlock()
			return nil, err
		}
		b := l.bucket(to)
		wait, ok := l.admit(to, b)
		wake := b.wake
		l.mu.Unlock()
		switch {
		case ok:
			return b, nil
		case wait > longestRest:
			return nil, &tooMany{wait}
		}
		if err := l.pause(ctx, wait, wake); err != nil {
			return nil, err
		}
	}
}

// stopped says why no request of a kind is made at present.
func (l *limits) stopped(to route) error {
	switch {
	case l.signedOut && !to.token:
		return signedOut.fault(nil)
	case l.refused.full(l.now()) > 0:
		return copilot.NewFault(copilot.FaultInternal, "discord.fault.many_refused", nil, nil)
	}
	return nil
}

// refusesToken says whether Discord refused the bot's token.
func (l *limits) refusesToken() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.signedOut
}

// admit takes a place in everything that limits a request, or in nothing.
func (l *limits) admit(to route, b *bucket) (wait time.Duration, ok bool) {
	now := l.now()
	if !to.token {
		if wait = max(l.resting.Sub(now), l.second.full(now)); wait > 0 {
			return wait, false
		}
	}
	if wait, ok = b.enter(now); ok && !to.token {
		l.second.note(now)
	}
	return wait, ok
}

// bucket is where a request is counted: by its route until Discord has named a class.
func (l *limits) bucket(to route) *bucket {
	known := l.classes[to.name]
	key := keyOf(to, known)
	if b := l.buckets[key]; b != nil {
		return b
	}
	b := newBucket(known)
	if len(l.buckets) >= l.sweepAt {
		l.sweep()
	}
	if len(l.buckets) < maxBuckets {
		l.buckets[key] = b
	}
	return b
}

// keyOf names the bucket of a route whose class is known so far.
func keyOf(to route, known class) string {
	if known.name == "" {
		return to.name + " " + to.major
	}
	return known.name + " " + to.major
}

// sweep forgets the buckets that are full again.
func (l *limits) sweep() {
	now := l.now()
	maps.DeleteFunc(l.buckets, func(_ string, b *bucket) bool { return b.idle(now) })
	l.sweepAt = min(max(2*len(l.buckets), sweptAtFirst), maxBuckets)
}

// leave gives back the place of a request without an answer.
func (l *limits) leave(b *bucket) {
	if b == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b.leave()
}
