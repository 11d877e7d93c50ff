package discordtest

// usable finds a command that somebody can use in a channel. A server's own goes
// before one of everywhere. The lock is held.
func (d *Discord) usable(user string, c *channel, name string, kind int) (object, string) {
	for _, guild := range []string{c.Guild, ""} {
		for _, o := range d.commands[guild] {
			if str(o, "name") == name && num(o, "type") == kind {
				return o, d.forbidden(user, c, o)
			}
		}
		if c.Guild == "" {
			break
		}
	}
	return nil, "no command " + name + " of that type is registered"
}

// forbidden says why somebody cannot use a command somewhere; "" when they can.
func (d *Discord) forbidden(user string, c *channel, command object) string {
	name := str(command, "name")
	context := 0
	if c.with != "" {
		context = 1
	}
	if all, set := command["contexts"].([]any); set && !containsNumber(all, context) {
		return name + " is not offered in this context"
	}
	if c.with != "" {
		if command["dm_permission"] == false {
			return name + " is not offered in direct messages"
		}
		return ""
	}
	p := d.may(user, d.guilds[c.Guild], c)
	if !p.Has(UseCommands) {
		return user + " may not use commands in " + c.ID
	}
	needed, set := command["default_member_permissions"].(string)
	if set && !d.permitted[name] && !p.Has(Administrator) && (needed == "0" || !p.Has(Permissions(numbered(needed)))) {
		return user + " lacks the permission that " + name + " wants by default"
	}
	return ""
}

func containsNumber(all []any, n int) bool {
	for _, v := range all {
		if f, ok := v.(float64); ok && int(f) == n {
			return true
		}
	}
	return false
}
