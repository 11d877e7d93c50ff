package issuer

import (
	"context"
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
