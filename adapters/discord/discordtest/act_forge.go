package discordtest

// ForgeClick sends the click of a button that is not there: what somebody sends
// who plays with Discord's protocol, or clicks what was taken back. A time-out
// does not hold it up.
func (d *Discord) ForgeClick(user, channel, message, customID string) Reply {
	d.t.Helper()
	return d.perform("ForgeClick", func() act {
		c := d.channels[channel]
		if c == nil || d.users[user] == nil {
			return act{fault: "no user " + user + " or no channel " + channel}
		}
		m, _ := d.facing(user, c, message)
		if m == nil {
			m = &Message{ID: message, Channel: channel, Author: d.o.Application, guild: c.Guild}
		}
		return d.pressed(user, c, m, object{"custom_id": customID, "component_type": 2})
	})
}

// ForgeSubmit sends a form that was never open, with text inputs by their
// custom_id.
func (d *Discord) ForgeSubmit(user, channel, customID string, texts map[string]string) Reply {
	d.t.Helper()
	return d.perform("ForgeSubmit", func() act {
		c := d.channels[channel]
		if c == nil || d.users[user] == nil {
			return act{fault: "no user " + user + " or no channel " + channel}
		}
		rows := []any{}
		for id, text := range texts {
			rows = append(rows, object{"type": 1, "id": 1, "components": []any{object{"type": 4, "id": 2, "custom_id": id, "value": text}}})
		}
		i := d.interact(kindSubmit, user, c)
		i.from = &modal{user: user, channel: channel, metadata: object{
			"id": i.id, "type": kindCommand, "user": d.userShape(user), "authorizing_integration_owners": object{},
		}}
		return act{i: i, payload: d.payload(i, object{"custom_id": customID, "components": rows})}
	})
}

// Purge lets a user delete many messages of a channel at once, as moderators do.
func (d *Discord) Purge(user, where string, messages ...string) {
	d.t.Helper()
	d.mu.Lock()
	c, fault := d.stand(user, where)
	if fault == "" && !d.may(user, d.guilds[c.Guild], c).Has(ManageMessages) {
		fault = user + " may not manage messages in " + where
	}
	if fault != "" {
		d.mu.Unlock()
		d.t.Fatalf("discordtest: Purge: %s", fault)
	}
	ids := []any{}
	for _, id := range messages {
		if m := c.byID[id]; m != nil {
			c.remove(m)
			ids = append(ids, id)
		}
	}
	if d.sees(d.o.Application, c) {
		d.gate.dispatch("MESSAGE_DELETE_BULK", func(s *session) any {
			if s.intents&intentGuildMessages == 0 {
				return nil
			}
			return object{"ids": ids, "channel_id": c.ID, "guild_id": c.Guild}
		})
	}
	d.mu.Unlock()
}
