package slack

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Paths below the public address at which the bot listens, in HTTP mode.
const (
	commandsPath     = "/slack/commands"
	eventsPath       = "/slack/events"
	interactionsPath = "/slack/interactions"
)

// What the shortcuts of a message are called on the wire.
const (
	shortcutSummarize = "summarize_thread"
	shortcutDraft     = "draft_reply"
	shortcutHashtags  = "hashtags_message"
)

// botEvents are the events the app is told of.
var botEvents = []string{
	"app_home_opened", "app_mention",
	"message.channels", "message.groups", "message.im", "message.mpim",
	"channel_left", "group_left", "channel_deleted", "group_deleted",
	"subteam_members_changed", "user_change", "tokens_revoked", "app_uninstalled",
}

const (
	defaultName     = "Brouillon"
	backgroundColor = "#1f2a44"
)

// Manifest is the app for Slack as indented JSON, to be pasted where Slack asks
// for a manifest: its commands are those of the table. The error says what of o
// to put right, and how.
func Manifest(o ManifestOptions) ([]byte, error) {
	o.Name = cmp.Or(strings.TrimSpace(o.Name), defaultName)
	o.URL = strings.TrimRight(o.URL, "/")
	if err := o.fault(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(o.manifest()); err != nil {
		return nil, fmt.Errorf("make the manifest: %w", err)
	}
	return b.Bytes(), nil
}

// at is the address of a path below the bot's own; "" in Socket Mode, where Slack
// calls nobody.
func (o ManifestOptions) at(path string) string {
	if o.Socket {
		return ""
	}
	return o.URL + path
}

func (o ManifestOptions) say(key string) string {
	return catalogue.Say(o.Locale, key, catalogue.Args{"Name": o.Name})
}

func (o ManifestOptions) manifest() manifest {
	return manifest{
		Metadata: metadata{Major: 2, Minor: 1},
		Display: display{
			Name: o.Name, Description: o.say("slack.app.description"),
			Long: o.say("slack.app.long"), Color: backgroundColor,
		},
		Features: features{
			Home:      appHome{HomeTab: true, MessagesTab: true},
			Bot:       botUser{Name: o.Name, Online: true},
			Shortcuts: o.shortcuts(),
			Commands:  o.commands(),
		},
		OAuth: oauth{Scopes: scopes{Bot: scopeNames()}},
		Settings: settings{
			Events:        subscriptions{URL: o.at(eventsPath), Bot: botEvents},
			Interactivity: interactivity{Enabled: true, URL: o.at(interactionsPath)},
			Socket:        o.Socket,
		},
	}
}

// commands are those of the table.
func (o ManifestOptions) commands() []slashCommand {
	var all []slashCommand
	for _, c := range copilot.Table() {
		all = append(all, slashCommand{
			Command: "/" + o.Prefix + c.Name, URL: o.at(commandsPath),
			Description: c.Description(o.Locale), Hint: catalogue.Say(o.Locale, "slack.usage."+c.Name, nil), Escape: true,
		})
	}
	return all
}

// shortcuts are the ways in from a message: Slack's commands do not work in
// threads.
func (o ManifestOptions) shortcuts() []shortcut {
	var all []shortcut
	for _, id := range []string{shortcutSummarize, shortcutDraft, shortcutHashtags} {
		all = append(all, shortcut{
			Name: o.say("slack.shortcut." + id), Type: "message", Callback: id,
			Description: o.say("slack.shortcut." + id + ".description"),
		})
	}
	return all
}

func scopeNames() []string {
	var names []string
	for _, s := range Scopes() {
		names = append(names, s.Name)
	}
	return names
}
