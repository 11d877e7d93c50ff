package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/web/webtest"
	"github.com/brouillon/brouillon/copilot/builtin"
)

// TestInABrowser is the main job in a real browser, over the real core and the
// writer that needs no model.
func TestInABrowser(t *testing.T) {
	t.Parallel()
	webtest.Flow(t, newStage(t, builtin.New()).url)
}

// TestSigningInInABrowser is the whole way in and out, over https, in both languages.
func TestSigningInInABrowser(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	s.issuer.Ask()
	webtest.SignIn(t, s.front.URL, "Nora Petit")
}

// TestNothingInjectedActs: on every page, and on the door's, as the routes list them.
func TestNothingInjectedActs(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	s.issuer.Is(boss)
	s.as(boss).post("/c/launch", map[string][]string{"text": {"/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026"}})
	d := s.draft()
	pages, doors := []string{"/nothing"}, []string{}
	for _, r := range s.server.routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		path = addressed(path, d.ID)
		switch {
		case method != http.MethodGet || path == "/":
		case strings.HasPrefix(path, "/static/"), path == "/events", path == "/commands", path == "/login/go", strings.HasSuffix(path, ".yaml"), strings.HasSuffix(path, ".csv"), strings.HasSuffix(path, "/receipt"):
			continue // no pages
		case open(path):
			doors = append(doors, path)
		default:
			pages = append(pages, path)
		}
	}
	webtest.Injected(t, s.front.URL, doors, nil)
	webtest.Injected(t, s.front.URL, pages, func(w *webtest.Window) { w.Go("/login/go") })
}
