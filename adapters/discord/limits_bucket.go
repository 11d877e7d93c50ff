package discord

import (
	"net/http"
	"strconv"
	"time"
)

// bucket is how many requests of a kind may still be made in a window of time, as
// far as we know. Several may be under way at once.
type bucket struct {
	limit     int           // requests in a window; 0: not known yet
	free      bool          // Discord answers without a limit
	remaining int           // what Discord said, less what was sent since
	flying    int           // requests under way
	reset     time.Time     // end of the window; zero: it is not known, or has not begun
	wake      chan struct{} // closed when an answer comes
}

// newBucket begins with what is known of others of its class.
func newBucket(c class) *bucket {
	return &bucket{limit: c.limit, remaining: c.limit, free: c.free, wake: make(chan struct{})}
}

// enter takes a place, or says how long to wait; 0 means until an answer comes.
// While nothing is known, one request goes ahead alone.
func (b *bucket) enter(now time.Time) (wait time.Duration, ok bool) {
	b.turn(now)
	switch {
	case b.limit > 0 && b.remaining > 0:
		b.remaining--
	case b.held():
		return b.reset.Sub(now), false
	case !b.free && b.flying > 0:
		return 0, false
	}
	b.flying++
	return 0, true
}

// turn begins a new window when the last is over. What is under way may be counted
// in it.
func (b *bucket) turn(now time.Time) {
	if b.held() && !now.Before(b.reset) {
		b.remaining, b.reset = max(b.limit-b.flying, 0), time.Time{}
	}
}

// held says whether the end of a window is known.
func (b *bucket) held() bool { return !b.reset.IsZero() }

// idle says whether forgetting the bucket would lose nothing.
func (b *bucket) idle(now time.Time) bool {
	return b.flying == 0 && (!b.held() || !now.Before(b.reset))
}

// leave gives a place back and wakes those who wait.
func (b *bucket) leave() {
	b.flying--
	b.rouse()
}

// rouse lets those who wait look again.
func (b *bucket) rouse() {
	close(b.wake)
	b.wake = make(chan struct{})
}

// learn takes in what an answer says. Answers overtake each other: what is left only
// shrinks within a window, and its end only moves away.
func (b *bucket) learn(h quota, now time.Time) {
	switch {
	case !h.told:
		b.free = b.free || b.limit == 0
		return
	case b.limit == 0:
		b.remaining = max(h.remaining-b.flying, 0)
	default:
		b.remaining = min(b.remaining, h.remaining)
	}
	b.limit, b.free = h.limit, false
	b.hold(now.Add(h.after))
}

// hold moves the end of the window away.
func (b *bucket) hold(until time.Time) {
	if until.After(b.reset) {
		b.reset = until
	}
}

// refuse notes that there were too many.
func (b *bucket) refuse(until time.Time) {
	b.remaining = 0
	b.hold(until)
}

// quota is what the headers of an answer say of its bucket.
type quota struct {
	told      bool // whether they say anything
	name      string
	limit     int
	remaining int
	after     time.Duration // until the window is over
}

// quotaOf reads the headers; what cannot be read is not said.
func quotaOf(h http.Header) quota {
	limit, err1 := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	remaining, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, ok := seconds(h.Get("X-RateLimit-Reset-After"))
	if err1 != nil || err2 != nil || !ok || limit <= 0 || remaining < 0 {
		return quota{name: h.Get("X-RateLimit-Bucket")}
	}
	return quota{true, h.Get("X-RateLimit-Bucket"), limit, remaining, after}
}

// seconds reads a number of seconds with decimals.
func seconds(s string) (time.Duration, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return lasting(n), err == nil && n >= 0
}

// lasting is a number of seconds: never a negative one, nor more than a day.
func lasting(seconds float64) time.Duration {
	if !(seconds > 0) {
		return 0
	}
	return time.Duration(min(seconds, (24*time.Hour).Seconds()) * float64(time.Second))
}
