package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/web/issuer/issuertest"
	"github.com/brouillon/brouillon/copilot"
)

// TestPeopleSignIn: an open workbench, configured as people do, lets in whom the rules
// name; its measurements are elsewhere.
func TestPeopleSignIn(t *testing.T) {
	at := issuertest.New(t)
	here, measured := free(t), free(t)
	s := serve(
		t, "--listen="+here, "--workbench=open", "--public-url=http://"+here, "--oidc-issuer="+at.URL, "--oidc-client-id="+issuertest.ClientID,
		"--oidc-client-secret="+issuertest.Secret, "--oidc-allow=@example.com", "--secret-key=0123456789abcdef0123456789abcdef", "--metrics="+measured,
	)
	if !said(s, "People sign in to it with "+at.URL) {
		t.Errorf("it does not say so but %q", s.said)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Jar: jar}
	get := func(address string) string {
		t.Helper()
		response, err := client.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		b, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for path, want := range map[string]string{"/review": "Sign in to Brouillon", "/metrics": "Sign in to Brouillon", "/healthz": "alive", "/readyz": "ready"} {
		if got := get(s.base + path); !strings.Contains(got, want) || strings.Contains(got, "go_goroutines") {
			t.Errorf("%s: %.300s", path, got)
		}
	}
	if got := get("http://" + measured + "/metrics"); !strings.Contains(got, "go_goroutines") {
		t.Errorf("the measurements: %.300s", got)
	}
	if got := get("http://" + measured + "/review"); !strings.Contains(got, "404") {
		t.Errorf("more than measurements: %.300s", got)
	}
	if got := get(s.base + "/login/go?back=/review"); !strings.Contains(got, "Nora Petit") {
		t.Errorf("not let in: %.300s", got)
	}
}

// free is an address that nobody listens on.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// TestPublicAddressIsAsBrowsersSayIt: forms come from where browsers say a page is, however
// it was written in the configuration.
func TestPublicAddressIsAsBrowsersSayIt(t *testing.T) {
	for given, want := range map[string]string{
		"https://Drafts.Example.com":      "https://drafts.example.com",
		"https://drafts.example.com:443":  "https://drafts.example.com",
		"https://drafts.example.com:8443": "https://drafts.example.com:8443",
		"https://brouillon.école.fr":      "https://brouillon.xn--cole-9oa.fr",
		"http://[::1]:80":                 "http://[::1]",
		"http://127.0.0.1:8080":           "http://127.0.0.1:8080",
	} {
		var f faults
		s := SignInConfig{Issuer: "https://slack.com", Public: given}.settle(&f, copilot.Secret{})
		if got := s.Public.Scheme + "://" + s.Public.Host; got != want {
			t.Errorf("%s: %s, want %s", given, got, want)
		}
	}
}

// TestMetricsAreApart: what is measured is not beside a workbench that people sign in to,
// however it is reached, nor where platforms come in.
func TestMetricsAreApart(t *testing.T) {
	for _, c := range []struct {
		s    Settings
		want bool
	}{
		{Settings{Workbench: "loopback"}, true},
		{Settings{Workbench: "open"}, false},
		{Settings{Workbench: "loopback", SignIn: &SignIn{}}, false},
		{Settings{Workbench: "loopback", Metrics: ":9090"}, false},
		{Settings{Workbench: "off", Public: &url.URL{Scheme: "https", Host: "bot.example.com"}}, false}, // for Slack over HTTP, say
	} {
		if got := besides(&c.s); got != c.want {
			t.Errorf("%+v: %v", c.s, got)
		}
	}
}

// TestProxiesOfThisMachine are trusted where nothing else reaches the bot, and nobody named
// another.
func TestProxiesOfThisMachine(t *testing.T) {
	named := &SignIn{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for _, c := range []struct {
		s     *SignIn
		local bool
		want  string
	}{
		{&SignIn{}, true, "[127.0.0.0/8 ::1/128]"}, {&SignIn{}, false, "[]"}, {named, true, "[10.0.0.0/8]"}, {named, false, "[10.0.0.0/8]"},
	} {
		if got := fmt.Sprint(c.s.trusted(c.local)); got != c.want {
			t.Errorf("%v, local %v: %s", c.s.Proxies, c.local, got)
		}
	}
}
