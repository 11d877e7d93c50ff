package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/copilot"
)

// SlackConfig is what the bot needs to be in Slack, as given.
type SlackConfig struct {
	BotToken copilot.Secret `name:"slack-bot-token" env:"SLACK_BOT_TOKEN" group:"slack" placeholder:"TOKEN" help:"Token of the installed app (xoxb-…). With it, one of the next two or both. Better given as variables than as flags."`
	Secret   copilot.Secret `name:"slack-signing-secret" env:"SLACK_SIGNING_SECRET" group:"slack" placeholder:"SECRET" help:"Signing secret, when Slack calls the bot over HTTP at /slack/commands, /slack/interactions and /slack/events."`
	AppToken copilot.Secret `name:"slack-app-token" env:"SLACK_APP_TOKEN" group:"slack" placeholder:"TOKEN" help:"App-level token (xapp-…), for Socket Mode: the bot calls Slack and needs no public address."`
	Prefix   string         `name:"slack-command-prefix" env:"SLACK_COMMAND_PREFIX" group:"slack" placeholder:"PREFIX" help:"What the commands start with, as in the manifest: br- for /br-draft."`
	URL      string         `name:"slack-api-url" env:"SLACK_API_URL" group:"slack" placeholder:"URL" help:"Base of Slack's Web API, for GovSlack and proxies. Default: https://slack.com/api/."`
}

// configured says whether the bot is to be in Slack.
func (c SlackConfig) configured() bool { return c.BotToken.Set() }

var (
	botToken      = regexp.MustCompile(`^xoxb-[\w-]+$`)
	appToken      = regexp.MustCompile(`^xapp-[\w-]+$`)
	commandPrefix = regexp.MustCompile(`^[a-z0-9_-]{0,16}$`)
)

// settle finds what is wrong, without repeating a secret.
func (c SlackConfig) settle(f *faults) SlackConfig {
	c.BotToken, c.Secret, c.AppToken = trimmed(c.BotToken), trimmed(c.Secret), trimmed(c.AppToken)
	switch {
	case !c.BotToken.Set() && (c.Secret.Set() || c.AppToken.Set()):
		f.add("SLACK_BOT_TOKEN is missing: it is on the app's page under OAuth & Permissions, and begins with xoxb-")
	case c.BotToken.Set() && !botToken.MatchString(c.BotToken.Reveal()):
		f.add("SLACK_BOT_TOKEN is no bot token: take the one under OAuth & Permissions, which begins with xoxb-")
	case c.BotToken.Set() && !c.Secret.Set() && !c.AppToken.Set():
		f.add("SLACK_BOT_TOKEN alone cannot hear anybody: set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), or both")
	}
	if c.AppToken.Set() && !appToken.MatchString(c.AppToken.Reveal()) {
		f.add("SLACK_APP_TOKEN is no app-level token: make one under Basic Information, App-Level Tokens, with connections:write; it begins with xapp-")
	}
	if c.Secret.Set() && !slack.ValidSecret(c.Secret) {
		f.add("SLACK_SIGNING_SECRET: %v", slack.ErrSecret)
	}
	if !commandPrefix.MatchString(c.Prefix) {
		f.add("SLACK_COMMAND_PREFIX is %q: use at most 16 of a-z, 0-9, - and _, e.g. br-", c.Prefix)
	}
	if !apiAddress(c.URL) {
		f.add("SLACK_API_URL is not a web address: use https, e.g. https://slack-gov.com/api/ (http only on 127.0.0.1, ::1 or localhost)")
	}
	return c
}

// apiAddress says whether a token may be sent to an address: over TLS, or on this
// machine. None is the platform's own.
func apiAddress(address string) bool {
	u, err := url.Parse(address)
	if address == "" {
		return true
	}
	return err == nil && u.Host != "" && u.User == nil && (u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname()))
}

// loopback says whether a host is this machine: the only one that the token may be
// sent to without TLS.
func loopback(host string) bool { return host == "127.0.0.1" || host == "::1" || host == "localhost" }

// slackWing is the bot's side of Slack.
type slackWing struct {
	config SlackConfig
	chat   *slack.Chat
	door   *slack.Door
	server *slack.Server // nil without HTTP
	socket *slack.Socket // nil without Socket Mode
	log    *slog.Logger
}

// newSlackChat is the port of Slack; nil where it is not configured.
func newSlackChat(s *Settings, h house) *slack.Chat {
	if !s.Slack.configured() {
		return nil
	}
	return slack.NewChat(slack.ChatOptions{
		BotToken: s.Slack.BotToken, AppToken: s.Slack.AppToken, URL: s.Slack.URL, Prefix: s.Slack.Prefix, Log: h.log, Failed: h.failed(slack.Platform), Stretches: s.Admission.Ears(h.store),
		Secret: s.SecretKey.Or(s.Slack.Secret, s.Slack.AppToken),
	})
}

// newSlackWing opens the ways in that are configured. It returns an error when
// Slack refuses the token; a Slack that does not answer yet is waited for later.
func newSlackWing(ctx context.Context, s *Settings, h house, core *copilot.Copilot, chat *slack.Chat) (*slackWing, error) {
	if err := refused("Slack", chat.Check(ctx), s.Locale, h.log); err != nil {
		return nil, err
	}
	w := &slackWing{config: s.Slack, chat: chat, log: h.log}
	w.door = slack.NewDoor(core, chat, slack.DoorOptions{Log: h.log, Locale: s.Locale, Prefix: s.Slack.Prefix, Plots: h.links()})
	if err := h.countForged(slack.Platform, w.door.Forged); err != nil {
		return nil, err
	}
	if s.Slack.Secret.Set() {
		var err error
		if w.server, err = slack.NewServer(w.door, s.Slack.Secret); err != nil {
			return nil, err
		}
	}
	if s.Slack.AppToken.Set() {
		w.socket = slack.NewSocket(w.door, 0)
		if err := refused("Slack", w.socket.Check(ctx), s.Locale, h.log); err != nil {
			return nil, err
		}
		gauge := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "brouillon_slack_connections", Help: "Socket Mode connections that are open; 0 means that nobody's commands arrive.",
		}, func() float64 { return float64(w.socket.Connections()) })
		if err := h.registry.Register(gauge); err != nil {
			return nil, fmt.Errorf("slack: %w", err)
		}
	}
	return w, nil
}

// refused is an error in words when a platform refuses what it was shown. One that
// does not answer is none.
func refused(platform string, err error, locale string, log *slog.Logger) error {
	if f, ok := errors.AsType[*copilot.Fault](err); ok && f.Kind != copilot.FaultInternal {
		return errors.New(f.Sentence(locale))
	}
	if err != nil {
		log.Warn(platform+" does not answer yet", "error", err)
	}
	return nil
}

// route adds the addresses that Slack calls to the rooms.
func (w *slackWing) route(mux *http.ServeMux) {
	if w.server != nil {
		mux.Handle("/slack/", w.server)
	}
}

// run hears Slack until ctx ends.
func (w *slackWing) run(ctx context.Context) {
	var running sync.WaitGroup
	running.Go(func() { w.chat.Recheck(ctx) })
	running.Go(func() { w.chat.Keep(ctx) })
	if w.socket != nil {
		logClose(w.log, w.socket.Run(ctx))
	}
	running.Wait()
}

// deaf is a deafError when Slack refused the bot's token while the bot ran.
func (w *slackWing) deaf() error {
	if w.chat.Refused() {
		return deafError("Slack")
	}
	return nil
}

func (w *slackWing) close() { finish(w.log, w.door, w.chat) }

// announce says how Slack reaches the bot.
func (w *slackWing) announce(n notices, address string) {
	if w.server != nil {
		n.say(fmt.Sprintf("Slack over HTTP: it calls http://%s/slack/…, through whatever makes that public.", address), "listens", address)
	}
	if w.socket != nil {
		n.say("Slack over Socket Mode: the bot calls Slack; nothing needs to be public.")
	}
}
