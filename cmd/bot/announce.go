package main

import (
	"fmt"
	"net"
)

// announce says where the bot is, and in a plain line each what is not
// configured and what that means.
func announce(n notices, s *Settings, l net.Listener) {
	announceWorkbench(n, s, l)
	if !s.Redis.Set() {
		n.warn("No REDIS_URL: everything is kept in this process; nothing is kept after it stops (--accept-loss is implied).")
	}
	if s.Redis.Set() && !s.SecretKey.Set() {
		n.warn("No BOT_SECRET_KEY: what people write lies in Redis for whoever can read it (docs/security.md).")
	}
	if s.HasModel() {
		n.say("Model: "+modelNamed(s), "model", s.Model)
	} else {
		n.say("No OPENAI_API_KEY or OPENAI_BASE_URL: no model; the built-in writer rearranges what it is given and invents nothing.")
	}
	if s.Opinion && !s.HasModel() {
		n.warn("BOT_SECOND_OPINION does nothing: there is no model to ask.")
	}
	if !s.Slack.configured() {
		n.say("No SLACK_BOT_TOKEN: not in Slack (docs/slack.md).")
	}
	if !s.Discord.configured() {
		n.say("No DISCORD_BOT_TOKEN: not in Discord (docs/discord.md).")
	}
	if s.Workbench == "published" && s.SignIn == nil && !local(l) {
		n.warn(published(l), "address", l.Addr().String())
	}
	if s.Metrics == "" && !besides(s) {
		n.say("No BOT_METRICS_ADDR: /metrics is not served, since others reach this address (BOT_PUBLIC_URL, or an open workbench).")
	}
}

// announceWorkbench says where people find the workbench, if anywhere.
func announceWorkbench(n notices, s *Settings, l net.Listener) {
	listens := l.Addr().String()
	switch {
	case !servesWorkbench(s, l):
		n.say(fmt.Sprintf("Brouillon listens on %s; the workbench is off here (BOT_WORKBENCH: docs/workbench.md).", listens), "listens", listens)
	case s.SignIn == nil:
		address := "http://" + reachable(listens)
		n.say("Brouillon is at "+address, "address", address, "listens", listens)
	default:
		n.say("Brouillon is at "+s.SignIn.Public.String(), "address", s.SignIn.Public.String(), "listens", listens)
		n.say("People sign in to it with "+s.SignIn.Issuer.Issuer+".", "issuer", s.SignIn.Issuer.Issuer)
		if len(s.SignIn.trusted(local(l))) == 0 {
			n.warn("No BOT_TRUSTED_PROXIES: to the limits, all who come through one proxy are one person (docs/workbench.md).")
		}
	}
}
