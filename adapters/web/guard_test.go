package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

const wantPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

func TestEveryAnswerIsGuarded(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft Halo 2 is out")
	for _, path := range []string{
		"/", "/c/launch", "/c/launch/t/launch-005", "/c/nowhere", "/c/launch/t/nothing", "/c/launch/settings", "/review", "/audit", "/stats", "/stats.csv",
		"/d/" + d.ID, "/d/nothing", "/d/" + d.ID + "/edit", "/commands", "/nothing", s.server.assets.url("js/app.js"),
	} {
		got := s.as("lea", "en").get(path)
		for name, want := range map[string]string{
			"Content-Security-Policy": wantPolicy, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Cross-Origin-Opener-Policy": "same-origin", "Referrer-Policy": "same-origin",
		} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %s = %q", path, name, got.Header.Get(name))
			}
		}
		if got.Status == http.StatusInternalServerError {
			t.Errorf("%s: %s", path, got.Body)
		}
	}
}

func TestOtherSitesCannotPost(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	for name, header := range map[string]map[string]string{
		"fetch metadata": {"Sec-Fetch-Site": "cross-site"},
		"same site":      {"Sec-Fetch-Site": "same-site"},
		"origin":         {"Origin": "https://evil.example"},
		"null origin":    {"Origin": "null"},
	} {
		b := s.as("marc", "en")
		b.header = header
		if got := b.post("/c/launch", url.Values{"text": {"from afar"}}); got.Status != http.StatusForbidden {
			t.Errorf("%s: %d, want it refused", name, got.Status)
		}
	}
	if strings.Contains(s.as("lea", "en").get("/c/launch").Body, "from afar") {
		t.Error("a refused form was acted on")
	}
	b := s.as("marc", "en")
	b.header = map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": s.url}
	if got := b.post("/c/launch", url.Values{"text": {"from here"}}); got.Status != http.StatusSeeOther {
		t.Errorf("our own form: %d", got.Status)
	}
}

func TestOnlyItsOwnNames(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	server, err := NewServer(s.core, s.chat, Options{Hosts: []string{"127.0.0.1", "localhost", "::1"}})
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{
		"localhost:8080": http.StatusOK, "127.0.0.1": http.StatusOK, "[::1]:8080": http.StatusOK, "LOCALHOST": http.StatusOK,
		"evil.example": http.StatusMisdirectedRequest, "127.0.0.1.evil.example:80": http.StatusMisdirectedRequest, "": http.StatusMisdirectedRequest,
	} {
		r := httptest.NewRequest(http.MethodGet, "/c/launch", nil)
		r.Host = host
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestTooMuchIsRefusedWithASentence(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b := s.as("lea", "en")
	got := b.post("/c/launch", url.Values{"text": {strings.Repeat("a", maxBody+1)}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "far too much") {
		t.Errorf("huge: %d %.200s", got.Status, read(got.Body))
	}
	// A brief of a megabyte is the core's to refuse, and comes back to its writer.
	long := "/draft " + strings.Repeat("é ", 1<<19)
	got = b.post("/c/launch", url.Values{"text": {long}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "20000") || !strings.Contains(got.Body, "é é é") {
		t.Errorf("long: %d", got.Status)
	}
}

func TestAPanicIsAnApology(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	var logged referrals
	server, err := NewServer(panicking{s.core}, s.chat, Options{Log: slog.New(&logged)})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/review", nil))
	if len(logged) == 0 || logged[0] == "" {
		t.Fatalf("logged under %q", logged)
	}
	for _, reference := range logged { // the panic, and what was said of it
		if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "quote reference "+reference) {
			t.Errorf("logged under %q: %d %s", reference, w.Code, read(w.Body.String()))
		}
	}
}

// referrals are the references of what is logged.
type referrals []string

func (r *referrals) Enabled(context.Context, slog.Level) bool { return true }
func (r *referrals) WithAttrs([]slog.Attr) slog.Handler       { return r }
func (r *referrals) WithGroup(string) slog.Handler            { return r }

func (r *referrals) Handle(ctx context.Context, _ slog.Record) error {
	*r = append(*r, copilot.Referred(ctx))
	return nil
}

// panicking is a core with a fault.
type panicking struct{ *copilot.Copilot }

func (panicking) Drafts(context.Context, copilot.Filter) ([]copilot.Draft, error) { panic("a fault") }

// unkept is a core whose store does not answer.
type unkept struct{ *copilot.Copilot }

func (unkept) Accept(context.Context, copilot.Request) error {
	return copilot.NewFault(copilot.FaultStore, "fault.store", nil, nil)
}

func (unkept) Click(context.Context, copilot.Ref, copilot.Click) error {
	return copilot.NewFault(copilot.FaultStore, "fault.store", nil, nil)
}

// What is asked for and fails is told under the reference of the request, which the core
// logs it under, and so do we.
func TestFailuresHaveTheRequestsReference(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	var logged referrals
	server, err := NewServer(unkept{s.core}, s.chat, Options{Log: slog.New(&logged)})
	if err != nil {
		t.Fatal(err)
	}
	for path, c := range map[string]struct{ text, id string }{
		"/c/launch":      {"/draft We open on Monday", requestID("f", "/draft We open on Monday")},
		"/d/d1/followup": {"shorter", requestID("f", "shorter\n")},
	} {
		logged = nil
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(url.Values{"text": {c.text}, "request": {"f"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Accept", "application/json")
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		want := copilot.Reference(c.id)
		if w.Code != http.StatusServiceUnavailable || len(logged) != 1 || logged[0] != want || strings.Count(w.Body.String(), "Reference: "+want) != 1 {
			t.Errorf("%s: %d %s, logged under %q, want %s", path, w.Code, w.Body, logged, want)
		}
	}
}
