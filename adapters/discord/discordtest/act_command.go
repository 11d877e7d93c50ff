package discordtest

import "strings"

// Command lets a user use a slash command, "draft" or with its subcommand
// "copilot approvers", with options by their names. The test ends when Discord's
// client would not let them: no such command or option, something required is
// missing, a value is too long or no choice, they lack the permission.
func (d *Discord) Command(user, channel, name string, options map[string]any) Reply {
	d.t.Helper()
	return d.perform("Command "+name, func() act {
		c, fault := d.acting(user, channel)
		if fault != "" {
			return act{fault: fault}
		}
		return d.command(user, c, name, options, "")
	})
}

// command makes a slash command, or its autocompletion where an option is focused.
// The lock is held.
func (d *Discord) command(user string, c *channel, name string, options map[string]any, focused string) act {
	path := strings.Fields(name)
	if len(path) == 0 {
		return act{fault: "which command?"}
	}
	command, fault := d.usable(user, c, path[0], 1)
	if fault != "" {
		return act{fault: fault}
	}
	e := entry{d: d, c: c, given: options, focused: focused, resolved: object{}}
	filled := e.fill(command, path[1:])
	if e.fault != "" {
		return act{fault: e.fault}
	}
	kind := kindCommand
	if focused != "" {
		kind = kindAutocomplete
	}
	i := d.interact(kind, user, c)
	i.command = path[0]
	data := object{"id": command["id"], "name": command["name"], "type": 1}
	if len(filled) > 0 {
		data["options"] = filled
	}
	if len(e.resolved) > 0 {
		data["resolved"] = e.resolved
	}
	if guild := str(command, "guild_id"); guild != "" {
		data["guild_id"] = guild
	}
	return act{i: i, payload: d.payload(i, data)}
}

// MessageCommand lets a user choose a message command on a message.
func (d *Discord) MessageCommand(user, channel, message, name string) Reply {
	d.t.Helper()
	return d.perform("MessageCommand "+name, func() act {
		c, fault := d.acting(user, channel)
		var m *Message
		if fault == "" {
			m, fault = d.facing(user, c, message)
		}
		var command object
		if fault == "" {
			command, fault = d.usable(user, c, name, 3)
		}
		if fault != "" {
			return act{fault: fault}
		}
		i := d.interact(kindCommand, user, c)
		i.command, i.menu, i.target = name, true, m
		data := object{
			"id": command["id"], "name": command["name"], "type": 3, "target_id": m.ID,
			"resolved": object{"messages": object{m.ID: d.messageShape(m)}},
		}
		return act{i: i, payload: d.payload(i, data)}
	})
}

// Autocomplete lets a user type into an option, with other options filled in, and
// returns what is offered.
func (d *Discord) Autocomplete(user, channel, command, option, typed string, filled map[string]any) []Choice {
	d.t.Helper()
	given := object{option: typed}
	for name, v := range filled {
		given[name] = v
	}
	given[option] = typed
	r := d.perform("Autocomplete "+command, func() act {
		c, fault := d.acting(user, channel)
		if fault != "" {
			return act{fault: fault}
		}
		return d.command(user, c, command, given, option)
	})
	some := []Choice{}
	for _, o := range objects(list(r.Data, "choices")) {
		some = append(some, Choice{str(o, "name"), o["value"]})
	}
	return some
}
