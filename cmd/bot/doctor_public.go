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
	"slices"
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
		for _, e := range entrances(s) {
			e.examine(ctx, w, c)
		}
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
	there, err := w.askThere(ctx, http.MethodGet, "/healthz")
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
		return w.leadsSomeHere(ctx, s, c, there)
	}
	w.certified(there.over, c)
	here, err := w.ask(ctx, http.MethodGet, "http://"+reachable(s.Listen)+"/healthz")
	switch {
	case err != nil || here.said != saidAlive:
		c.ok("A bot answers at %s; none runs here to compare it with.", w.public)
	case here.process() != there.process():
		c.ok("A bot answers at %s: another process than the one here, such as another replica.", w.public)
	default:
		c.ok("%s leads to the bot that runs here.", w.public)
	}
	return true
}

// leadsSomeHere says of an address that does not lead /healthz to a bot whether it leads there
// what people and platforms need: a proxy should pass on no more.
func (w *wayIn) leadsSomeHere(ctx context.Context, s *Settings, c *chart, there answered) bool {
	needed := entrances(s)
	if s.SignIn == nil && slices.ContainsFunc(needed, func(e entrance) bool {
		said, err := w.askThere(ctx, http.MethodPost, e.path)
		return err == nil && e.ours(said)
	}) {
		w.certified(there.over, c)
		c.ok("A bot answers at %s. /healthz is not led to it, which nobody outside needs.", w.public)
		return true
	}
	c.fault(toLead(s, needed), "Something else than a bot answers at %s: %d to /healthz.", w.public, there.status)
	return false
}

// toLead is what has to be led to the bot.
func toLead(s *Settings, needed []entrance) string {
	paths := []string{}
	for _, e := range needed {
		paths = append(paths, e.beneath)
	}
	switch {
	case s.SignIn != nil: // to the workbench, which is all that remains
		return "Have the proxy lead all paths to the bot's LISTEN_ADDR, unchanged."
	case len(needed) == 0:
		return "Correct BOT_PUBLIC_URL, or take it away: as it is configured, nothing of the bot is needed there."
	}
	return "Have the proxy lead " + strings.Join(paths, ", ") + " to the bot's LISTEN_ADDR, unchanged; nothing else of it is needed there."
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

// entrance is a path by which people or a platform get in.
type entrance struct {
	path    string // where it is asked
	beneath string // what is led to the bot
	ours    func(answered) bool
	tell    func(answered, *chart)
}

// entrances are those that are open.
func entrances(s *Settings) (all []entrance) {
	if s.Slack.Secret.Set() {
		all = append(all, platformEntrance("/slack/commands", "/slack/", "Slack"))
	}
	if s.Discord.PublicKey != "" {
		all = append(all, platformEntrance("/discord/interactions", "/discord/interactions", "Discord"))
	}
	if s.draws() {
		all = append(all, plotsEntrance)
	}
	return all
}

// examine asks for what the bot refuses, and looks who does so.
func (e entrance) examine(ctx context.Context, w *wayIn, c *chart) {
	there, err := w.askThere(ctx, http.MethodPost, e.path)
	if err != nil {
		c.warn("Ask again, and from another network.", "%s did not answer: %v", e.path, err)
		return
	}
	e.tell(there, c)
}

// platformEntrance turns away what its platform has not signed. A proxy that wants a password
// says 401 as well, and what it wants.
func platformEntrance(path, beneath, platform string) entrance {
	ours := func(there answered) bool {
		return there.status == http.StatusUnauthorized && there.header.Get("WWW-Authenticate") == ""
	}
	return entrance{path, beneath, ours, func(there answered, c *chart) {
		switch {
		case ours(there):
			c.ok("%s is there for %s, and turns away what is not signed.", path, platform)
		case there.status == http.StatusUnauthorized:
			c.fault("Have the proxy ask for no password at "+path+": what "+platform+" sends is signed.", "%s wants a password: %s would not get in.", path, platform)
		case there.status >= 200 && there.status < 300:
			c.fault("Have the proxy lead "+path+" to the bot: nothing else may answer there.", "%s takes what nobody signed: that is not the bot's answer.", path)
		default:
			c.fault("Have the proxy lead "+path+" to the bot with its headers and body as they are; a bot that runs has to have what "+platform+" signs with.",
				"%s answers %d to what is not signed, and not 401: %s would not get in.", path, there.status, platform)
		}
	}}
}

// plotsEntrance is what /copilot stats links to. There something else than a look is refused;
// a server of files does so too, without what ours tells search engines.
var plotsEntrance = entrance{web.PlotsPath + "x", web.PlotsPath, plotsAnswered, func(there answered, c *chart) {
	if plotsAnswered(there) {
		c.ok("%s is there for the plots that /copilot stats links to.", web.PlotsPath)
		return
	}
	c.warn("Have the proxy lead "+web.PlotsPath+" to the bot, unchanged (docs/figures.md).", "%s answers %d, and not as the bot refuses what it should: the links of /copilot stats lead nowhere.", web.PlotsPath, there.status)
}}

func plotsAnswered(there answered) bool {
	return there.status == http.StatusMethodNotAllowed && there.header.Get("X-Robots-Tag") == "noindex, nofollow, noarchive"
}

// keepsFigures says whether what is measured stays inside.
func (w *wayIn) keepsFigures(ctx context.Context, c *chart) {
	there, err := w.askThere(ctx, http.MethodGet, "/metrics")
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
	status int
	said   string
	header http.Header
	over   time.Time // when the certificate is; zero without TLS
}

// process is which bot answered; "" where none says so.
func (a answered) process() string { return a.header.Get(processHeader) }

// askThere asks for a path of the bot at the public address.
func (w *wayIn) askThere(ctx context.Context, method, path string) (answered, error) {
	return w.ask(ctx, method, w.public.JoinPath(path).String())
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
	a := answered{status: response.StatusCode, said: strings.TrimSpace(string(body)), header: response.Header}
	if response.TLS != nil && len(response.TLS.PeerCertificates) > 0 {
		a.over = response.TLS.PeerCertificates[0].NotAfter
	}
	return a, nil
}
