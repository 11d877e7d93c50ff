package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestTooOftenIsToldWhen: who asks too often is told when to come back, in their
// language, and is let through then; signing in is let through less often than pages, and
// nobody else is turned away for it.
func TestTooOftenIsToldWhen(t *testing.T) {
	s := newStreet(t)
	now := time.Now()
	s.server.limits.now = func() time.Time { return now }
	p := s.as(nora)
	p.header["Accept-Language"] = "fr"
	for name, c := range map[string]struct {
		path  string
		allow allowance
		key   string
	}{
		"a session":      {"/review", ofSession, "session "},
		"sign-ins":       {CallbackPath, ofSignIns, "sign-in "},
		"an address":     {"/login", ofAddress, "address "},
		"its files, too": {"/static/x/css/card.css", ofAddress, "address "},
	} {
		p.get(c.path)
		now = now.Add(time.Hour)
		for range c.allow.burst { // what was asked before, as the buckets count it
			spend(s.server.limits, c.key)
		}
		got := p.get(c.path)
		wait, err := strconv.Atoi(got.Header.Get("Retry-After"))
		if got.Status != http.StatusTooManyRequests || err != nil || wait < 1 || !strings.Contains(read(got.Body), "Trop de demandes à la fois") {
			t.Errorf("%s: %d, to wait %q: %s", name, got.Status, got.Header.Get("Retry-After"), read(got.Body))
		}
		if script := func() response {
			p.header["Accept"] = "application/json"
			defer delete(p.header, "Accept")
			return p.get(c.path)
		}(); script.Status != http.StatusTooManyRequests || !strings.HasPrefix(script.Body, "{") {
			t.Errorf("%s: the script is told %d %s", name, script.Status, script.Body)
		}
		now = now.Add(time.Duration(wait) * time.Second)
		if got := p.get(c.path); got.Status == http.StatusTooManyRequests {
			t.Errorf("%s: and still not after %d s", name, wait)
		}
	}
}

// spend takes one of every bucket of a kind.
func spend(l *limits, kind string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for key, bucket := range l.buckets {
		if strings.HasPrefix(key, kind) {
			bucket.AllowN(l.now(), 1)
		}
	}
}

// TestLimitsEnd: however many addresses there are, no more than so many are remembered,
// and one that asks all the time is still turned away.
func TestLimitsEnd(t *testing.T) {
	now := time.Now()
	l := newLimits(func() time.Time { return now })
	for i := range mostBuckets + 500 {
		l.wait(fmt.Sprint("address ", i), ofAddress)
	}
	if len(l.buckets) != mostBuckets {
		t.Errorf("%d are remembered", len(l.buckets))
	}
	refused := 0
	for range ofAddress.burst + 10 {
		if l.wait("address of one", ofAddress) > 0 {
			refused++
		}
	}
	if refused != 10 {
		t.Errorf("%d of 10 refused", refused)
	}
}

// TestAddresses are where requests come from: their own word counts through a trusted
// proxy alone, and only as far as trusted proxies wrote it.
func TestAddresses(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct{ peer, forwarded, want string }{
		{"203.0.113.7:1", "", "203.0.113.7"},
		{"203.0.113.7:1", "198.51.100.1", "203.0.113.7"},
		{"10.1.1.1:1", "198.51.100.1", "198.51.100.1"},
		{"10.1.1.1:1", "1.2.3.4, 198.51.100.1", "198.51.100.1"},
		{"10.1.1.1:1", "1.2.3.4, 198.51.100.1, 10.2.2.2", "198.51.100.1"},
		{"10.1.1.1:1", "1.2.3.4, rubbish", "10.1.1.1"},
		{"10.1.1.1:1", "", "10.1.1.1"},
		{"[fd00::1]:1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
		{"[::ffff:203.0.113.7]:1", "", "203.0.113.7"},
		{"[2001:db8:1:2:ffff::1]:1", "", "2001:db8:1:2::/64"},
		{"@", "", "@"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.peer
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := addressOf(r, proxies); got != c.want {
			t.Errorf("%s, who says %q, is %s, want %s", c.peer, c.forwarded, got, c.want)
		}
	}
}

// TestOpenPagesAreCounted: no session holds more connections than it may; what it lets
// go of it may have again.
func TestOpenPagesAreCounted(t *testing.T) {
	s := newStreet(t)
	p := s.as(nora)
	var has session
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	for _, c := range p.cookies() {
		r.AddCookie(c)
	}
	if !s.chat.door.unsealed(r, s.chat.door.sessions, sessionCookie, &has) {
		t.Fatal("no session")
	}
	var leave func()
	for range mostStreams {
		var ok bool
		if leave, ok = s.server.streams.enter(has.name()); !ok {
			t.Fatal("refused too soon")
		}
	}
	if got := p.get("/events"); got.Status != http.StatusTooManyRequests || got.Header.Get("Retry-After") == "" {
		t.Errorf("one more: %d", got.Status)
	}
	if _, ok := s.server.streams.enter("another session"); !ok {
		t.Error("another session is refused for it")
	}
	leave()
	if _, ok := s.server.streams.enter(has.name()); !ok {
		t.Error("what was let go of is not to be had again")
	}
}

// hurried notes how long a request may take.
type hurried struct {
	*httptest.ResponseRecorder
	read, write time.Time
}

func (h *hurried) SetReadDeadline(at time.Time) error  { h.read = at; return nil }
func (h *hurried) SetWriteDeadline(at time.Time) error { h.write = at; return nil }

// TestNobodyHoldsAConnection: every answer has to be taken in time; a stream sets its own
// bounds.
func TestNobodyHoldsAConnection(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	for _, c := range []struct{ method, path, body string }{
		{http.MethodPost, "/c/launch", "text=x"}, {http.MethodGet, "/review", ""}, {http.MethodGet, "/review", "a body"},
	} {
		w := &hurried{ResponseRecorder: httptest.NewRecorder()}
		s.server.ServeHTTP(w, httptest.NewRequest(c.method, c.path, strings.NewReader(c.body)))
		if w.write.IsZero() {
			t.Errorf("%s %s is not bounded in taking", c.method, c.path)
		}
	}
}

// TestManySignInAtOnce: an office behind one address comes in at nine o’clock, for coming back
// is counted with the sign-in it ends; one that comes back again and again is turned away.
func TestManySignInAtOnce(t *testing.T) {
	s := newStreet(t)
	now := time.Now()
	s.server.limits.now = func() time.Time { return now }
	s.issuer.Is(nora)
	for i := range ofSignIns.burst {
		if got := s.passer().signIn("/"); got.Status != http.StatusSeeOther {
			t.Fatalf("the %dth: %d %s", i+1, got.Status, read(got.Body))
		}
	}
	if got := s.passer().get("/login/go"); got.Status != http.StatusTooManyRequests {
		t.Errorf("one more: %d", got.Status)
	}
	now = now.Add(time.Minute)
	p := s.passer()
	back, under := p.sent("/"), p.cookies()
	refused := 0
	for range ofAttempt.burst + 2 {
		at, _ := url.Parse(s.front.URL)
		p.jar.SetCookies(at, under) // a copy, which a browser would have dropped
		if p.get(back).Status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused != 2 {
		t.Errorf("%d of one sign-in are turned away", refused)
	}
}
