package discordtest

import (
	"slices"
	"strings"
)

// Messages are those of a channel, in order.
func (d *Discord) Messages(channel string) []Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channels[channel]
	if c == nil {
		return nil
	}
	all := make([]Message, len(c.all))
	for i, m := range c.all {
		all[i] = m.copied()
	}
	return all
}

// Message is the message of a channel with that id, or an ephemeral there.
func (d *Discord) Message(channel, id string) (Message, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.channels[channel]; c != nil && c.byID[id] != nil {
		return c.byID[id].copied(), true
	}
	for _, m := range d.whispers {
		if m.Channel == channel && m.ID == id {
			return m.copied(), true
		}
	}
	return Message{}, false
}

// Ephemerals are those a user has been shown and that were not taken back.
func (d *Discord) Ephemerals(user string) []Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []Message
	for _, m := range d.whispers {
		if m.To == user {
			all = append(all, m.copied())
		}
	}
	return all
}

// Dismiss lets a user dismiss an ephemeral; the app does not hear of it.
func (d *Discord) Dismiss(user, message string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.whispers = slices.DeleteFunc(d.whispers, func(m *Message) bool { return m.To == user && m.ID == message })
}

// Direct are the messages between a user and the bot.
func (d *Discord) Direct(user string) []Message { return d.Messages(d.DM(user)) }

// Calls are those of a route, "" for all, in the order in which they arrived.
func (d *Discord) Calls(route string) []Call {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []Call
	for _, c := range d.calls {
		if route == "" || same(c.Route, route) {
			all = append(all, *c)
		}
	}
	return all
}

// ResetCalls forgets the calls so far, and how many were invalid.
func (d *Discord) ResetCalls() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls, d.invalid = nil, 0
}

// Link is the address of a message, as people copy it.
func (d *Discord) Link(channel, message string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	guild := "@me"
	if c := d.channels[channel]; c != nil && c.Guild != "" {
		guild = c.Guild
	}
	return "https://discord.com/channels/" + guild + "/" + channel + "/" + message
}

// Visible is all text that a user sees in a channel, in order, as it is displayed:
// the messages with their embeds and buttons, their ephemerals there, and the form
// they have open.
func (d *Discord) Visible(user, channel string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.channels[channel]
	if c == nil {
		return ""
	}
	var some []*Message
	if d.sees(user, c) {
		some = append(some, c.all...)
	}
	for _, m := range d.whispers {
		if m.To == user && m.Channel == channel {
			some = append(some, m)
		}
	}
	slices.SortStableFunc(some, func(a, b *Message) int { return strings.Compare(padded(a.ID), padded(b.ID)) })
	var all []string
	for _, m := range some {
		if text := m.Plain(); text != "" {
			all = append(all, text)
		}
	}
	if m := d.modals[user]; m != nil && m.channel == channel {
		all = append(all, Modal{Title: str(m.body, "title"), Components: list(m.body, "components")}.Plain())
	}
	return strings.Join(all, "\n")
}

// padded makes ids compare as numbers.
func padded(id string) string { return strings.Repeat("0", max(20-len(id), 0)) + id }
