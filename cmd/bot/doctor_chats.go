package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// examineSlack asks Slack about the token, its permissions and the way in.
func examineSlack(ctx context.Context, s *Settings, c *chart) {
	if !s.Slack.configured() {
		c.ok("Not in Slack: no SLACK_BOT_TOKEN (docs/slack.md).")
		return
	}
	silent := house{log: slog.New(slog.DiscardHandler)}
	chat := newSlackChat(s, silent)
	found, err := chat.Examine(ctx)
	if err != nil {
		c.unanswered("Slack", "Install the app again and copy the bot token under OAuth & Permissions (docs/slack.md).", err)
		return
	}
	c.ok("The token is that of %s in the workspace %s (%s).", found.Bot, found.Workspace, found.URL)
	if len(found.Missing) > 0 {
		c.fault("Paste what bot manifest slack prints under App Manifest, then install the app again.",
			"The token lacks permissions: %s.", strings.Join(found.Missing, ", "))
	}
	examineClock(c, "Slack", found.Ahead)
	if s.Slack.AppToken.Set() {
		if err := slack.NewSocket(slack.NewDoor(nil, chat, slack.DoorOptions{Log: silent.log}), 0).Check(ctx); err != nil {
			c.fault("Make an app-level token with connections:write under Basic Information, and switch Socket Mode on.", "Socket Mode: %v", inWords(err, catalogue.English))
		} else {
			c.ok("Socket Mode: Slack lets the bot connect.")
		}
	}
	if s.Slack.Secret.Set() {
		c.ok("HTTP: Slack calls /slack/commands, /slack/interactions and /slack/events; whether it reaches them its app page says.")
	}
}

// examineDiscord asks Discord about the token, the key, the intent and the commands.
func examineDiscord(ctx context.Context, s *Settings, c *chart) {
	if !s.Discord.configured() {
		c.ok("Not in Discord: no DISCORD_BOT_TOKEN (docs/discord.md).")
		return
	}
	chat, err := newDiscordChat(s, house{log: slog.New(slog.DiscardHandler)})
	if err != nil {
		c.fault("Take the token under Bot, Reset Token.", "%v", err)
		return
	}
	found, err := chat.Examine(ctx)
	if err != nil {
		c.unanswered("Discord", "Take a new token under Bot, Reset Token (docs/discord.md).", err)
		return
	}
	c.ok("The token is that of %s.", found.Bot)
	examineClock(c, "Discord", found.Ahead)
	if err := chat.CheckKey(ctx, s.Discord.PublicKey); err != nil {
		c.fault("Copy Public Key from the application's page, General Information.", "%v", inWords(err, catalogue.English))
	}
	if !found.Reads {
		c.warn("Switch on Message Content Intent: Developer Portal, the application, Bot.", "Conversations cannot be summarized: Discord does not show the bot what others write.")
	}
	if !found.Registered {
		c.warn("bot register discord writes them; so does every start of the bot.", "The commands in Discord are not those of this version.")
	}
	if found.Starts < fewStarts {
		c.warn("Find out what restarts it: at 0 Discord gives the bot a new token.", "The gateway may be joined %d times more today.", found.Starts)
	}
}

// fewStarts are so few that something restarts the bot again and again: Discord allows a
// thousand a day.
const fewStarts = 100

// unanswered is a platform that refuses the token, or does not answer at all.
func (c *chart) unanswered(platform, token string, err error) {
	if f, ok := errors.AsType[*copilot.Fault](err); ok {
		if f.Kind == copilot.FaultForbidden {
			c.fault(token, "%s", f.Sentence(catalogue.English))
			return
		}
		err = cmp.Or(errors.Unwrap(f), err) // what people in a chat are not told
	}
	c.fault("See whether it can be reached from here: a proxy, a firewall or a network policy may stand between.", "%s does not answer: %v", platform, err)
}
