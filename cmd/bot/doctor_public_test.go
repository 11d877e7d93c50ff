package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// outside is where a proxy leads people to a bot, whose doors for platforms answer what is
// not signed with a status.
func outside(t *testing.T, unsigned int) string {
	t.Helper()
	server := httptest.NewServer(proxied(unsigned))
	t.Cleanup(server.Close)
	return server.URL
}

func proxied(unsigned int) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" {
			rw.Header().Set(processHeader, "another")
			_, _ = rw.Write([]byte(saidAlive + "\n"))
			return
		}
		if strings.HasPrefix(r.URL.Path, web.PlotsPath) {
			rw.Header().Set("X-Robots-Tag", "noindex, nofollow, noarchive")
			rw.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		rw.WriteHeader(unsigned)
	})
}

// A certificate is looked at as browsers do, and told of before it is over.
func TestDoctorFindsCertificates(t *testing.T) {
	for name, c := range map[string]struct {
		days  int
		known bool
		state condition
		said  string
	}{
		"good":          {90, true, conditionOK, "valid for 89 days"},
		"nearly over":   {3, true, conditionWarning, "valid for 2 days"},
		"over":          {-1, true, conditionFault, "is not valid"},
		"of a stranger": {90, false, conditionFault, "is not valid"},
	} {
		server := httptest.NewUnstartedServer(proxied(http.StatusUnauthorized))
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		certificate, pool := certified(t, time.Now().Add(time.Duration(c.days)*24*time.Hour))
		server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
		server.StartTLS()
		at, err := url.Parse(server.URL)
		must(t, err)
		if !c.known {
			pool = x509.NewCertPool()
		}
		var found []diagnosis
		examinePublicBy(t.Context(), pool, &Settings{Public: at, Listen: "127.0.0.1:1"}, &chart{part: "public", tell: func(d diagnosis) error {
			found = append(found, d)
			return nil
		}})
		server.Close()
		if !slices.ContainsFunc(found, func(d diagnosis) bool {
			return d.State == c.state && strings.Contains(d.Said, c.said) && (d.Do == "") == (c.state == conditionOK)
		}) {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

// certified is a certificate of 127.0.0.1 that is valid until then, and who vouches for it.
func certified(t *testing.T, until time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: until.AddDate(-1, 0, 0), NotAfter: until, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(t, err)
	leaf, err := x509.ParseCertificate(raw)
	must(t, err)
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}, pool
}

// Behind a proxy this machine need not know the name: whether it leads to a bot the proxy says.
func TestDoctorLeavesNamesToTheProxy(t *testing.T) {
	by, err := url.Parse("http://127.0.0.1:1")
	must(t, err)
	w := &wayIn{public: &url.URL{Scheme: "https", Host: "nowhere.invalid"}, proxy: http.ProxyURL(by)}
	if !w.resolves(t.Context(), &chart{tell: func(d diagnosis) error { t.Errorf("it finds %+v", d); return nil }}) {
		t.Error("it goes no further")
	}
}

// The public address leads to the bot that runs here, or to another.
func TestDoctorKnowsThisBot(t *testing.T) {
	var log overheard
	base, stop := startedWith(t, &log, "--listen=127.0.0.1:0")
	defer stop()
	at, err := url.Parse(base)
	must(t, err)
	for listen, want := range map[string]string{at.Host: "leads to the bot that runs here", "127.0.0.1:1": "none runs here"} {
		said := ""
		examinePublic(t.Context(), &Settings{Public: at, Listen: listen}, &chart{tell: func(d diagnosis) error { said += d.Said + "\n"; return nil }})
		if !strings.Contains(said, want) {
			t.Errorf("listening on %s: %s", listen, said)
		}
	}
	other, err := url.Parse(outside(t, http.StatusUnauthorized))
	must(t, err)
	said := ""
	examinePublic(t.Context(), &Settings{Public: other, Listen: at.Host}, &chart{tell: func(d diagnosis) error { said += d.Said; return nil }})
	if !strings.Contains(said, "another process") {
		t.Errorf("of another: %s", said)
	}
}

// What Redis has no room for is a line each.
func TestDoctorFindsNoRoom(t *testing.T) {
	for said, v := range map[string]memory.Vitals{
		"rdb_last_bgsave_status is err": {Unwritten: []string{"rdb_last_bgsave_status is err"}},
		"dropped 3 keys":                {Evicted: 3},
		"and has no maxmemory":          {Used: 8 << 30, Machine: 10 << 30},
		"uses 9 of 10 MB":               {Used: 9 << 20, Most: 10 << 20, Machine: 10 << 30},
	} {
		var found []diagnosis
		examineRoom(v, &chart{tell: func(d diagnosis) error { found = append(found, d); return nil }})
		if len(found) != 1 || found[0].State == conditionOK || !strings.Contains(found[0].Said, said) || found[0].Do == "" {
			t.Errorf("of %+v it finds %+v", v, found)
		}
	}
	examineRoom(memory.Vitals{Used: 1 << 20, Most: 10 << 20, Machine: 10 << 30}, &chart{tell: func(d diagnosis) error { t.Errorf("with room it finds %+v", d); return nil }})
}

// passes is a proxy that leads to a bot what is beneath a path; "/" is all but plots. Else
// it answers itself.
func passes(t *testing.T, itself int, beneath string) string {
	t.Helper()
	bot := proxied(http.StatusUnauthorized)
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, beneath) && (beneath != "/" || !strings.HasPrefix(r.URL.Path, web.PlotsPath)) {
			bot.ServeHTTP(rw, r)
			return
		}
		rw.WriteHeader(itself)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// Whether the links of /copilot stats lead to a bot, or a proxy keeps what they lead to.
func TestDoctorFindsWherePlotsLead(t *testing.T) {
	b := draws(t, "--workbench=off", "--public-url="+drawnPublic, "--secret-key="+strings.Repeat("k", leastSecret))
	for base, want := range map[string]diagnosis{
		b.base:                              {State: conditionOK, Said: "/figures/ is there for the plots"},
		passes(t, http.StatusNotFound, "/"): {State: conditionWarning, Said: "/figures/ answers 404"},
		passes(t, http.StatusMethodNotAllowed, "/"):         {State: conditionWarning, Said: "/figures/ answers 405"}, // a server of files
		passes(t, http.StatusNotFound, "/slack/"):           {State: conditionWarning, Said: "/figures/ answers 404"},
		passes(t, http.StatusNotFound, web.PlotsPath):       {State: conditionOK, Said: "/figures/ is there for the plots"},
		passes(t, http.StatusMethodNotAllowed, "/nothing/"): {State: conditionFault, Said: "Something else than a bot"},
	} {
		at, err := url.Parse(base)
		must(t, err)
		s := &Settings{Public: at, Listen: "127.0.0.1:1", SecretKey: copilot.NewSecret(strings.Repeat("k", leastSecret)), Slack: SlackConfig{BotToken: copilot.NewSecret("xoxb-1"), Secret: copilot.NewSecret("s")}}
		var found []diagnosis
		tell := func(d diagnosis) error { found = append(found, d); return nil }
		examinePublic(t.Context(), s, &chart{part: "public", tell: tell})
		if !slices.ContainsFunc(found, func(d diagnosis) bool { return d.State == want.State && strings.HasPrefix(d.Said, want.Said) }) {
			t.Errorf("want %s: %+v", want.Said, found)
		}
		found, s.SecretKey = nil, copilot.Secret{}
		examinePublic(t.Context(), s, &chart{part: "public", tell: tell})
		if slices.ContainsFunc(found, func(d diagnosis) bool { return strings.HasPrefix(d.Said, "/figures/") }) {
			t.Errorf("without a key there are no links: %+v", found)
		}
	}
}

// A proxy that passes on what has to get in, and no more, is as it should be.
func TestDoctorAsksEachDoorByItself(t *testing.T) {
	s := &Settings{
		Listen: "127.0.0.1:1", SecretKey: copilot.NewSecret(strings.Repeat("k", leastSecret)),
		Slack: SlackConfig{BotToken: copilot.NewSecret("xoxb-1"), Secret: copilot.NewSecret("s")},
	}
	for base, want := range map[string][]string{
		passes(t, http.StatusNotFound, "/slack/"):     {"ok A bot answers at", "ok /slack/commands is there for Slack", "warning /figures/ answers 404"},
		passes(t, http.StatusNotFound, web.PlotsPath): {"ok A bot answers at", "fault /slack/commands answers 404", "ok /figures/ is there"},
		passes(t, http.StatusNotFound, "/healthz"):    {"ok A bot answers at", "fault /slack/commands answers 404", "warning /figures/ answers 404"},
		passes(t, http.StatusNotFound, "/nothing/"):   {"fault Something else than a bot"},
		locked(t): {"fault Something else than a bot"},
	} {
		at, err := url.Parse(base)
		must(t, err)
		s.Public = at
		var found []string
		examinePublic(t.Context(), s, &chart{part: "public", tell: func(d diagnosis) error {
			found = append(found, string(d.State)+" "+d.Said)
			if strings.Contains(d.Do, "all paths") {
				t.Errorf("%s would publish the workbench", d.Do)
			}
			return nil
		}})
		for _, line := range want {
			if !slices.ContainsFunc(found, func(said string) bool { return strings.HasPrefix(said, line) }) {
				t.Errorf("want %s: %q", line, found)
			}
		}
	}
}

// locked is a proxy that wants a password.
func locked(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("WWW-Authenticate", "Basic")
		rw.WriteHeader(http.StatusUnauthorized)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
