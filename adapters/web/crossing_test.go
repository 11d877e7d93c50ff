package web

import (
	"bufio"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// elsewhere are the headers with which a form reaches us that no page of ours sent; ""
// takes a header away.
var elsewhere = map[string]map[string]string{
	"another site":                      {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
	"another site, an older browser":    {"Origin": "https://evil.example"},
	"a sibling of our host":             {"Origin": "https://other.example", "Sec-Fetch-Site": "same-site"},
	"a sibling, it says":                {"Origin": "", "Sec-Fetch-Site": "same-site"},
	"a frame without an origin":         {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
	"no origin to speak of":             {"Origin": "null"},
	"a browser too old to say anything": {"Origin": ""},
	"typed by hand":                     {"Origin": "", "Sec-Fetch-Site": "none"},
	"our name on another port":          {"Origin": "https://127.0.0.1:1"},
	"our name within another":           {"Origin": "https://127.0.0.1.evil.example"},
	"a cross-site request that lies":    {"Sec-Fetch-Site": "cross-site"},
}

// TestEveryFormIsOurs: every route that changes something refuses a form that no page of
// ours sent, before anything of it is read; with a session as strong as there is. The
// routes are those of the server, so that a new one cannot be forgotten.
func TestEveryFormIsOurs(t *testing.T) {
	s := newStreet(t)
	manager := s.as(boss)
	manager.post("/c/launch", url.Values{"text": {"/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026"}})
	d := s.draft()
	forms := 0
	for _, r := range s.server.routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		if method != http.MethodPost {
			continue
		}
		forms++
		path = addressed(path, d.ID)
		for name, header := range elsewhere {
			p := &passer{s, manager.jar, header}
			got := p.post(path, url.Values{"text": {"from afar"}, "lang": {"fr"}, "all": {"1"}, "approver": {"role:manager"}})
			if got.Status != http.StatusForbidden || !strings.Contains(got.Body, "another site") || len(got.Header.Values("Set-Cookie")) > 0 {
				t.Errorf("%s, from %s: %d %s", path, name, got.Status, read(got.Body))
			}
		}
	}
	if forms < 9 {
		t.Errorf("only %d forms", forms)
	}
	t.Logf("%d forms from %d elsewheres", forms, len(elsewhere))
	// In the clear: who stands between can send what he likes from http.
	clear := &passer{s, manager.jar, map[string]string{"Origin": "http://" + s.front.Listener.Addr().String(), "Sec-Fetch-Site": ""}}
	if got := clear.post("/c/launch", url.Values{"text": {"from afar"}}); got.Status != http.StatusForbidden {
		t.Errorf("from our own name in the clear: %d", got.Status)
	}
	if !manager.in() || strings.Contains(manager.get("/c/launch").Body, "from afar") {
		t.Error("something was done")
	}
	ours := &passer{s, manager.jar, map[string]string{"Origin": "", "Sec-Fetch-Site": "same-origin"}}
	if got := ours.post("/c/launch", url.Values{"text": {"from here"}}); got.Status != http.StatusSeeOther {
		t.Errorf("our own form: %d", got.Status)
	}
}

// addressed fills a pattern in with what there is.
func addressed(pattern, draft string) string {
	return strings.NewReplacer(
		"{$}", "", "{channel}", "launch", "{thread}", "launch-005", "{message}", "launch-005", "{draft}", draft, "{act}", "approve",
		"{version}", "x", "{path...}", "css/card.css",
	).Replace(pattern)
}

// TestEveryPageIsBehindTheDoor: without a session every route shows the door or refuses,
// but for the door itself and the files it needs.
func TestEveryPageIsBehindTheDoor(t *testing.T) {
	s := newStreet(t)
	for _, r := range s.server.routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		path = addressed(path, "d")
		p := s.passer()
		var got response
		if method == http.MethodPost {
			got = p.post(path, nil)
		} else {
			got = p.get(path)
		}
		switch {
		case open(path):
		case path == "/logout":
			if got.Status != http.StatusSeeOther || got.Header.Get("Location") != leftPath {
				t.Errorf("%s: %d", r.pattern, got.Status)
			}
		case method == http.MethodGet && path != "/events":
			if got.Status != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), "/login") {
				t.Errorf("%s: %d", r.pattern, got.Status)
			}
		default:
			if got.Status != http.StatusUnauthorized || !strings.Contains(got.Body, "Your session has ended") {
				t.Errorf("%s: %d %s", r.pattern, got.Status, read(got.Body))
			}
		}
		for _, words := range []string{"halo-2", "Léa", "Halo"} {
			if strings.Contains(got.Body, words) {
				t.Errorf("%s tells %q", r.pattern, words)
			}
		}
	}
}

// TestStreamsEndWithTheSession: an open page is told nothing more once its session has
// ended.
func TestStreamsEndWithTheSession(t *testing.T) {
	s := newStreet(t)
	p, other := s.as(nora), s.as(boss)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.front.URL+"/events?channel=launch&since="+s.chat.hub.now(), nil)
	must(t, err)
	for _, c := range p.cookies() {
		r.AddCookie(c)
	}
	got, err := s.front.Client().Do(r)
	must(t, err)
	defer got.Body.Close()
	other.post("/c/launch", url.Values{"text": {"while she is in"}})
	lines := bufio.NewScanner(got.Body)
	for lines.Scan() && !strings.Contains(lines.Text(), "while she is in") {
	}
	p.post("/logout", nil)
	other.post("/c/launch", url.Values{"text": {"what is nothing of hers"}})
	for lines.Scan() {
		if strings.Contains(lines.Text(), "nothing of hers") {
			t.Fatalf("she was told %s", lines.Text())
		}
	}
	if again := p.get("/events?channel=launch"); again.Status != http.StatusUnauthorized {
		t.Errorf("she may listen again: %d", again.Status)
	}
}
