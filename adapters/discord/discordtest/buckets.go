package discordtest

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"time"
)

// Everything is the route of the limit that all calls share, but for those of
// interactions.
const Everything = "*"

// limits are the rate limits: how often a route may be called, for each channel,
// server or token of its own.
type limits struct {
	set     map[string]limit // by route
	buckets map[string]*bucket
}

type limit struct {
	n   int
	per time.Duration
}

// bucket is a window of a limit.
type bucket struct {
	begun time.Time
	used  int
}

// newLimits has Discord's own limit of 50 calls in a second where the clock is the
// one on the wall: a clock that stands would never let it end.
func newLimits(real bool) limits {
	l := limits{set: map[string]limit{}, buckets: map[string]*bucket{}}
	if real {
		l.set[Everything] = limit{50, time.Second}
	}
	return l
}

// Limits sets how often a route ("POST /channels/{channel_id}/messages", or
// Everything) may be called in a time, by the clock of Options: of a route for
// each channel, server or token of its own. n below 1 ends it.
func (d *Discord) Limits(route string, n int, per time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name := range d.limits.set {
		if same(name, route) {
			delete(d.limits.set, name)
		}
	}
	if n > 0 {
		d.limits.set[route] = limit{n, per}
	}
}

// Invalid counts the answers 401, 403 and 429: ten thousand of them in ten minutes
// and Discord's front shuts the address out.
func (d *Discord) Invalid() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.invalid
}

// major is what a bucket is kept for besides its route.
func (q *request) major() string {
	return cmp.Or(q.PathValue("channel_id"), q.PathValue("guild_id"), q.PathValue("webhook_token"), q.PathValue("interaction_token"))
}

// limited counts a call, tells the limits in the headers, and answers 429 when one
// is used up.
func (d *Discord) limited(w http.ResponseWriter, q *request) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !q.route.free {
		if set, ok := d.limits.set[Everything]; ok {
			if after := d.limits.take(Everything, set, d.o.Now()); after > 0 {
				w.Header().Set("X-RateLimit-Global", "true")
				d.tooMany(w, q, "global", after)
				return true
			}
		}
	}
	set, ok := d.limitOf(q.route.name)
	if !ok {
		set = limit{1000, time.Second}
		headers(w, q, set, &bucket{begun: d.o.Now(), used: 1}, d.o.Now())
		return false
	}
	key := q.route.name + " " + q.major()
	after := d.limits.take(key, set, d.o.Now())
	headers(w, q, set, d.limits.buckets[key], d.o.Now())
	if after > 0 {
		d.tooMany(w, q, "user", after)
		return true
	}
	return false
}

func (d *Discord) limitOf(route string) (limit, bool) {
	for name, set := range d.limits.set {
		if same(name, route) {
			return set, true
		}
	}
	return limit{}, false
}

// take uses a bucket, or tells how long it is still empty.
func (l *limits) take(key string, set limit, now time.Time) time.Duration {
	b := l.buckets[key]
	if b == nil || !now.Before(b.begun.Add(set.per)) {
		b = &bucket{begun: now}
		l.buckets[key] = b
	}
	if b.used >= set.n {
		return b.begun.Add(set.per).Sub(now)
	}
	b.used++
	return 0
}

func headers(w http.ResponseWriter, q *request, set limit, b *bucket, now time.Time) {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(q.route.name)) // never fails
	reset := b.begun.Add(set.per)
	for name, value := range map[string]string{
		"Limit": strconv.Itoa(set.n), "Remaining": strconv.Itoa(max(set.n-b.used, 0)), "Bucket": fmt.Sprintf("%016x", sum.Sum64()),
		"Reset": fmt.Sprintf("%.3f", float64(reset.UnixMilli())/1000), "Reset-After": fmt.Sprintf("%.3f", reset.Sub(now).Seconds()),
	} {
		w.Header().Set("X-RateLimit-"+name, value)
	}
}

// tooMany answers 429. The lock is held.
func (d *Discord) tooMany(w http.ResponseWriter, q *request, scope string, after time.Duration) {
	body := object{"message": "You are being rate limited.", "retry_after": math.Ceil(after.Seconds()*1000) / 1000, "global": scope == "global"}
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(after.Seconds()))))
	w.Header().Set("X-RateLimit-Scope", scope)
	d.settle(q.call, http.StatusTooManyRequests, body)
	answer(w, http.StatusTooManyRequests, body)
}
