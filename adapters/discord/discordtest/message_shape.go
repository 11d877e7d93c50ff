package discordtest

import (
	"maps"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// shape is the message as JSON has it. The lock is held.
func (d *Discord) messageShape(m *Message) object {
	mentions, roles := []any{}, []any{}
	for _, id := range m.mentions() {
		mentions = append(mentions, d.userShape(id))
	}
	for _, found := range mentionedRole.FindAllStringSubmatch(m.Content, -1) {
		roles = append(roles, found[1])
	}
	edited := any(nil)
	if !m.Edited.IsZero() {
		edited = stamp(m.Edited)
	}
	o := object{
		"id": m.ID, "channel_id": m.Channel, "author": d.userShape(m.Author), "content": m.Content, "type": m.Type, "flags": m.Flags,
		"embeds": orEmpty(m.Embeds), "components": orEmpty(m.Components), "attachments": orEmpty(m.Attachments),
		"timestamp": stamp(made(m.ID)), "edited_timestamp": edited, "tts": false, "pinned": false, "mention_everyone": false,
		"mentions": mentions, "mention_roles": roles,
	}
	if m.webhook {
		o["application_id"], o["webhook_id"] = d.o.Application, d.o.Application
	}
	if m.metadata != nil {
		o["interaction_metadata"] = m.metadata
	}
	if m.Nonce != nil {
		o["nonce"] = m.Nonce
	}
	d.refer(m, o)
	maps.Copy(o, m.raw)
	return o
}

// refer adds what a message refers to: a reply with the message, a thread's
// starter as a bare reference.
func (d *Discord) refer(m *Message, o object) {
	if m.reference == nil {
		return
	}
	o["message_reference"] = m.reference
	if m.Type != typeReply {
		return
	}
	o["referenced_message"] = nil
	if c := d.channels[str(m.reference, "channel_id")]; c != nil {
		if to := c.byID[str(m.reference, "message_id")]; to != nil && to.reference == nil {
			o["referenced_message"] = d.veiled(to, true)
		}
	}
}

// veiled is a message as the app may see it: without the intent for message
// content, what others wrote is empty, save in direct messages and where the app
// is mentioned. The lock is held.
func (d *Discord) veiled(m *Message, intent bool) object {
	o := d.messageShape(m)
	c := d.channels[m.Channel]
	if d.content && intent || m.Author == d.o.Application || c != nil && c.with != "" || slices.Contains(m.mentions(), d.o.Application) {
		return o
	}
	o["content"] = ""
	for _, name := range []string{"embeds", "components", "attachments"} {
		o[name] = []any{}
	}
	delete(o, "poll")
	return o
}

// numberComponents gives every component the id that Discord gives it.
func numberComponents(components []any) []any {
	n := 0
	platformtest.Walk(components, func(o object) {
		_, isComponent := o["type"].(float64)
		_, has := o["id"]
		if isComponent && !has && !strings.HasPrefix(str(o, "type"), "rich") {
			n++
			o["id"] = float64(n)
		}
	})
	return components
}
