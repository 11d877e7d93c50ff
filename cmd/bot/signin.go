package main

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/adapters/web/issuer"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/network"
)

// SignInConfig is what the workbench needs for people to sign in, as given.
type SignInConfig struct {
	Issuer   string         `name:"oidc-issuer" env:"BOT_OIDC_ISSUER" group:"door" placeholder:"URL" help:"OpenID Connect issuer with whom people sign in to the workbench, as its tokens say it, e.g. https://slack.com. Nobody is anybody else there then."`
	ClientID string         `name:"oidc-client-id" env:"BOT_OIDC_CLIENT_ID" group:"door" placeholder:"ID" help:"What the issuer calls the workbench."`
	Secret   copilot.Secret `name:"oidc-client-secret" env:"BOT_OIDC_CLIENT_SECRET" group:"door" placeholder:"SECRET" help:"The secret that goes with it. Better given as a variable than as a flag."`
	Public   string         `name:"public-url" env:"BOT_PUBLIC_URL" group:"door" placeholder:"URL" help:"Where people and platforms elsewhere reach the bot, e.g. https://drafts.example.com: https, except on this machine. The issuer is told to send people back to /login/callback there; with BOT_SECRET_KEY, /copilot stats in Slack and Discord links to plots beneath /figures/ there."`
	Allow    string         `name:"oidc-allow" env:"BOT_OIDC_ALLOW" group:"door" placeholder:"RULES" help:"Who may come in, between commas: name@example.com, @example.com (addresses that the issuer verified), or claim=value, e.g. groups=comms or https://slack.com/team_id=T0123."`
	Managers string         `name:"oidc-managers" env:"BOT_OIDC_MANAGERS" group:"door" placeholder:"RULES" help:"Who of those may change settings, by the same rules. None: nobody may."`
	Scopes   string         `name:"oidc-scopes" env:"BOT_OIDC_SCOPES" group:"door" placeholder:"NAMES" help:"What else to ask the issuer for besides openid, profile and email, where it wants to be asked for the claims of your rules, e.g. groups."`
	Proxies  string         `name:"trusted-proxies" env:"BOT_TRUSTED_PROXIES" group:"door" placeholder:"NETWORKS" help:"Proxies in front, whose X-Forwarded-For says where a request comes from, e.g. 10.0.0.0/8. Without: those of this machine, where nothing else reaches the bot; else requests are limited by the address that connects."`
}

// SignIn is that, checked and typed.
type SignIn struct {
	Issuer   issuer.Config
	Public   *url.URL
	Allow    []web.Rule
	Managers []web.Rule
	Proxies  []netip.Prefix
}

// configured says whether anything of a sign-in is: then all of it has to be.
func (c SignInConfig) configured() bool {
	return c.Issuer != "" || c.ClientID != "" || c.Secret.Set() || c.Allow != "" || c.Managers != ""
}

// settle finds what is wrong; nil where nobody signs in.
func (c SignInConfig) settle(f *faults, key copilot.Secret) *SignIn {
	s := &SignIn{Issuer: issuer.Config{
		Issuer: c.Issuer, ClientID: c.ClientID, Secret: trimmed(c.Secret), Scopes: strings.FieldsFunc(c.Scopes, separates), Proxy: http.ProxyFromEnvironment,
	}}
	for network := range strings.FieldsFuncSeq(c.Proxies, separates) {
		s.Proxies = append(s.Proxies, f.network(network))
	}
	if !c.configured() {
		return nil
	}
	for name, given := range map[string]bool{
		"BOT_OIDC_ISSUER": c.Issuer != "", "BOT_OIDC_CLIENT_ID": c.ClientID != "", "BOT_OIDC_CLIENT_SECRET": s.Issuer.Secret.Set(),
		"BOT_PUBLIC_URL": c.Public != "", "BOT_OIDC_ALLOW": strings.TrimSpace(c.Allow) != "",
	} {
		if !given {
			f.add("%s is missing: a sign-in needs it (docs/workbench.md)", name)
		}
	}
	if !key.Set() {
		f.add("BOT_SECRET_KEY is missing: sessions are sealed with it; use at least %d characters, e.g. those of openssl rand -hex 32", leastSecret)
	}
	if c.Issuer != "" {
		f.web("BOT_OIDC_ISSUER", c.Issuer, "https://slack.com")
	}
	if c.Public != "" {
		s.Public = f.web("BOT_PUBLIC_URL", c.Public, "https://drafts.example.com")
		s.Public = asBrowsersSay(s.Public)
		if s.Public != nil && strings.Trim(s.Public.Path, "/") != "" {
			f.add("BOT_PUBLIC_URL has a path: the workbench stands at the root of a host, e.g. https://drafts.example.com")
		}
	}
	s.Allow, s.Managers = f.rules("BOT_OIDC_ALLOW", c.Allow), f.rules("BOT_OIDC_MANAGERS", c.Managers)
	return s
}

// asBrowsersSay is an address as browsers name it where a page of it comes from: in small
// letters, ASCII, without the port that goes without saying.
func asBrowsersSay(u *url.URL) *url.URL {
	if u == nil {
		return nil
	}
	host := network.ASCIIHost(u.Hostname())
	usual := map[string]string{"https": "443", "http": "80"}[u.Scheme]
	said := *u
	switch port := u.Port(); {
	case port != "" && port != usual:
		said.Host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		said.Host = "[" + host + "]"
	default:
		said.Host = host
	}
	return &said
}

// trusted are the proxies whose word on where a request comes from is taken: where nobody
// named one, those of this machine, if nothing else reaches the bot.
func (s *SignIn) trusted(local bool) []netip.Prefix {
	if len(s.Proxies) == 0 && local {
		return thisMachine
	}
	return s.Proxies
}

var thisMachine = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// separates says whether a rune stands between the names of a list.
func separates(r rune) bool { return r == ',' || r == ' ' }

// web is an address that secrets may go to; nil when it is none.
func (f *faults) web(name, address, example string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || issuer.Safe(address) != nil || u.RawQuery != "" || u.Fragment != "" {
		f.add("%s is not a safe web address: use https and no query, e.g. %s (http only on 127.0.0.1, ::1 or localhost)", name, example)
		return nil
	}
	return u
}

func (f *faults) rules(name, value string) []web.Rule {
	all, err := web.ReadRules(value)
	if err != nil {
		f.add("%s: %v", name, err)
	}
	return all
}

// network reads an address, or a network of them.
func (f *faults) network(value string) netip.Prefix {
	if at, err := netip.ParseAddr(value); err == nil {
		return netip.PrefixFrom(at, at.BitLen())
	}
	n, err := netip.ParsePrefix(value)
	if err != nil {
		f.add("BOT_TRUSTED_PROXIES: %q is no network: use 10.0.0.0/8, or an address", value)
	}
	return n
}

// newSignIn is the door of the workbench; nil where nobody signs in.
func newSignIn(s *Settings, h house) *web.SignIn {
	if s.SignIn == nil {
		return nil
	}
	return web.NewSignIn(web.SignInOptions{
		Issuer: s.SignIn.Issuer, Public: s.SignIn.Public, Allow: s.SignIn.Allow, Managers: s.SignIn.Managers,
		Secret: s.SecretKey, Before: s.KeyBefore, Guests: h.store.Guests(web.Tenant(), web.SessionIdle),
	})
}

// hosts are the names that the workbench answers to where nobody signs in: those of
// this machine.
var hosts = []string{"127.0.0.1", "localhost", "::1"}

// published says of whom a port that a container publishes has to be kept.
func published(l net.Listener) string {
	return fmt.Sprintf("BOT_WORKBENCH=published: whoever reaches %s can be anybody in the workbench; publish that port on this machine only.", l.Addr())
}
