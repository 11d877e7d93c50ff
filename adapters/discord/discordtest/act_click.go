package discordtest

// facing finds a message that a user has before them: of the channel, or an
// ephemeral of theirs there. The lock is held.
func (d *Discord) facing(user string, c *channel, message string) (*Message, string) {
	if m := c.byID[message]; m != nil {
		return m, ""
	}
	for _, m := range d.whispers {
		if m.ID == message && m.To == user && m.Channel == c.ID {
			return m, ""
		}
	}
	return nil, "no message " + message + " in " + c.ID + " that " + user + " sees"
}

// Click lets a user press a button of a message, or of an ephemeral of theirs. The
// custom_id may be cut short where only one begins so. The test ends when no such
// button is there, or it is disabled.
func (d *Discord) Click(user, channel, message, customID string) Reply {
	d.t.Helper()
	return d.perform("Click "+customID, func() act { return d.press(user, channel, message, customID) })
}

// press makes the interaction of a button. The lock is held.
func (d *Discord) press(user, channel, message, customID string) act {
	c, m, fault := d.pressing(user, channel, message)
	if fault != "" {
		return act{fault: fault}
	}
	button, fault := find(m.Components, customID, 2)
	if fault != "" {
		return act{fault: fault}
	}
	return d.pressed(user, c, m, object{"custom_id": button["custom_id"], "component_type": 2})
}

// Select lets a user choose values of a select on a message.
func (d *Discord) Select(user, channel, message, customID string, values ...string) Reply {
	d.t.Helper()
	return d.perform("Select "+customID, func() act {
		c, m, fault := d.pressing(user, channel, message)
		if fault != "" {
			return act{fault: fault}
		}
		menu, fault := find(m.Components, customID, 3, 5, 6, 7, 8)
		resolved := object{}
		if fault == "" {
			fault = d.choosing(menu, c, values, resolved)
		}
		if fault != "" {
			return act{fault: fault}
		}
		data := object{"custom_id": menu["custom_id"], "component_type": menu["type"], "values": values}
		if num(menu, "type") != 3 {
			data["resolved"] = resolved
		}
		return d.pressed(user, c, m, data)
	})
}

func (d *Discord) pressing(user, channel, message string) (*channel, *Message, string) {
	c, fault := d.acting(user, channel)
	if fault != "" {
		return nil, nil, fault
	}
	m, fault := d.facing(user, c, message)
	if fault == "" && m.Author != d.o.Application {
		fault = "message " + message + " is not the app's"
	}
	return c, m, fault
}

// pressed makes the interaction of a component. The lock is held.
func (d *Discord) pressed(user string, c *channel, m *Message, data object) act {
	i := d.interact(kindComponent, user, c)
	i.origin = m
	return act{i: i, payload: d.payload(i, data)}
}
