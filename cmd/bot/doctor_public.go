package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/web"
)

// publicWithin is how long the public address may take to answer one question.
const publicWithin = 5 * time.Second

// soonOver is when a certificate should have been renewed.
const soonOver = 14 * 24 * time.Hour

// examinePublic asks at BOT_PUBLIC_URL, as somebody elsewhere would.
func examinePublic(ctx context.Context, s *Settings, c *chart) { examinePublicBy(ctx, nil, s, c) }

// examinePublicBy is examinePublic that trusts these authorities; nil: this machine's.
func examinePublicBy(ctx context.Context, trusted *x509.CertPool, s *Settings, c *chart) {
	switch {
	case s.Public != nil:
	case s.Slack.Secret.Set() || s.Discord.PublicKey != "":
		c.ok("No BOT_PUBLIC_URL: whether Slack and Discord reach the bot from outside is not examined.")
		return
	default:
		c.ok("No BOT_PUBLIC_URL: nobody has to reach the bot from outside.")
		return
	}
	w := &wayIn{public: s.Public, proxy: http.ProxyFromEnvironment, client: &http.Client{
		Timeout: publicWithin, Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, TLSClientConfig: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	defer w.client.CloseIdleConnections()
	if w.resolves(ctx, c) && w.leadsHere(ctx, s, c) {
		w.refuses(ctx, c, s.Slack.Secret.Set(), "/slack/commands", "Slack")
		w.refuses(ctx, c, s.Discord.PublicKey != "", "/discord/interactions", "Discord")
		w.letsPlotsIn(ctx, s, c)
		w.keepsFigures(ctx, c)
	}
}

// wayIn is how people and platforms come to the bot.
type wayIn struct {
	public *url.URL
	proxy  func(*http.Request) (*url.URL, error)
	client *http.Client
}

// resolves says whether the name leads anywhere. Where a proxy is asked, that one alone has
// to know it.
func (w *wayIn) resolves(ctx context.Context, c *chart) bool {
	ctx, cancel := context.WithTimeout(ctx, publicWithin)
	defer cancel()
	if by, err := w.proxy(&http.Request{URL: w.public}); by != nil || err != nil {
		return true
	}
	if _, err := net.DefaultResolver.LookupHost(ctx, w.public.Hostname()); err != nil {
		c.fault("Have its DNS name lead to the proxy or balancer in front of the bot, or correct BOT_PUBLIC_URL.", "BOT_PUBLIC_URL names %s, which does not resolve: %v", w.public.Hostname(), err)
		return false
	}
	return true
}

// leadsHere says whether a bot answers there.
func (w *wayIn) leadsHere(ctx context.Context, s *Settings, c *chart) bool {
	there, err := w.ask(ctx, http.MethodGet, w.public.Scheme+"://"+w.public.Host+"/healthz")
	_, unsure := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case unsure:
		c.fault("Renew it, or have the proxy send the whole chain: browsers and platforms refuse it as well.", "The certificate of %s is not valid: %v", w.public.Host, errors.Unwrap(err))
		return false
	case err != nil:
		c.warn("Ask from another network: curl -i "+w.public.String()+"/healthz. From there it may be reached although it is not from here; else a firewall, or a proxy that is not there, stands between.",
			"%s cannot be reached from here: %v", w.public, err)
		return false
	case there.status != http.StatusOK || there.said != saidAlive:
		c.fault("Have the proxy lead all paths to the bot's LISTEN_ADDR, unchanged.", "Something else than a bot answers at %s: %d to /healthz.", w.public, there.status)
		return false
	}
	w.certified(there.over, c)
	here, err := w.ask(ctx, http.MethodGet, "http://"+reachable(s.Listen)+"/healthz")
	switch {
	case err != nil || here.said != saidAlive:
		c.ok("A bot answers at %s; none runs here to compare it with.", w.public)
	case here.process != there.process:
		c.ok("A bot answers at %s: another process than the one here, such as another replica.", w.public)
	default:
		c.ok("%s leads to the bot that runs here.", w.public)
	}
	return true
}

func (w *wayIn) certified(over time.Time, c *chart) {
	const format = "The certificate of %s is valid for %d days more."
	left := time.Until(over)
	args := []any{w.public.Host, int(left.Hours() / 24)}
	switch {
	case over.IsZero(): // without TLS, which is for this machine alone
	case left < soonOver:
		c.warn("Have it renewed now: whatever should have done so has not.", format, args...)
	default:
		c.ok(format, args...)
	}
}

// refuses says whether a door turns away what its platform has not signed.
func (w *wayIn) refuses(ctx context.Context, c *chart, open bool, path, platform string) {
	if !open {
		return
	}
	there, err := w.ask(ctx, http.MethodPost, w.public.Scheme+"://"+w.public.Host+path)
	switch {
	case err != nil:
		c.warn("Ask again, and from another network.", "%s did not answer: %v", path, err)
	case there.status == http.StatusUnauthorized:
		c.ok("%s is there for %s, and turns away what is not signed.", path, platform)
	case there.status >= 200 && there.status < 300:
		c.fault("Have the proxy lead "+path+" to the bot: nothing else may answer there.", "%s takes what nobody signed: that is not the bot's answer.", path)
	default:
		c.fault("Have the proxy lead "+path+" to the bot with its headers and body as they are; a bot that runs has to have what "+platform+" signs with.",
			"%s answers %d to what is not signed, and not 401: %s would not get in.", path, there.status, platform)
	}
}

// letsPlotsIn says whether what /copilot stats links to is led to a bot: there something else
// than a look is refused, as nothing else that stands there is likely to.
func (w *wayIn) letsPlotsIn(ctx context.Context, s *Settings, c *chart) {
	if !s.draws() {
		return
	}
	there, err := w.ask(ctx, http.MethodPost, w.public.Scheme+"://"+w.public.Host+web.PlotsPath+"x")
	switch {
	case err != nil:
		c.warn("Ask again, and from another network.", "%s did not answer: %v", web.PlotsPath, err)
	case there.status == http.StatusMethodNotAllowed:
		c.ok("%s is there for the plots that /copilot stats links to.", web.PlotsPath)
	default:
		c.warn("Have the proxy lead "+web.PlotsPath+" to the bot, unchanged (docs/figures.md).", "%s answers %d to what it should refuse with 405: the links of /copilot stats lead nowhere.", web.PlotsPath, there.status)
	}
}

// keepsFigures says whether what is measured stays inside.
func (w *wayIn) keepsFigures(ctx context.Context, c *chart) {
	there, err := w.ask(ctx, http.MethodGet, w.public.Scheme+"://"+w.public.Host+"/metrics")
	switch {
	case err != nil:
		c.warn("Ask again, and from another network.", "/metrics did not answer: %v", err)
	case there.status == http.StatusOK && strings.Contains(there.said, "# TYPE "):
		c.fault("Have the proxy keep /metrics to itself, and have Prometheus read it at BOT_METRICS_ADDR.", "Everybody reads /metrics at %s.", w.public)
	default:
		c.ok("/metrics is not there for everybody.")
	}
}

// answered is what somebody answered.
type answered struct {
	status  int
	said    string
	process string    // which bot
	over    time.Time // when the certificate is; zero without TLS
}

func (w *wayIn) ask(ctx context.Context, method, address string) (answered, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, http.NoBody)
	if err != nil {
		return answered{}, fmt.Errorf("no address: %w", err)
	}
	response, err := w.client.Do(request)
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return answered{}, wrapped.Err // the address is said besides
	}
	if err != nil {
		return answered{}, err
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, 1<<10))
	a := answered{status: response.StatusCode, said: strings.TrimSpace(string(body)), process: response.Header.Get(processHeader)}
	if response.TLS != nil && len(response.TLS.PeerCertificates) > 0 {
		a.over = response.TLS.PeerCertificates[0].NotAfter
	}
	return a, nil
}
