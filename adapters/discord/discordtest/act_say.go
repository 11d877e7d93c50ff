package discordtest

import (
	"encoding/json"
	"maps"
)

// Say lets a user write a message and returns its id. The text is as on the wire:
// <@…> mentions somebody. It is dispatched over the gateway.
func (d *Discord) Say(user, channel, text string) string {
	d.t.Helper()
	return d.says("Say", user, channel, func(m *Message) { m.Content = text })
}

// Answer lets a user answer a message with another one.
func (d *Discord) Answer(user, channel, message, text string) string {
	d.t.Helper()
	return d.says("Answer", user, channel, func(m *Message) {
		m.Content, m.Type = text, typeReply
		m.reference = object{"type": 0, "channel_id": channel, "message_id": message}
		if m.guild != "" {
			m.reference["guild_id"] = m.guild
		}
	})
}

// Put puts a message of a user into a channel, with fields of its JSON replaced by
// those of raw, which may be what no library knows yet.
func (d *Discord) Put(user, channel, raw string) string {
	d.t.Helper()
	var o object
	if err := json.Unmarshal([]byte(raw), &o); err != nil {
		d.t.Fatalf("discordtest: Put: %v", err)
	}
	return d.says("Put", user, channel, func(m *Message) {
		m.Content = str(o, "content")
		m.Embeds, m.Components = list(o, "embeds"), list(o, "components")
		m.raw = maps.Clone(o)
		for _, name := range []string{"content", "embeds", "components", "attachments"} {
			delete(m.raw, name)
		}
		m.Attachments = list(o, "attachments")
		if id := str(o, "id"); id != "" {
			m.ID = id
		}
	})
}

func (d *Discord) says(what, user, channel string, how func(*Message)) string {
	d.t.Helper()
	d.mu.Lock()
	c, fault := d.stand(user, channel)
	if fault != "" {
		d.mu.Unlock()
		d.t.Fatalf("discordtest: %s: %s", what, fault)
	}
	m := d.written(c, user)
	how(m)
	c.join(user)
	c.add(m)
	d.heard("MESSAGE_CREATE", c, m)
	d.mu.Unlock()
	return m.ID
}

// Edit lets a user change their message.
func (d *Discord) Edit(user, where, message, text string) {
	d.t.Helper()
	d.change("Edit", user, where, message, func(c *channel, m *Message) {
		m.Content, m.Edited = text, d.o.Now()
		d.heard("MESSAGE_UPDATE", c, m)
	})
}

// Delete lets a user take their message back, or a moderator anybody's.
func (d *Discord) Delete(user, where, message string) {
	d.t.Helper()
	d.change("Delete", user, where, message, func(_ *channel, m *Message) { d.forget(m) })
}

func (d *Discord) change(what, user, where, message string, how func(*channel, *Message)) {
	d.t.Helper()
	d.mu.Lock()
	c, fault := d.stand(user, where)
	var m *Message
	if fault == "" {
		m, fault = d.facing(user, c, message)
	}
	if fault == "" && m.Author != user && (what == "Edit" || !d.may(user, d.guilds[c.Guild], c).Has(ManageMessages)) {
		fault = message + " is not a message of " + user
	}
	if fault != "" {
		d.mu.Unlock()
		d.t.Fatalf("discordtest: %s: %s", what, fault)
	}
	how(c, m)
	d.mu.Unlock()
}
