// Package issuer asks an OpenID Connect issuer who somebody is: by the authorization
// code flow, with PKCE, a state and a nonce that only the browser that began can bring
// back. It keeps nothing and knows no page: the workbench does.
package issuer

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/brouillon/brouillon/copilot"
)

// Config names an issuer and what we are to it.
type Config struct {
	Issuer   string // its address, exactly as its tokens say it
	ClientID string
	Secret   copilot.Secret
	Callback string   // where it sends people back to: an absolute address
	Scopes   []string // what else to ask it for, besides who somebody is

	Proxy func(*http.Request) (*url.URL, error) // through which it is asked; nil: directly

	Now       func() time.Time  // nil: time.Now
	Transport http.RoundTripper // for tests; nil dials as Proxy says
}

// Issuer is one that is asked. It is safe for concurrent use.
type Issuer struct {
	c      Config
	client *http.Client

	asking chan struct{} // one asks, the others wait for what they are told

	mu    sync.Mutex
	known *known    // nil until it has answered once
	since time.Time // when it did, or when it was asked in vain
	err   error     // what became of that
}

// known is what the issuer says about itself.
type known struct {
	flow     oauth2.Config
	verifier *oidc.IDTokenVerifier
}

// lasts is how long what an issuer says about itself is believed, rests how long it is left
// alone after it did not answer.
const (
	lasts = time.Hour
	rests = 10 * time.Second
)

// New makes an Issuer; it calls nobody yet.
func New(c Config) *Issuer {
	if c.Now == nil {
		c.Now = time.Now
	}
	return &Issuer{c: c, client: newClient(c.Transport, c.Proxy), asking: make(chan struct{}, 1)}
}

// Answers is an error that says why the issuer cannot be asked; nil when it can.
func (i *Issuer) Answers(ctx context.Context) error {
	_, err := i.discover(ctx)
	return err
}

// algorithms are those with which a token may be signed: the issuer alone has the key.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.EdDSA,
}

// discover is what the issuer says about itself; while it does not answer, what it
// said last, if it ever did. One asks at a time: nobody waits for several that hang.
func (i *Issuer) discover(ctx context.Context) (*known, error) {
	k, fresh, err := i.told()
	if fresh {
		return k, err
	}
	if !i.turn(ctx, k == nil) {
		if k != nil { // what it said last does while somebody else asks
			return k, nil
		}
		return nil, fmt.Errorf("issuer: discovery: %w", ctx.Err())
	}
	defer func() { <-i.asking }()
	k, fresh, err = i.told()
	if fresh { // somebody else asked
		return k, err
	}
	asked, err := i.ask(context.WithoutCancel(ctx)) // whoever goes away meanwhile does not make it silent for others
	i.mu.Lock()
	defer i.mu.Unlock()
	i.since, i.err = i.c.Now(), err
	if err == nil {
		i.known = asked
	}
	if i.known != nil {
		return i.known, nil
	}
	return nil, err
}

// turn takes the turn to ask, and says whether it has it; wait says whether to wait for it.
func (i *Issuer) turn(ctx context.Context, wait bool) bool {
	select {
	case i.asking <- struct{}{}:
		return true
	default:
	}
	if !wait {
		return false
	}
	select {
	case i.asking <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// told is what the issuer said last, or that it did not answer; not fresh when it is to be
// asked again.
func (i *Issuer) told() (k *known, fresh bool, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	most := lasts
	if i.err != nil {
		most = rests
	}
	fresh = !i.since.IsZero() && i.c.Now().Sub(i.since) < most
	if i.known != nil {
		return i.known, fresh, nil
	}
	return nil, fresh, i.err
}

func (i *Issuer) ask(ctx context.Context) (*known, error) {
	ctx = oidc.ClientContext(ctx, i.client)
	provider, err := oidc.NewProvider(ctx, i.c.Issuer)
	if err != nil {
		return nil, fmt.Errorf("issuer: discovery: %w", brief(err, i.c.Secret.Reveal()))
	}
	var more struct {
		Keys    string   `json:"jwks_uri"`
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := provider.Claims(&more); err != nil {
		return nil, fmt.Errorf("issuer: discovery: %w", brief(err, i.c.Secret.Reveal()))
	}
	at := provider.Endpoint()
	for name, address := range map[string]string{"authorization_endpoint": at.AuthURL, "token_endpoint": at.TokenURL, "jwks_uri": more.Keys} {
		if err := Safe(address); err != nil {
			return nil, fmt.Errorf("issuer: discovery: its %s %w", name, err)
		}
	}
	at.AuthStyle = style(more.Methods)
	return &known{
		flow: oauth2.Config{
			ClientID: i.c.ClientID, ClientSecret: i.c.Secret.Reveal(), Endpoint: at, RedirectURL: i.c.Callback,
			Scopes: append([]string{oidc.ScopeOpenID, oidc.ScopeProfile, oidc.ScopeEmail}, i.c.Scopes...),
		},
		verifier: provider.VerifierContext(ctx, &oidc.Config{ClientID: i.c.ClientID, Now: i.c.Now, SupportedSigningAlgs: algorithms}),
	}, nil
}

// style is how the client says its secret: where an issuer names no way, as the
// protocol has it. Trying both would send a code twice, which is what thieves do.
func style(methods []string) oauth2.AuthStyle {
	basic, post := len(methods) == 0, false
	for _, m := range methods {
		basic = basic || m == "client_secret_basic"
		post = post || m == "client_secret_post"
	}
	if post && !basic {
		return oauth2.AuthStyleInParams
	}
	return oauth2.AuthStyleInHeader
}
