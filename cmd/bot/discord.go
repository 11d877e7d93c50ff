package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// DiscordConfig is what the bot needs to be in Discord, as given.
type DiscordConfig struct {
	Token     copilot.Secret `name:"discord-bot-token" env:"DISCORD_BOT_TOKEN" group:"discord" placeholder:"TOKEN" help:"Token of the bot. Better given as a variable than as a flag."`
	PublicKey string         `name:"discord-public-key" env:"DISCORD_PUBLIC_KEY" group:"discord" placeholder:"KEY" help:"Public key of the application, when Discord calls the bot over HTTP at /discord/interactions."`
	Gateway   string         `name:"discord-gateway" env:"DISCORD_GATEWAY" group:"discord" default:"on" placeholder:"on|off" help:"Whether the bot calls Discord's gateway, which needs no public address and hears of deleted messages. Default: ${default}."`
	URL       string         `name:"discord-api-url" env:"DISCORD_API_URL" group:"discord" placeholder:"URL" help:"Base of Discord's HTTP API, for proxies. Default: https://discord.com/api/v10."`
}

// configured says whether the bot is to be in Discord.
func (c DiscordConfig) configured() bool { return c.Token.Set() }

// discordToken is how tokens of bots look: three parts with dots between.
var discordToken = regexp.MustCompile(`^[\w-]+\.[\w-]+\.[\w-]+$`)

// settle finds what is wrong, without repeating a secret.
func (c DiscordConfig) settle(f *faults) DiscordConfig {
	c.Token, c.PublicKey = copilot.NewSecret(strings.TrimPrefix(trimmed(c.Token).Reveal(), "Bot ")), strings.TrimSpace(c.PublicKey)
	c.Gateway = f.oneOf("DISCORD_GATEWAY", cmp.Or(c.Gateway, "on"), "on", "off")
	switch {
	case !c.Token.Set() && c.PublicKey != "":
		f.add("DISCORD_BOT_TOKEN is missing: it is on the application's page under Bot, Reset Token")
	case c.Token.Set() && !discordToken.MatchString(c.Token.Reveal()):
		f.add("DISCORD_BOT_TOKEN is no bot token: take the one under Bot, Reset Token, three parts with dots between; not the client secret, not the public key")
	case c.Token.Set() && c.Gateway == "off" && c.PublicKey == "":
		f.add("DISCORD_GATEWAY=off leaves the bot deaf: set DISCORD_PUBLIC_KEY (HTTP), or leave the gateway on")
	}
	if c.PublicKey != "" {
		if _, err := discord.ParsePublicKey(c.PublicKey); err != nil {
			f.add("DISCORD_PUBLIC_KEY: %v", err)
		}
	}
	if !apiAddress(c.URL) {
		f.add("DISCORD_API_URL is not a web address: use https, e.g. https://discord.com/api/v10 (http only on 127.0.0.1, ::1 or localhost)")
	}
	return c
}

// discordWing is the bot's side of Discord.
type discordWing struct {
	config  DiscordConfig
	chat    *discord.Chat
	door    *discord.Door
	server  *discord.Server  // nil without HTTP
	gateway *discord.Gateway // nil without the gateway
	log     *slog.Logger
	reads   bool        // Discord shows the bot what others write, or nobody knows yet
	lost    atomic.Bool // the gateway was refused
}

// newDiscordChat is the port of Discord; nil where it is not configured.
func newDiscordChat(s *Settings, h house) (*discord.Chat, error) {
	if !s.Discord.configured() {
		return nil, nil
	}
	return discord.NewChat(discord.ChatOptions{Token: s.Discord.Token, Secret: s.SecretKey, URL: s.Discord.URL, Log: h.log, Failed: h.failed(discord.Platform)})
}

// newDiscordWing opens the ways in that are configured. It returns an error when
// Discord refuses the token; a Discord that does not answer yet is waited for later.
func newDiscordWing(ctx context.Context, s *Settings, h house, core *copilot.Copilot, chat *discord.Chat) (*discordWing, error) {
	if err := refused("Discord", chat.Check(ctx), s.Locale, h.log); err != nil {
		return nil, err
	}
	if err := refused("Discord", chat.CheckKey(ctx, s.Discord.PublicKey), s.Locale, h.log); err != nil {
		return nil, err
	}
	w := &discordWing{config: s.Discord, chat: chat, log: h.log}
	reads, err := chat.Reads(ctx)
	w.reads = reads || err != nil
	w.door = discord.NewDoor(core, chat, discord.DoorOptions{Log: h.log, Locale: s.Locale, Plots: h.links()})
	if err := h.countForged(discord.Platform, w.door.Forged); err != nil {
		return nil, err
	}
	if s.Discord.PublicKey != "" {
		var err error
		if w.server, err = discord.NewServer(w.door, s.Discord.PublicKey); err != nil {
			return nil, err
		}
	}
	if s.Discord.Gateway == "on" {
		w.gateway = chat.Gateway(w.door, h.store, memory.ErrTaken)
		gauge := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "brouillon_discord_connections", Help: "Gateway connections of this process that are alive: over all replicas there should be one.",
		}, func() float64 { return float64(w.gateway.Connections()) })
		if err := h.registry.Register(gauge); err != nil {
			return nil, fmt.Errorf("discord: %w", err)
		}
	}
	return w, nil
}

// route adds the address that Discord calls to the rooms.
func (w *discordWing) route(mux *http.ServeMux) {
	if w.server != nil {
		mux.Handle("/discord/", w.server)
	}
}

// Pauses between tries to register the commands: each is twice as long as the one
// before.
const (
	registerFirst = 10 * time.Second
	registerMost  = 10 * time.Minute
)

// run registers the commands if they changed, and hears Discord until ctx ends.
func (w *discordWing) run(ctx context.Context) {
	var running sync.WaitGroup
	defer running.Wait()
	running.Go(func() { w.register(ctx) })
	if w.gateway == nil {
		return
	}
	if err := w.gateway.Run(ctx); err != nil && ctx.Err() == nil {
		w.lost.Store(true)
		w.log.ErrorContext(ctx, "discord: nobody is heard over the gateway any more", "error", err)
	}
}

// register writes the commands if they changed, and tries until that went well.
func (w *discordWing) register(ctx context.Context) {
	for pause := registerFirst; ; pause = min(2*pause, registerMost) {
		written, err := w.chat.Register(ctx, "")
		if err == nil {
			w.log.InfoContext(ctx, "discord: commands are registered", "written", written)
			return
		}
		w.log.WarnContext(ctx, "discord: commands are not registered", "error", err)
		t := time.NewTimer(pause)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return
		}
	}
}

// deaf is a deafError when Discord refused the token or the session while the bot ran.
func (w *discordWing) deaf() error {
	if w.lost.Load() || w.chat.Refused() {
		return deafError("Discord")
	}
	return nil
}

func (w *discordWing) close() { finish(w.log, w.door, w.chat) }

// announce says how Discord reaches the bot.
func (w *discordWing) announce(n notices, address string) {
	if w.server != nil {
		n.say(fmt.Sprintf("Discord over HTTP: it calls http://%s/discord/interactions, through whatever makes that public.", address), "listens", address)
	}
	if w.gateway != nil {
		n.say("Discord over its gateway: the bot calls Discord; nothing needs to be public.")
	}
	if !w.reads {
		n.warn("Discord: Message Content Intent is off, so conversations are not summarized (Developer Portal, the application, Bot).")
	}
	if w.gateway == nil {
		n.say("DISCORD_GATEWAY=off: deleted messages are not followed through to drafts, and nobody is heard who only writes the bot's name.")
	}
}
