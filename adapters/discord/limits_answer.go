package discord

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"strings"
	"time"
)

// answered takes in what an answer says of limits, and takes it out of the answer:
// the library must not keep limits of its own.
func (l *limits) answered(to route, b *bucket, response *http.Response) {
	var busy haste
	if response.StatusCode == http.StatusTooManyRequests {
		busy = hasteOf(response)
	}
	said := quotaOf(response.Header)
	shared := response.Header.Get("X-RateLimit-Scope") == "shared"
	for name := range response.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			response.Header.Del(name)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.count(to, response.StatusCode, shared, now)
	if b != nil {
		b.leave()
		if response.StatusCode < http.StatusInternalServerError {
			b = l.learn(to, b, said, busy.after > 0, now)
		}
	}
	if busy.after == 0 {
		return
	}
	if b != nil && !busy.everywhere {
		b.refuse(now.Add(busy.after))
	}
	if busy.everywhere && now.Add(busy.after).After(l.resting) {
		l.resting = now.Add(busy.after)
	}
}

// count notes what counts for a ban, and that the token is worth nothing.
func (l *limits) count(to route, status int, shared bool, now time.Time) {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusTooManyRequests && !shared:
		l.refused.note(now)
		if l.refused.full(now) > 0 {
			l.log.Error("discord: too many calls are refused; none is made for a while", "last", to.name)
		}
	}
	if status == http.StatusUnauthorized && !to.token && !l.signedOut {
		l.signedOut = true
		l.log.Error("discord: the token is not accepted; no call is made with it until a restart", "call", to.name)
	}
}

// learn keeps what was said of a bucket, under the name Discord has for it. A
// refusal that says nothing of a limit does not mean that there is none.
func (l *limits) learn(to route, b *bucket, said quota, busy bool, now time.Time) *bucket {
	known := l.classes[to.name]
	if said.name != "" && said.name != known.name {
		l.rename(to, known.name, said.name)
		known.name = said.name
		if kept := l.buckets[keyOf(to, known)]; kept != nil {
			b = kept
		}
	}
	if !said.told && busy {
		return b
	}
	b.learn(said, now)
	known.limit, known.free = b.limit, b.free
	l.classes[to.name] = known
	return b
}

// rename keeps the buckets of a route under the name Discord has for its class. What
// is under way in them stays counted, also where another route knew the name before.
func (l *limits) rename(to route, before, after string) {
	prefix := cmp.Or(before, to.name) + " "
	for key, b := range maps.Clone(l.buckets) {
		major, ours := strings.CutPrefix(key, prefix)
		if !ours {
			continue
		}
		if before == "" {
			delete(l.buckets, key)
		}
		switch other := l.buckets[after+" "+major]; {
		case other == nil && len(l.buckets) < maxBuckets:
			l.buckets[after+" "+major] = b
		case other != nil && other != b:
			other.remaining = max(other.remaining-b.flying, 0)
		}
	}
}

// haste is what a refusal for haste says.
type haste struct {
	after      time.Duration // more than 0
	everywhere bool          // of all calls, not of this one alone
}

// restUnsaid is how long to rest when a refusal does not say it.
const restUnsaid = 5 * time.Second

// maxRefusal bounds what is read of a refusal, in bytes.
const maxRefusal = 64 << 10

// hasteOf reads a refusal and writes it anew, so that the library can read it too:
// what stands before Discord refuses in HTML, and means everything.
func hasteOf(response *http.Response) haste {
	var said struct {
		After  float64 `json:"retry_after"`
		Global bool    `json:"global"`
	}
	raw, _ := io.ReadAll(io.LimitReader(response.Body, maxRefusal))
	_ = response.Body.Close()
	unread := json.Unmarshal(raw, &said) != nil
	header := response.Header
	after, _ := seconds(header.Get("Retry-After"))
	if said.After > 0 {
		after = lasting(said.After)
	}
	if after == 0 {
		after = restUnsaid
	}
	raw, _ = json.Marshal(map[string]float64{"retry_after": after.Seconds()})
	response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	header.Del("Content-Length")
	global := said.Global || header.Get("X-RateLimit-Global") == "true" || header.Get("X-RateLimit-Scope") == "global"
	return haste{after, global || unread}
}

// pause waits for a time, or for a wake-up alone when it is 0, or returns ctx's error.
func pause(ctx context.Context, d time.Duration, wake <-chan struct{}) error {
	var over <-chan time.Time
	if d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		over = t.C
	}
	select {
	case <-over:
	case <-wake:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}
