package discord

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNeverMoreThanTheLimit: whenever requests come and however long they are under
// way, no window of Discord's has more than it allows, and every request is made.
func TestNeverMoreThanTheLimit(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		limit := rapid.IntRange(1, 6).Draw(rt, "limit")
		span := time.Duration(rapid.IntRange(200, 5_000).Draw(rt, "span")) * time.Millisecond
		slow := time.Duration(rapid.IntRange(0, 80).Draw(rt, "slow")) * time.Millisecond
		pauses := rapid.SliceOfN(rapid.IntRange(0, 700), 1, 30).Draw(rt, "pauses")
		slower := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) time.Duration {
			return time.Duration(rapid.IntRange(0, 400).Draw(rt, "ms")) * time.Millisecond
		}), 0, 30).Draw(rt, "slower")
		channels := rapid.IntRange(1, 3).Draw(rt, "channels")
		var wrong string
		synctest.Test(t, func(t *testing.T) {
			o := &office{limit: limit, span: span, slow: slow, slower: slower, windows: map[string]*counted{}}
			l, _ := limited(o.answer)
			var all sync.WaitGroup
			for i, ms := range pauses {
				pass(t.Context(), time.Duration(ms)*time.Millisecond)
				all.Go(func() {
					status, err := send(t.Context(), l, http.MethodGet, fmt.Sprintf("/channels/%d/messages/%d", i%channels, i))
					o.mu.Lock()
					defer o.mu.Unlock()
					if err != nil || status != http.StatusOK {
						wrong = fmt.Sprintf("request %d: %d, %v", i, status, err)
					}
				})
			}
			all.Wait()
		})
		if wrong != "" {
			rt.Fatal(wrong)
		}
	})
}

// TestAnswersOvertake: what was learnt stays true when an older answer comes later.
func TestAnswersOvertake(t *testing.T) {
	now := time.Unix(1_000, 0)
	b := newBucket(class{limit: 5})
	for range 4 {
		b.enter(now)
	}
	b.leave()
	b.learn(quota{true, "b", 5, 1, 3 * time.Second}, now)
	b.leave()
	b.learn(quota{true, "b", 5, 4, time.Second}, now)
	if b.remaining != 1 || !b.reset.Equal(now.Add(3*time.Second)) {
		t.Errorf("%d are left until %v", b.remaining, b.reset)
	}
	now = now.Add(3 * time.Second)
	if _, ok := b.enter(now); !ok || b.remaining != 2 { // of five: two are still under way, and this one
		t.Errorf("%d are left in the next window", b.remaining)
	}
	b = newBucket(class{free: true})
	for range 3 {
		b.enter(now)
	}
	b.leave()
	b.learn(quota{true, "b", 5, 4, time.Second}, now)
	if b.free || b.remaining != 2 {
		t.Errorf("free %v, %d are left beside the two under way", b.free, b.remaining)
	}
}

// TestRoutesShareABucket: where Discord names two routes alike, what was sent on one
// counts on the other too.
func TestRoutesShareABucket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &office{limit: 3, span: time.Minute, slow: time.Second, windows: map[string]*counted{}}
		l, _ := limited(o.answer)
		began := time.Now()
		for n, methods := range [][]string{{"GET"}, {"PATCH", "PATCH"}, {"GET"}} {
			var all sync.WaitGroup
			for _, method := range methods {
				all.Go(func() {
					if status, err := send(t.Context(), l, method, "/channels/1"); status != http.StatusOK {
						t.Errorf("%d, %s: %d, %v", n, method, status, err)
					}
				})
			}
			all.Wait()
		}
		if n := len(l.buckets); n != 1 || time.Since(began) < o.span {
			t.Errorf("%d buckets, in %v", n, time.Since(began))
		}
	})
}

// TestRoutes: what is the same call, what is counted apart, and what is not secret.
func TestRoutes(t *testing.T) {
	for path, want := range map[string]route{
		"/channels/1/messages?limit=5":          {name: "GET /channels/:id/messages", major: "channels/1"},
		"/channels/1/messages/2":                {name: "GET /channels/:id/messages/:id", major: "channels/1"},
		"/guilds/3/members/4":                   {name: "GET /guilds/:id/members/:id", major: "guilds/3"},
		"/webhooks/1/to-ken/messages/@original": {name: "GET /webhooks/:id/:token/messages/@original", major: "webhooks/1/to-ken", token: true},
		"/webhooks/1/123":                       {name: "GET /webhooks/:id/:token", major: "webhooks/1/123", token: true},
		"/webhooks/1":                           {name: "GET /webhooks/:id", major: "webhooks/1"},
		"/interactions/1/to-ken/callback":       {name: "GET /interactions/:id/:token/callback", major: "interactions/1/to-ken", token: true, callback: true},
		"/users/@me/channels":                   {name: "GET /users/@me/channels"},
		"/applications/1/guilds/2/commands":     {name: "GET /applications/:id/guilds/:id/commands"},
		"/gateway":                              {name: "GET /gateway"},
	} {
		if diff := cmp.Diff(want, routeOf("GET", path), cmp.AllowUnexported(route{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// TestQuotas: headers that cannot be read say nothing, rather than something wrong.
func TestQuotas(t *testing.T) {
	for _, c := range []struct {
		limit, remaining, after string
		want                    quota
	}{
		{"5", "4", "1.25", quota{true, "b", 5, 4, 1250 * time.Millisecond}},
		{"5", "0", "0", quota{true, "b", 5, 0, 0}},
		{"5", "4", "1e300", quota{true, "b", 5, 4, 24 * time.Hour}},
		{"", "", "", quota{name: "b"}},
		{"0", "0", "1", quota{name: "b"}},
		{"5", "-1", "1", quota{name: "b"}},
		{"5", "4", "NaN", quota{name: "b"}},
		{"5", "4", "-1", quota{name: "b"}},
		{"x", "4", "1", quota{name: "b"}},
	} {
		h := http.Header{}
		h.Set("X-RateLimit-Bucket", "b")
		h.Set("X-RateLimit-Limit", c.limit)
		h.Set("X-RateLimit-Remaining", c.remaining)
		h.Set("X-RateLimit-Reset-After", c.after)
		if got := quotaOf(h); got != c.want {
			t.Errorf("%q, %q, %q: %+v", c.limit, c.remaining, c.after, got)
		}
	}
}
