package discord

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestBeforeTheBan: after half as many refused calls as get us banned, none is made
// until there are fewer within ten minutes.
func TestBeforeTheBan(t *testing.T) {
	for _, status := range []int{http.StatusForbidden, http.StatusTooManyRequests} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				calls := 0
				l, log := limited(func(*http.Request) *http.Response {
					calls++
					return responding(status, `{"retry_after":0.001}`)
				})
				began := time.Now()
				for range mostRefused {
					if _, err := send(t.Context(), l, "GET", "/channels/1"); err != nil {
						t.Fatal(err)
					}
				}
				for _, path := range []string{"/channels/1", "/webhooks/1/token", "/interactions/1/token/callback"} {
					_, err := send(t.Context(), l, "POST", path)
					if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Key != "discord.fault.many_refused" || calls != mostRefused {
						t.Errorf("%s: %v after %d calls", path, err, calls)
					}
				}
				if !strings.Contains(log.String(), "too many calls are refused") {
					t.Errorf("logged %q", log)
				}
				pass(t.Context(), time.Until(began.Add(refusedSpan+time.Second)))
				if _, err := send(t.Context(), l, "GET", "/channels/1"); err != nil || calls != mostRefused+1 {
					t.Errorf("later: %v after %d calls", err, calls)
				}
			})
		})
	}
}

// TestSignedOut: a token that was refused once is not tried again; what needs only
// an interaction's token goes on.
func TestSignedOut(t *testing.T) {
	calls := 0
	l, log := limited(func(r *http.Request) *http.Response {
		calls++
		return responding(http.StatusUnauthorized, `{"code":0}`)
	})
	for n, c := range []struct {
		path  string
		calls int
	}{
		{"/webhooks/1/token/messages/@original", 1},
		{"/channels/1", 2},
		{"/channels/2", 2},
		{"/gateway/bot", 2},
		{"/webhooks/1/token/messages/@original", 3},
		{"/interactions/1/token/callback", 4},
		{"/channels/1", 4},
	} {
		before := calls
		_, err := send(t.Context(), l, "PATCH", c.path)
		f, stopped := errors.AsType[*copilot.Fault](err)
		if calls != c.calls || stopped != (calls == before) || stopped && f.Key != "discord.fault.token" {
			t.Errorf("%d: %s: %v after %d calls", n, c.path, err, calls)
		}
	}
	if strings.Count(log.String(), "token is not accepted") != 1 {
		t.Errorf("logged %q", log)
	}
}

// TestStateIsBounded: of many interactions no more is kept than is needed.
func TestStateIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &office{limit: 5, span: time.Minute, windows: map[string]*counted{}}
		var l *limits
		most := 0
		l, _ = limited(func(r *http.Request) *http.Response {
			l.mu.Lock()
			most = max(most, len(l.buckets))
			l.mu.Unlock()
			return o.answer(r)
		})
		open := func(n int, name string) {
			var all sync.WaitGroup
			for i := range n {
				all.Go(func() {
					_, _ = send(t.Context(), l, "PATCH", fmt.Sprint("/webhooks/1/", name, i, "/messages/@original"))
				})
			}
			all.Wait()
		}
		open(maxBuckets+500, "a")
		if most > maxBuckets {
			t.Errorf("%d buckets while all are in use", most)
		}
		for key := range l.buckets {
			if !strings.HasPrefix(key, "one ") {
				t.Fatal("a bucket is kept twice")
			}
		}
		pass(t.Context(), time.Minute)
		open(1, "b")
		if n := len(l.buckets); n > 1 {
			t.Errorf("%d buckets when all are full again", n)
		}
		if n := len(l.classes); n != 1 {
			t.Errorf("%d classes", n)
		}
	})
}
