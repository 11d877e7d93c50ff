package discord

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// The secrets of these tests, which must not be read in any error or log.
const (
	botToken = "bot-token.which-is-secret"
	itsToken = "aW50ZXJhY3Rpb24:its-token_which-is-secret"
)

// against is a caller whose Discord is a handler, and what it logs.
func against(t *testing.T, discord http.HandlerFunc) (*rest, *bytes.Buffer) {
	t.Helper()
	server := httptest.NewServer(discord)
	var log bytes.Buffer
	r := newRest(restOptions{
		Token: copilot.NewSecret(botToken), URL: server.URL + "/api/v10", Application: "11",
		Log: slog.New(slog.NewTextHandler(&log, nil)),
	})
	t.Cleanup(func() { r.close(); server.Close() })
	return r, &log
}

// answer says something with a status.
func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// TestPages: one message that cannot be read, or that has parts nobody knows, makes
// no page unreadable, and a full page stays full.
func TestPages(t *testing.T) {
	query := ""
	r, _ := against(t, func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.RawQuery
		answer(w, http.StatusOK, `[
			{"id":"4","content":"hello","components":[{"type":99,"from":{"the":"future"}}]},
			{"id":"3","content":{"not":"text"},"timestamp":"2026-01-02T03:04:05Z"},
			7,
			{"id":"2","content":"bye"}]`)
	})
	page, err := r.messages(t.Context(), "1", "5", "", 500)
	if err != nil || query != "before=5&limit=100" {
		t.Fatalf("asked for %q: %v", query, err)
	}
	var got []string
	for _, m := range page {
		got = append(got, fmt.Sprint(m.ID, " ", m.Type, " ", m.Content))
	}
	if diff := cmp.Diff([]string{"4 0 hello", "3 -1 ", " -1 ", "2 0 bye"}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := r.messages(t.Context(), "1", "", "9", 0); err != nil || query != "after=9&limit=1" {
		t.Errorf("asked for %q: %v", query, err)
	}
}

// TestPatience: what there was too much of is made again, unless the rest would be
// longer than anybody waits.
func TestPatience(t *testing.T) {
	for _, c := range []struct {
		name, refusal, scope string
		calls                int
		fails                bool
	}{
		{"a moment", `{"message":"slow down","retry_after":0.01,"global":false}`, "user", 2, false},
		{"shared", `{"message":"slow down","retry_after":0.01}`, "shared", 2, false},
		{"everywhere", `{"message":"slow down","retry_after":0.01,"global":true}`, "global", 2, false},
		{"too long", `{"message":"slow down","retry_after":121}`, "user", 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			r, _ := against(t, func(w http.ResponseWriter, _ *http.Request) {
				if calls++; calls > 1 {
					answer(w, http.StatusOK, `{"id":"5"}`)
					return
				}
				w.Header().Set("X-RateLimit-Scope", c.scope)
				w.Header().Set("X-RateLimit-Global", "nonsense, and no Date")
				w.Header().Set("X-RateLimit-Reset", "soon")
				answer(w, http.StatusTooManyRequests, c.refusal)
			})
			m, err := r.create(t.Context(), "1", said("x"))
			_, busy := errors.AsType[*tooMany](err)
			if calls != c.calls || busy != c.fails || (m.ID == "5") == c.fails {
				t.Errorf("%d calls, message %q, %v", calls, m.ID, err)
			}
			if c.fails {
				if _, err := r.create(t.Context(), "1", said("x")); err == nil || calls != 1 {
					t.Errorf("called again before the rest was over: %d, %v", calls, err)
				}
			}
		})
	}
}

// TestCallback: an answer to an interaction is made once, and what cannot be cured by
// another one is told apart.
func TestCallback(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
		check  func(error) bool
	}{
		{http.StatusNoContent, "", func(err error) bool { return err == nil }},
		{http.StatusBadRequest, `{"code":40060,"message":"Interaction has already been acknowledged."}`, func(err error) bool { return err == nil }},
		{http.StatusNotFound, `{"code":10062,"message":"Unknown interaction"}`, func(err error) bool { return errors.Is(err, errUnknownInteraction) && expired(err) }},
		{http.StatusTooManyRequests, `{"retry_after":0.001}`, func(err error) bool { _, ok := errors.AsType[*tooMany](err); return ok }},
		{http.StatusBadGateway, `<html>`, func(err error) bool { return err != nil && chat.Passes(err) }},
	} {
		calls := 0
		r, _ := against(t, func(w http.ResponseWriter, _ *http.Request) { calls++; answer(w, c.status, c.body) })
		if err := r.callback(t.Context(), "7", itsToken, deferred(true)); !c.check(err) || calls != 1 {
			t.Errorf("%d %s: %v after %d calls", c.status, c.body, err, calls)
		}
	}
}

// TestEditsDoNotWait: the answers to 200 interactions are edited at once. Discord
// here answers nobody before all are there.
func TestEditsDoNotWait(t *testing.T) {
	const many = 200
	var all sync.WaitGroup
	all.Add(many)
	r, _ := against(t, func(w http.ResponseWriter, _ *http.Request) {
		all.Done()
		all.Wait()
		w.Header().Set("X-RateLimit-Bucket", "same")
		w.Header().Set("X-RateLimit-Limit", "5")
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset-After", "3600")
		answer(w, http.StatusOK, `{"id":"5"}`)
	})
	errs := make(chan error, many)
	for i := range many {
		go func() {
			_, err := r.editOriginal(t.Context(), fmt.Sprint("token", i), said("x"))
			errs <- err
		}()
	}
	for range many {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
}
