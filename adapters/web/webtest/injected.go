package webtest

import (
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// injected is a script that puts into a page what an attacker would who found a hole in
// it, and says which of it the browser refused.
//
//go:embed injected.js
var injected string

// refused are the directives that refuse it, once each.
var refused = []string{
	"base-uri", "connect-src", "default-src", "font-src", "form-action", "frame-src", "img-src", "media-src", "object-src",
	"script-src-attr", "script-src-elem", "style-src-attr", "style-src-elem", "worker-src",
}

// elsewhere is another site, which notes what it is asked for.
type elsewhere struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newElsewhere(t testing.TB) *elsewhere {
	e := &elsewhere{}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page, ok := strings.CutPrefix(r.URL.Path, "/around"); ok {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, `<!doctype html><title>around</title><iframe id="in" src="%s"></iframe>`, r.URL.Query().Get("base")+page)
			return
		}
		if r.URL.Path == "/favicon.ico" {
			return
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.asked = append(e.asked, r.URL.String())
	}))
	t.Cleanup(e.Close)
	return e
}

func (e *elsewhere) told() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.asked)
}

// Injected holds that whatever gets into a page does nothing there: no script runs,
// nothing is loaded from, sent to or framed by another site. Cookies are those of the
// person who looks.
func Injected(t *testing.T, base string, pages []string, enter func(*Window)) {
	b, site := Open(t, base), newElsewhere(t)
	w := b.Window()
	w.expects = true
	if enter != nil {
		enter(w)
	}
	for _, page := range pages {
		w.Go(page)
		w.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("%s(%q)", injected, site.URL)))
		w.Until(page+" has refused it all", fmt.Sprintf("window.refusals.size >= %d", len(refused)))
		if got := Eval[[]string](w, "[...window.refusals].sort()"); !slices.Equal(got, refused) {
			t.Errorf("%s refuses %q, want %q", page, got, refused)
		}
		if ran := Eval[[]string](w, "window.ran"); len(ran) > 0 {
			t.Errorf("%s ran %q", page, ran)
		}
		if at := Eval[string](w, "location.origin"); at != b.base {
			t.Errorf("%s leads to %s", page, at)
		}
		w.Do(chromedp.Navigate(site.URL + "/around" + page + "?base=" + base))
		w.Until(page+" is refused to a frame", `document.querySelector("#in")`)
	}
	if told := site.told(); len(told) > 0 {
		t.Errorf("the other site was asked for %q", told)
	}
	if framed := w.complaints("frame-ancestors"); framed < len(pages) {
		t.Errorf("%d of %d pages refused to be framed", framed, len(pages))
	}
}
