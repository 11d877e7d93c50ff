package discord

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// transport is a Discord that answers without a network, so that time can be fake.
type transport func(*http.Request) *http.Response

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r), nil }

// responding is an answer with headers, in pairs of name and value.
func responding(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// office counts as Discord does: windows that begin with the first request, one for
// each bucket, which all have one name.
type office struct {
	mu      sync.Mutex
	limit   int
	span    time.Duration
	slow    time.Duration   // on the way there, and as long on the way back
	slower  []time.Duration // and so much more, by the id of the message
	windows map[string]*counted
	refused int
	now     int // under way
	most    int // of those, ever
}

// counted is one window.
type counted struct {
	began time.Time
	n     int
}

func (o *office) answer(r *http.Request) *http.Response {
	path, _ := apiPath(r.URL)
	slow := o.slow
	if n, err := strconv.Atoi(path[strings.LastIndexByte(path, '/')+1:]); err == nil && n < len(o.slower) {
		slow += o.slower[n]
	}
	pass(r.Context(), slow)
	defer pass(r.Context(), slow)
	o.mu.Lock()
	defer o.mu.Unlock()
	w := o.windows[routeOf("", path).major]
	if now := time.Now(); w == nil || !now.Before(w.began.Add(o.span)) {
		w = &counted{began: now}
		o.windows[routeOf("", path).major] = w
	}
	w.n++
	after := strconv.FormatFloat(time.Until(w.began.Add(o.span)).Seconds(), 'f', 3, 64)
	headers := []string{"X-RateLimit-Bucket", "one", "X-RateLimit-Limit", strconv.Itoa(o.limit), "X-RateLimit-Remaining", strconv.Itoa(max(o.limit-w.n, 0)), "X-RateLimit-Reset-After", after}
	if w.n > o.limit {
		o.refused++
		return responding(http.StatusTooManyRequests, `{"retry_after":`+after+`}`, headers...)
	}
	return responding(http.StatusOK, `{}`, headers...)
}

// pass lets fake time pass.
func pass(ctx context.Context, d time.Duration) { _ = pause(ctx, max(d, 1), nil) }

// limited is a transport with limits before an office.
func limited(next transport) (*limits, *bytes.Buffer) {
	var log bytes.Buffer
	return newLimits(next, time.Now, slog.New(slog.NewTextHandler(&log, nil))), &log
}

// send makes a request of a path and says how it went: the status, 0 for an error.
func send(ctx context.Context, l *limits, method, path string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, method, discordAPI+path, nil)
	if err != nil {
		return 0, err
	}
	response, err := l.RoundTrip(r)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// TestOneChannelKeepsItsLimit: ten edits of one channel at once are made five by
// five, and none is refused.
func TestOneChannelKeepsItsLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &office{limit: 5, span: 5 * time.Second, slow: 50 * time.Millisecond, windows: map[string]*counted{}}
		l, _ := limited(o.answer)
		began := time.Now()
		var all sync.WaitGroup
		for i := range 10 {
			all.Go(func() {
				if status, err := send(t.Context(), l, "PATCH", fmt.Sprint("/channels/1/messages/", i)); err != nil || status != http.StatusOK {
					t.Errorf("%d, %v", status, err)
				}
			})
		}
		all.Wait()
		if took := time.Since(began); took < o.span || took > 2*o.span || o.refused > 0 { // fake time
			t.Errorf("%d refused, in %v", o.refused, took)
		}
	})
}

// TestWaitingEnds: who waits for a turn stops when its context does, and takes
// nobody's place.
func TestWaitingEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &office{limit: 1, span: time.Minute, windows: map[string]*counted{}}
		l, _ := limited(o.answer)
		if _, err := send(t.Context(), l, "GET", "/channels/1"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := send(ctx, l, "GET", "/channels/1"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		if status, err := send(t.Context(), l, "GET", "/channels/2"); status != http.StatusOK {
			t.Errorf("another channel: %d, %v", status, err)
		}
		if status, err := send(t.Context(), l, "GET", "/channels/1"); status != http.StatusOK || o.refused > 0 {
			t.Errorf("a minute later: %d, %v", status, err)
		}
	})
}

// TestNoTurnForAnHour: a wait that is longer than anybody waits is an error at once.
func TestNoTurnForAnHour(t *testing.T) {
	o := &office{limit: 1, span: time.Hour, windows: map[string]*counted{}}
	l, _ := limited(o.answer)
	_, err1 := send(t.Context(), l, "GET", "/channels/1")
	_, err2 := send(t.Context(), l, "GET", "/channels/1")
	if _, busy := errors.AsType[*tooMany](err2); err1 != nil || !busy {
		t.Errorf("%v, then %v", err1, err2)
	}
}

// TestWithoutHeaders: where Discord says nothing of a limit, calls wait for nobody.
func TestWithoutHeaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &office{}
		l, _ := limited(func(r *http.Request) *http.Response {
			o.mu.Lock()
			o.now++
			o.most = max(o.most, o.now)
			o.mu.Unlock()
			pass(r.Context(), time.Second)
			o.mu.Lock()
			o.now--
			o.mu.Unlock()
			return responding(http.StatusOK, `{}`)
		})
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() { _, _ = send(t.Context(), l, "GET", "/channels/1") })
		}
		all.Wait()
		if o.most != 19 { // one goes ahead alone
			t.Errorf("%d at once", o.most)
		}
	})
}

// TestBudget: no more requests a second than Discord allows over all; those with an
// interaction's token do not count.
func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		answers := 0
		l, _ := limited(func(r *http.Request) *http.Response {
			mu.Lock()
			defer mu.Unlock()
			if strings.Contains(r.URL.Path, "/webhooks/") {
				answers++
			}
			return responding(http.StatusOK, `{}`)
		})
		began := time.Now()
		var all sync.WaitGroup
		for i := range 200 {
			all.Go(func() { _, _ = send(t.Context(), l, "GET", fmt.Sprint("/channels/", i)) })
			all.Go(func() { _, _ = send(t.Context(), l, "PATCH", fmt.Sprint("/webhooks/1/t", i, "/messages/@original")) })
		}
		synctest.Wait()
		if answers != 200 || time.Since(began) > 0 {
			t.Errorf("%d answers at once", answers)
		}
		all.Wait()
		if took := time.Since(began); took != 4*time.Second { // fake time: 45 at once, and 155 in four more seconds
			t.Errorf("took %v", took)
		}
	})
}

// TestHasteEverywhere: after a refusal that means everything nothing is sent with the
// bot's token until it is over; interactions go on.
func TestHasteEverywhere(t *testing.T) {
	for name, refusal := range map[string]*http.Response{
		"by Discord": responding(429, `{"retry_after":30,"global":true}`, "X-RateLimit-Global", "true", "X-RateLimit-Scope", "global", "Retry-After", "30"),
		"before it":  responding(429, `<html>banned</html>`, "Retry-After", "30"),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began, first := time.Now(), true
				l, _ := limited(func(*http.Request) *http.Response {
					if first {
						first = false
						return refusal
					}
					return responding(http.StatusOK, `{}`)
				})
				if status, err := send(t.Context(), l, "GET", "/channels/1"); status != 429 {
					t.Fatal(status, err)
				}
				_, err1 := send(t.Context(), l, "POST", "/interactions/1/token/callback")
				_, err2 := send(t.Context(), l, "PATCH", "/webhooks/1/token/messages/@original")
				if waited := time.Since(began); err1 != nil || err2 != nil || waited > 0 {
					t.Errorf("interactions waited %v: %v, %v", waited, err1, err2)
				}
				if _, err := send(t.Context(), l, "GET", "/guilds/2"); err != nil || time.Since(began) != 30*time.Second {
					t.Errorf("after %v: %v", time.Since(began), err)
				}
			})
		})
	}
}

// TestHasteInOneBucket: other buckets go on, and one that others have used up too
// does not count for a ban.
func TestHasteInOneBucket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began, first := time.Now(), true
		l, _ := limited(func(*http.Request) *http.Response {
			if first {
				first = false
				return responding(429, `{"retry_after":30}`, "X-RateLimit-Scope", "shared", "Retry-After", "30")
			}
			return responding(http.StatusOK, `{}`)
		})
		_, _ = send(t.Context(), l, "GET", "/channels/1")
		if l.classes["GET /channels/:id"].free {
			t.Error("a refusal means that there is no limit")
		}
		if _, err := send(t.Context(), l, "GET", "/channels/2"); err != nil || time.Since(began) > 0 {
			t.Errorf("another channel waited: %v", err)
		}
		if _, err := send(t.Context(), l, "GET", "/channels/1"); err != nil || time.Since(began) != 30*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		if l.refused.next != 0 {
			t.Error("counts for a ban")
		}
	})
}
