package discord

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// legible refuses a conversation that Discord shows without its words: a summary of
// nothing would look like one.
func (c *Chat) legible(ctx context.Context, messages []message) error {
	blank := 0
	for _, m := range messages {
		if spoken(m) && m.blank() {
			blank++
		}
	}
	if blank == 0 {
		return nil
	}
	own, err := c.rest.self(ctx)
	if err != nil {
		return err
	}
	if own.content { // then they are stickers, say
		return nil
	}
	return copilot.NewFault(copilot.FaultForbidden, "discord.fault.content", nil, nil)
}

// blank says whether nothing of a message is told.
func (m message) blank() bool {
	return m.Content == "" && len(m.Embeds) == 0 && len(m.Attachment) == 0 && len(m.Components) == 0
}

// lines turns messages into what the core reads: names for ids, plain text, and a
// link made by us.
// What calls the bot is machinery too: an order is nothing that was said.
func (c *Chat) lines(at copilot.Place, messages []message, bot snowflake) []copilot.Line {
	lines := make([]copilot.Line, len(messages))
	for i, m := range messages {
		in, thread := channelOf(at), ""
		if m.Channel != "" && m.Channel != in {
			in = m.Channel
			if at.Thread == "" { // else it is the message that the thread hangs on
				thread = in
			}
		}
		lines[i] = copilot.Line{
			ID: m.ID, AuthorID: m.Author.ID, Author: c.callName(at.Workspace, m.Author), Time: timeOf(m.ID).In(c.now().Location()),
			Text: plain(words(m), c.namesIn(at, m)),
			Link: permalink{at.Workspace, in, m.ID}.String(), Thread: thread, Bot: !spoken(m) || m.calls(bot),
		}
	}
	return lines
}

// callName is what an author is called in the server, as far as is known without
// asking.
func (c *Chat) callName(guild snowflake, u user) string {
	if m, ok := c.members.recall(memberKey(guild, u.ID), nameAge); ok && m.Nick != "" {
		return m.Nick
	}
	return u.name()
}

// namesIn says how to name who and what a message at a place mentions. A channel has
// a name for those who may see it: of others the id stays (P6).
func (c *Chat) namesIn(at copilot.Place, m message) func(kind byte, id string) string {
	guild := at.Workspace
	return func(kind byte, id string) string {
		switch kind {
		case '@':
			for _, u := range m.Mentions {
				if u.ID == id {
					return c.callName(guild, u)
				}
			}
		case '&':
			g, _ := c.guilds.recall(guild, nameAge)
			for _, r := range g.Roles {
				if r.ID == id {
					return r.Name
				}
			}
		case '#':
			in, known := c.channels.recall(id, nameAge)
			if known && in.Guild == guild && (id == channelOf(at) || c.open(in)) {
				return in.Name
			}
		}
		return ""
	}
}

// looked is the name of who or what somebody mentions at a place, asked for when it is
// not known.
func (c *Chat) looked(ctx context.Context, at copilot.Place, kind byte, id string) string {
	switch kind {
	case '@':
		m, err := c.members.find(ctx, memberKey(at.Workspace, id), nameAge)
		if err == nil {
			return m.name(id)
		}
	case '&', '#':
		_, _ = c.guilds.find(ctx, at.Workspace, authorityAge)
		if kind == '#' {
			_, _ = c.channels.find(ctx, id, nameAge)
		}
	}
	return c.namesIn(at, message{})(kind, id)
}

// calls says whether a message begins with somebody's name, as an order does.
func (m message) calls(bot snowflake) bool {
	return strings.HasPrefix(m.Content, "<@"+bot+">") || strings.HasPrefix(m.Content, "<@!"+bot+">")
}

// nobody is the id of no member: what they may do, everybody may.
const nobody snowflake = "0"

// open says whether everybody in the server may see a channel, as far as is known
// without asking.
func (c *Chat) open(in channel) bool {
	g, known := c.guilds.recall(in.Guild, authorityAge)
	return known && !in.thread() && g.permits(nobody, member{}, in).has(viewChannel)
}

// targets remembers for a while, in this process alone, the messages whose menu
// somebody used: their words come with that, also where the bot may read no others.
// It is safe for concurrent use.
type targets struct {
	now func() time.Time

	mu   sync.Mutex
	seen map[snowflake]dated[message]
}

// Bounds of what is remembered.
const (
	targetAge  = 15 * time.Minute
	maxTargets = 1_000
)

func newTargets(now func() time.Time) *targets {
	return &targets{now: now, seen: map[snowflake]dated[message]{}}
}

func (t *targets) keep(m message) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.seen) >= maxTargets {
		clear(t.seen)
	}
	t.seen[m.ID] = dated[message]{m, t.now()}
}

func (t *targets) recall(id snowflake) (message, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	d, ok := t.seen[id]
	return d.what, ok && t.now().Sub(d.at) < targetAge
}

// forget drops a message that was edited or deleted.
func (t *targets) forget(id snowflake) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.seen, id)
}
