package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/web/issuer/issuertest"
)

// TestNobodyGetsIn tries all of them. Nobody has a session afterwards; the page says what
// to do, in both languages; the log says why, with no code, token or secret in it; and
// then whoever may come in still can.
func TestNobodyGetsIn(t *testing.T) {
	t.Logf("%d attacks", len(attacks))
	if len(attacks) < 25 {
		t.Fatal("some are missing")
	}
	for name, try := range attacks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStreet(t)
			p := s.passer()
			p.header["Accept-Language"] = "fr"
			got := try(p)
			if p.in() || got.Status < 300 || got.Header.Get("Location") == "/review" {
				t.Fatalf("let in: %d", got.Status)
			}
			for _, c := range (&http.Response{Header: got.Header}).Cookies() {
				if c.Name == "__Host-"+sessionCookie && c.Value != "" {
					t.Error("a session was given")
				}
			}
			if got.Status != http.StatusSeeOther && (got.Status != http.StatusForbidden || !strings.Contains(got.Body, `<html lang="fr">`) || !strings.Contains(got.Body, `href="/login/go"`)) {
				t.Errorf("%d, and it does not say what to do: %s", got.Status, read(got.Body))
			}
			for _, secret := range []string{issuertest.Secret, streetSecret.Reveal(), "eyJ", "code=", p.cookie("__Host-" + attemptCookie)} {
				if secret != "" && strings.Contains(s.log.String()+got.Body, secret) {
					t.Errorf("%q is told in %s", secret, s.log)
				}
			}
			s.issuer.Bend(issuertest.Bend{})
			if got := s.passer().signIn("/review"); got.Header.Get("Location") != "/review" {
				t.Errorf("and now nobody gets in: %d %s\n%s", got.Status, read(got.Body), s.log)
			}
		})
	}
}

// TestOnceForEachAttempt: the way back, taken again by the very same browser, leads
// nowhere, even where the issuer takes a code again.
func TestOnceForEachAttempt(t *testing.T) {
	s := newStreet(t)
	s.issuer.Bend(issuertest.Bend{Lax: true})
	p := s.passer()
	back := p.sent("/review")
	kept := p.cookie("__Host-" + attemptCookie)
	if got := p.get(back); got.Header.Get("Location") != "/review" {
		t.Fatalf("not let in: %d", got.Status)
	}
	thief := s.passer()
	thief.set("__Host-"+attemptCookie, kept)
	if got := thief.get(back); got.Status != http.StatusForbidden || thief.in() {
		t.Errorf("let in again: %d", got.Status)
	}
	if !strings.Contains(s.log.String(), errSpent.Error()) {
		t.Errorf("the log does not say why: %s", s.log)
	}
}

// TestSessionIsNotFixed: a session that somebody planted in a browser before is not the
// one that it has afterwards, and ends.
func TestSessionIsNotFixed(t *testing.T) {
	s := newStreet(t)
	thief, p := s.as(nora), s.passer()
	planted := thief.cookie("__Host-" + sessionCookie)
	p.set("__Host-"+sessionCookie, planted)
	s.issuer.Is(boss)
	p.signIn("/")
	if got := p.cookie("__Host-" + sessionCookie); got == planted || got == "" {
		t.Error("the planted session stays")
	}
	if thief.in() {
		t.Error("the thief is still in")
	}
}

// TestIssuersThatCannotBeAsked: discovery that is silent, slow to the bound, elsewhere,
// not of this issuer or not https lets nobody in, says so, and heals.
func TestIssuersThatCannotBeAsked(t *testing.T) {
	discovery := func(change func(map[string]any)) issuertest.Bend {
		return issuertest.Bend{Discovery: func(w http.ResponseWriter, f map[string]any) { change(f); answer200(w, f) }}
	}
	for name, b := range map[string]issuertest.Bend{
		"another issuer":      discovery(func(f map[string]any) { f["issuer"] = "https://evil.example" }),
		"tokens in the clear": discovery(func(f map[string]any) { f["token_endpoint"] = "http://evil.example/token" }),
		"keys in the clear":   discovery(func(f map[string]any) { f["jwks_uri"] = "http://evil.example/keys" }),
		"people in the clear": discovery(func(f map[string]any) { f["authorization_endpoint"] = "http://evil.example/" }),
		"no endpoint":         discovery(func(f map[string]any) { delete(f, "token_endpoint") }),
		"script for endpoint": discovery(func(f map[string]any) { f["authorization_endpoint"] = "javascript:alert(1)" }),
		"not JSON":            {Discovery: func(w http.ResponseWriter, _ map[string]any) { fmt.Fprint(w, "<html>") }},
		"away":                {Discovery: func(w http.ResponseWriter, _ map[string]any) { w.WriteHeader(http.StatusBadGateway) }},
		"elsewhere": {Discovery: func(w http.ResponseWriter, _ map[string]any) {
			w.Header().Set("Location", "/keys")
			w.WriteHeader(http.StatusFound)
		}},
		"endless": {Discovery: func(w http.ResponseWriter, _ map[string]any) {
			for piece := []byte(strings.Repeat(" ", 64<<10)); ; {
				if _, err := w.Write(piece); err != nil {
					return
				}
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStreet(t)
			s.issuer.Bend(b)
			p := s.passer()
			got := p.get("/login/go")
			if got.Status != http.StatusBadGateway || !strings.Contains(got.Body, "cannot be reached") || p.cookie("__Host-"+attemptCookie) != "" {
				t.Errorf("%d %s", got.Status, read(got.Body))
			}
			s.issuer.Bend(issuertest.Bend{})
			s.clock.forward(time.Minute) // it was left alone for a while
			s.as(nora)
		})
	}
}

// TestSignInLeadsNowhereElse: where a sign-in goes on is a page of the workbench.
func TestSignInLeadsNowhereElse(t *testing.T) {
	s := newStreet(t)
	for _, back := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login/go", "/login", CallbackPath, "/\t/evil.example", "/logout\r\nx: y"} {
		if got := s.passer().signIn(back).Header.Get("Location"); got != "/" {
			t.Errorf("%q leads to %q", back, got)
		}
	}
	if got := s.passer().signIn("/d/x?a=1#e").Header.Get("Location"); got != "/d/x?a=1#e" {
		t.Errorf("a page of ours leads to %q", got)
	}
}

// TestNoOtherSiteSignsIn: a link elsewhere shows the door and begins nothing.
func TestNoOtherSiteSignsIn(t *testing.T) {
	s := newStreet(t)
	for _, site := range []string{"cross-site", "same-site"} {
		p := s.passer()
		p.header["Sec-Fetch-Site"] = site
		if got := p.get("/login/go?back=/audit"); got.Header.Get("Location") != "/login?back=%2Faudit" || p.cookie("__Host-"+attemptCookie) != "" {
			t.Errorf("%s: %d to %s", site, got.Status, got.Header.Get("Location"))
		}
	}
}

// TestCookiesOfTheDoor: a cookie of the door reaches no script, no other host and no
// connection in the clear.
func TestCookiesOfTheDoor(t *testing.T) {
	s := newStreet(t)
	p := s.passer()
	if c := p.post("/me", map[string][]string{"lang": {"fr"}}).Header.Get("Set-Cookie"); !strings.Contains(c, "; Secure") || !strings.Contains(c, "; HttpOnly") {
		t.Errorf("the language is kept as %q", c)
	}
	off := p.get("/login/go")
	in := p.get(p.get(off.Header.Get("Location")).Header.Get("Location"))
	for name, header := range map[string]http.Header{attemptCookie: off.Header, sessionCookie: in.Header} {
		found := false
		for _, c := range (&http.Response{Header: header}).Cookies() {
			if c.Value == "" {
				continue
			}
			found = true
			if c.Name != "__Host-"+name || !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge <= 0 || c.MaxAge > 12*60*60 {
				t.Errorf("%s is kept as %s", name, c)
			}
		}
		if !found {
			t.Errorf("%s was not kept", name)
		}
	}
	if got := in.Header.Get("Strict-Transport-Security"); got == "" {
		t.Error("browsers are not told to come by https alone")
	}
	if got := in.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("it may be kept by a cache: %q", got)
	}
}
