package issuer

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/adapters/web/issuer/issuertest"
	"github.com/brouillon/brouillon/copilot"
)

func issuerAt(address string, transport http.RoundTripper) *Issuer {
	return New(Config{
		Issuer: address, ClientID: issuertest.ClientID, Secret: copilot.NewSecret(issuertest.Secret),
		Callback: "https://drafts.example.com/login/callback", Transport: transport,
	})
}

// TestNoRedirectIsFollowed: neither what an issuer says about itself, nor a code with the
// client's secret, goes where an answer points to.
func TestNoRedirectIsFollowed(t *testing.T) {
	var elsewhere atomic.Int32
	thief := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer thief.Close()
	at := issuertest.New(t)
	away := func(w http.ResponseWriter, _ map[string]any) {
		w.Header().Set("Location", thief.URL)
		w.WriteHeader(http.StatusTemporaryRedirect)
	}
	at.Bend(issuertest.Bend{Discovery: away})
	if _, _, err := issuerAt(at.URL, nil).Begin(t.Context()); err == nil {
		t.Error("it is believed")
	}
	at.Bend(issuertest.Bend{Answer: away})
	i := issuerAt(at.URL, nil)
	a, back := attempt(t, i)
	if _, err := i.Finish(t.Context(), a, back); err == nil {
		t.Error("somebody is known")
	}
	if n := elsewhere.Load(); n != 0 {
		t.Errorf("%d requests went elsewhere", n)
	}
}

// attempt goes to the issuer and comes back.
func attempt(t *testing.T, i *Issuer) (Attempt, url.Values) {
	t.Helper()
	a, to, err := i.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Get(to)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	back, err := got.Location()
	if err != nil {
		t.Fatalf("the issuer refuses: %v", err)
	}
	return a, back.Query()
}

// endless is a body without an end, which counts what is read of it.
type endless struct{ read atomic.Int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read.Add(int64(len(p)))
	return len(p), nil
}

// answering is a transport that answers without a network.
type answering func(*http.Request) (*http.Response, error)

func (f answering) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestAnswersEnd: of an answer no more is read than it may be long.
func TestAnswersEnd(t *testing.T) {
	body := &endless{}
	i := issuerAt("https://id.example.com", answering(func(*http.Request) (*http.Response, error) {
		if body.read.Load() > 8*mostBytes {
			return nil, errors.New("read for too long")
		}
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(io.LimitReader(body, 8*mostBytes))}, nil
	}))
	if _, _, err := i.Begin(t.Context()); err == nil {
		t.Error("it is believed")
	}
	if n := body.read.Load(); n > 2*mostBytes {
		t.Errorf("%d bytes were read", n)
	}
}

// TestSilenceEnds: an issuer that takes the call and says nothing is given up.
func TestSilenceEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i := issuerAt("https://id.example.com", answering(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, context.Cause(r.Context())
		}))
		start := time.Now()
		if _, _, err := i.Begin(t.Context()); err == nil {
			t.Error("it is believed")
		}
		if took := time.Since(start); took != patience {
			t.Errorf("given up after %v", took)
		}
	})
}

// TestDiscoveryIsRemembered: an issuer that is away after it answered once stops nobody,
// for as long as what it said still serves.
func TestDiscoveryIsRemembered(t *testing.T) {
	at := issuertest.New(t)
	i := issuerAt(at.URL, nil)
	now := time.Now()
	i.c.Now = func() time.Time { return now }
	if _, _, err := i.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	at.Bend(issuertest.Bend{Discovery: func(w http.ResponseWriter, _ map[string]any) { w.WriteHeader(http.StatusBadGateway) }})
	for range 2 {
		if _, _, err := i.Begin(t.Context()); err != nil {
			t.Error(err)
		}
		now = now.Add(2 * lasts)
	}
}

// TestReasonsTellNothing: what others say of an error is logged without what is secret,
// on one line and not for ever.
func TestReasonsTellNothing(t *testing.T) {
	said := brief(errors.New("bad\r\ncode abcdefgh and \x1b[31m"+strings.Repeat("x", 1000)), "abcdefgh", "").Error()
	if strings.Contains(said, "abcdefgh") || strings.ContainsAny(said, "\r\n") || len(said) > mostReason || !strings.HasPrefix(said, "bad code *** and") {
		t.Errorf("%q", said)
	}
}

// TestSafe is where secrets may go.
func TestSafe(t *testing.T) {
	for address, want := range map[string]bool{
		"https://id.example.com": true, "http://127.0.0.1:1/a": true, "http://localhost": true, "http://[::1]:1": true,
		"http://id.example.com": false, "http://127.0.0.1.example.com": false, "https://a:b@id.example.com": false, "https://": false,
		"javascript:alert(1)": false, "": false, "id.example.com": false, "http://localhost.example.com": false,
	} {
		if got := Safe(address) == nil; got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
}

// TestSilentIssuerKeepsNobody: while one waits for an issuer that hangs, others are told what
// it said last, or that it does not answer, without asking it after one another.
func TestSilentIssuerKeepsNobody(t *testing.T) {
	asked, hang := make(chan struct{}, 10), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		asked <- struct{}{}
		<-hang
	}))
	t.Cleanup(server.Close)
	i := New(Config{Issuer: server.URL, ClientID: "x"})
	answers := make(chan error, 5)
	for range 5 {
		go func() { answers <- i.Answers(t.Context()) }()
	}
	<-asked
	close(hang) // it ends without an answer
	for range 5 {
		if err := <-answers; err == nil {
			t.Error("it answers")
		}
	}
	if len(asked) > 0 {
		t.Errorf("it was asked %d times more", len(asked))
	}

	now := time.Now()
	hang = make(chan struct{})
	var slow atomic.Bool
	real := issuertest.New(t)
	real.Bend(issuertest.Bend{Discovery: func(w http.ResponseWriter, f map[string]any) {
		if slow.Load() {
			asked <- struct{}{}
			<-hang
		}
		_ = json.NewEncoder(w).Encode(f)
	}})
	i = New(Config{Issuer: real.URL, ClientID: issuertest.ClientID, Now: func() time.Time { return now }})
	if err := i.Answers(t.Context()); err != nil {
		t.Fatal(err)
	}
	slow.Store(true)
	now = now.Add(lasts)
	go func() { answers <- i.Answers(t.Context()) }()
	<-asked
	if err := i.Answers(t.Context()); err != nil {
		t.Errorf("what it said last does not do: %v", err)
	}
	close(hang)
	if err := <-answers; err != nil {
		t.Error(err)
	}
}

// TestAddressesAtGoogle: an address counts there only of an account that is given out by
// whoever gives the address out.
func TestAddressesAtGoogle(t *testing.T) {
	for _, c := range []struct{ email, hd, want string }{
		{"ana@example.com", "example.com", "ana@example.com"},
		{"ana@example.com", "", ""},
		{"ana@example.com", "other.example", ""},
		{"Ana@gmail.com", "", "ana@gmail.com"},
		{"ana@evil.gmail.com", "", ""},
		{"ana", "", ""},
	} {
		claims := Claims{Issuer: google, all: map[string]any{"email": c.email, "email_verified": true, "hd": c.hd}}
		if got := claims.Email(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestWhoGoesAwayIsNotTheIssuer: somebody who goes away while an issuer is asked does not
// make it silent for the others.
func TestWhoGoesAwayIsNotTheIssuer(t *testing.T) {
	asked, answer := make(chan struct{}, 1), make(chan struct{})
	real := issuertest.New(t)
	real.Bend(issuertest.Bend{Discovery: func(w http.ResponseWriter, f map[string]any) {
		asked <- struct{}{}
		<-answer
		_ = json.NewEncoder(w).Encode(f)
	}})
	i := New(Config{Issuer: real.URL, ClientID: issuertest.ClientID})
	ctx, leave := context.WithCancel(t.Context())
	gone := make(chan error, 1)
	go func() { gone <- i.Answers(ctx) }()
	<-asked
	leave()
	close(answer)
	<-gone
	if err := i.Answers(t.Context()); err != nil {
		t.Errorf("it is silent: %v", err)
	}
}

// TestProxyIsAsked: an issuer is reached through the proxy that was given, and no other way.
func TestProxyIsAsked(t *testing.T) {
	real := issuertest.New(t)
	var through atomic.Int32
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host == "id.example.com" {
			through.Add(1)
		}
		http.Error(w, "no way on", http.StatusBadGateway)
	}))
	t.Cleanup(proxy.Close)
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	i := New(Config{Issuer: "http://id.example.com", ClientID: "x", Proxy: http.ProxyURL(at)})
	if err := i.Answers(t.Context()); err == nil || through.Load() != 1 {
		t.Errorf("asked %d times through it: %v", through.Load(), err)
	}
	if err := New(Config{Issuer: real.URL, ClientID: issuertest.ClientID}).Answers(t.Context()); err != nil {
		t.Errorf("without one: %v", err)
	}
}
