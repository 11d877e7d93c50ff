package main

import (
	"cmp"
	"context"
	"net"

	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/adapters/web/issuer"
)

// examineSignIn asks the issuer what it says about itself, and says what the issuer has
// to be told.
func examineSignIn(ctx context.Context, s *Settings, c *chart) {
	if s.SignIn == nil {
		c.ok("Nobody signs in: the workbench is not for people elsewhere.")
		return
	}
	if s.SignIn.Public == nil || s.SignIn.Issuer.Issuer == "" {
		return // which the configuration has said
	}
	if err := issuer.New(s.SignIn.Issuer).Answers(ctx); err != nil {
		c.fault("See whether it can be reached from here, and whether BOT_OIDC_ISSUER is exactly what its /.well-known/openid-configuration says.",
			"The issuer %s does not answer as one: %v", s.SignIn.Issuer.Issuer, err)
		return
	}
	if s.Workbench == "off" {
		c.warn("Set BOT_WORKBENCH=open.", "People could sign in with %s, and the workbench is off.", s.SignIn.Issuer.Issuer)
		return
	}
	if len(s.SignIn.Managers) == 0 {
		c.warn("Set BOT_OIDC_MANAGERS.", "Nobody may change settings in the workbench: not who signs off either.")
		return
	}
	host, _, _ := net.SplitHostPort(cmp.Or(s.Listen, firstAddress))
	if len(s.SignIn.trusted(issuer.Loopback(host))) == 0 {
		c.warn("Set BOT_TRUSTED_PROXIES to the proxy in front.", "To the limits, all who come through one proxy are one person: many who sign in at once are turned away.")
	}
	c.ok("The issuer %s answers; it has to send people back to %s://%s%s.", s.SignIn.Issuer.Issuer, s.SignIn.Public.Scheme, s.SignIn.Public.Host, web.CallbackPath)
}
