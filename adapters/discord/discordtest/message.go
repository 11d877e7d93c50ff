package discordtest

import (
	"regexp"
	"slices"
	"time"
)

// The flags and types of messages that matter here.
const (
	flagSuppress   = 1 << 2
	flagEphemeral  = 1 << 6
	flagLoading    = 1 << 7
	flagSilent     = 1 << 12
	flagComponents = 1 << 15

	typeCommand     = 20
	typeStarter     = 21
	typeContextMenu = 23
	typeReply       = 19
)

// Message is one message as it is kept: of a person, of the bot, or an ephemeral.
type Message struct {
	ID, Channel string
	Author      string // user id
	Content     string // markdown, as it was sent
	Embeds      []any  // as JSON has them
	Components  []any  // as JSON has them
	Attachments []any
	Files       []File // that were attached
	Type        int    // 0 of people, 20 and 23 of commands, 21 the starter of a thread
	Flags       int
	Nonce       any       // nil, a string or a number
	Edited      time.Time // zero: never
	To          string    // of an ephemeral: who alone sees it

	reference object
	metadata  object // of the interaction that it answers
	webhook   bool   // sent with the token of an interaction
	raw       object // laid over the shape: what Put was given
	guild     string
}

// Ephemeral tells whether one person alone sees the message.
func (m *Message) Ephemeral() bool { return m.Flags&flagEphemeral != 0 }

// Loading tells whether the message only says that the bot is thinking.
func (m *Message) Loading() bool { return m.Flags&flagLoading != 0 }

// written is a new message of somebody. The lock is held.
func (d *Discord) written(c *channel, author string) *Message {
	return &Message{ID: d.snowflake(), Channel: c.ID, Author: author, guild: c.Guild}
}

var (
	mentioned     = regexp.MustCompile(`<@!?(\d+)>`)
	mentionedRole = regexp.MustCompile(`<@&(\d+)>`)
)

// mentions are the users that a message names.
func (m *Message) mentions() []string {
	var all []string
	for _, found := range mentioned.FindAllStringSubmatch(m.Content, -1) {
		if !slices.Contains(all, found[1]) {
			all = append(all, found[1])
		}
	}
	return all
}

// copied is the message for somebody who may keep it.
func (m *Message) copied() Message {
	c := *m
	c.Embeds, c.Components, c.Attachments = again(m.Embeds), again(m.Components), again(m.Attachments)
	return c
}
