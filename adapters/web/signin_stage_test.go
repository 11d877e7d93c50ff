package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/web/issuer"
	"github.com/brouillon/brouillon/adapters/web/issuer/issuertest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/builtin"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/inprocess"
)

// street is a workbench that people sign in to, over https, with its issuer.
type street struct {
	t      testing.TB
	issuer *issuertest.Issuer
	store  *memory.Store
	core   *copilot.Copilot
	chat   *Chat
	server *Server
	front  *httptest.Server
	clock  *clockwork
	log    *logged
}

// clockwork is a clock that a test puts forward.
type clockwork struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *clockwork) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clockwork) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}

// logged is what was logged.
type logged struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var streetSecret = copilot.NewSecret("a secret of the bots of this test alone")

// newStreet opens the workbench to a domain and a person, of whom the person manages.
func newStreet(t testing.TB, change ...func(*SignInOptions)) *street {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	// Dozens of these run at once: more patience than a product should have.
	store, err := inprocess.Open(ctx, memory.Options{Patience: 20 * time.Second})
	must(t, err)
	s := &street{
		t: t, issuer: issuertest.New(t), store: store, chat: NewChat(store.Timeline(Tenant()), nil), clock: &clockwork{}, log: &logged{},
		front: httptest.NewUnstartedServer(nil),
	}
	log := slog.New(slog.NewTextHandler(s.log, nil))
	o := SignInOptions{
		Issuer: issuer.Config{Issuer: s.issuer.URL, ClientID: issuertest.ClientID, Secret: copilot.NewSecret(issuertest.Secret)},
		Public: &url.URL{Scheme: "https", Host: s.front.Listener.Addr().String()},
		Allow:  []Rule{"@example.com", "groups=comms", "boss@example.org"}, Managers: []Rule{"boss@example.org"},
		Secret: streetSecret, Guests: store.Guests(Tenant(), SessionIdle), Now: s.clock.now,
	}
	for _, f := range change {
		f(&o)
	}
	door := NewSignIn(o)
	s.chat.SignIn(door)
	s.core = copilot.New(copilot.Config{
		Composer: copilot.Composer{Writer: builtin.New(), Now: time.Now}, Memory: store, Queue: store, Workers: 1,
		Chats: map[string]copilot.Chat{Platform: s.chat}, Log: slog.New(slog.DiscardHandler),
	})
	must(t, Seed(ctx, s.core, s.chat))
	s.server, err = NewServer(s.core, s.chat, Options{Log: log, Zone: time.UTC, Pace: time.Millisecond, Proxies: []netip.Prefix{}})
	must(t, err)
	var running sync.WaitGroup
	running.Go(func() { s.core.Work(ctx) })
	running.Go(func() { _ = s.chat.Run(ctx) })
	s.front.Config.Handler = s.server
	s.front.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	s.front.StartTLS()
	t.Cleanup(func() {
		stop()
		running.Wait()
		s.front.Close()
		must(t, store.Close())
	})
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// passer is one browser on the street, with its cookies; it follows redirects when told.
type passer struct {
	*street
	jar    http.CookieJar
	header map[string]string
}

func (s *street) passer() *passer {
	jar, err := cookiejar.New(nil)
	must(s.t, err)
	return &passer{s, jar, map[string]string{}}
}

// ask asks for an address of the workbench, or another one whole; a form makes it a POST.
func (p *passer) ask(to string, form url.Values) response {
	p.t.Helper()
	if !strings.HasPrefix(to, "http") {
		to = p.front.URL + to
	}
	method := http.MethodGet
	if form != nil {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(p.t.Context(), method, to, strings.NewReader(form.Encode()))
	must(p.t, err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", p.front.URL)
	}
	for name, value := range p.header {
		if r.Header.Set(name, value); value == "" {
			r.Header.Del(name)
		}
	}
	client := http.Client{Transport: p.front.Client().Transport, Jar: p.jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Do(r)
	must(p.t, err)
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	must(p.t, err)
	return response{got.StatusCode, got.Header, string(body)}
}

// get asks for a page.
func (p *passer) get(path string) response { p.t.Helper(); return p.ask(path, nil) }

// post sends a form.
func (p *passer) post(path string, form url.Values) response {
	p.t.Helper()
	if form == nil {
		form = url.Values{}
	}
	return p.ask(path, form)
}

// sent goes to the issuer, and says where that sends the browser back to.
func (p *passer) sent(back string) string {
	p.t.Helper()
	off := p.get("/login/go?back=" + url.QueryEscape(back))
	if off.Status != http.StatusSeeOther {
		p.t.Fatalf("not sent to the issuer: %d %s", off.Status, read(off.Body))
	}
	there := p.get(off.Header.Get("Location"))
	if there.Status != http.StatusSeeOther {
		p.t.Fatalf("the issuer refuses: %d %s %v", there.Status, there.Body, p.issuer.Refused())
	}
	return there.Header.Get("Location")
}

// signIn does all of it, and is where it led.
func (p *passer) signIn(back string) response {
	p.t.Helper()
	return p.get(p.sent(back))
}

// in says whether the browser has a session that counts.
func (p *passer) in() bool {
	p.t.Helper()
	got := p.get("/review")
	if got.Status == http.StatusOK {
		return true
	}
	if got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/login?back=%2Freview" {
		p.t.Fatalf("neither in nor out: %d %s", got.Status, got.Header.Get("Location"))
	}
	return false
}

func (p *passer) cookies() []*http.Cookie {
	u, _ := url.Parse(p.front.URL)
	return p.jar.Cookies(u)
}

// as signs somebody in by these claims.
func (s *street) as(claims map[string]any) *passer {
	s.t.Helper()
	s.issuer.Is(claims)
	p := s.passer()
	if got := p.signIn("/review"); got.Status != http.StatusSeeOther || got.Header.Get("Location") != "/review" {
		s.t.Fatalf("not let in: %d %s\n%s", got.Status, read(got.Body), s.log)
	}
	return p
}

var (
	nora = map[string]any{"sub": "u-1", "name": "Nora Petit", "email": "Nora@Example.com", "email_verified": true}
	boss = map[string]any{"sub": "u-2", "name": "Max Boss", "email": "boss@example.org", "email_verified": true}
)
