package discordtest

// shapeOf is a channel as JSON has it. The lock is held.
func (d *Discord) shapeOf(c *channel) object {
	latest := any(nil)
	if n := len(c.all); n > 0 {
		latest = c.all[n-1].ID
	}
	if c.with != "" {
		return object{"id": c.ID, "type": c.Type, "flags": 0, "last_message_id": latest, "recipients": []any{d.userShape(c.with)}}
	}
	o := object{
		"id": c.ID, "type": c.Type, "name": c.Name, "guild_id": c.Guild, "parent_id": nullable(c.Parent), "flags": 0,
		"last_message_id": latest, "rate_limit_per_user": 0,
	}
	if c.thread() {
		o["owner_id"], o["message_count"], o["member_count"], o["total_message_sent"] = d.o.Application, c.replies(), max(len(c.Members), 1), c.replies()
		o["thread_metadata"] = object{
			"archived": c.Archived, "locked": c.Locked, "auto_archive_duration": 4320,
			"archive_timestamp": stamp(c.archivedAt()), "create_timestamp": stamp(made(c.ID)),
		}
		return o
	}
	o["position"], o["topic"], o["nsfw"] = 0, nullable(c.Topic), false
	return o
}

// fullShape is a channel as GET has it, with its overwrites.
func (d *Discord) fullShape(c *channel) object {
	o := d.shapeOf(c)
	if c.with != "" || c.thread() {
		return o
	}
	all := []any{}
	for _, w := range c.Overwrites {
		kind := 0
		if w.Member {
			kind = 1
		}
		all = append(all, object{"id": w.ID, "type": kind, "allow": w.Allow.String(), "deny": w.Deny.String()})
	}
	o["permission_overwrites"] = all
	if c.Type == Forum {
		o["available_tags"], o["default_reaction_emoji"], o["default_forum_layout"], o["default_sort_order"] = []any{}, nil, 0, nil
	}
	return o
}

// partialShape is a channel as interactions name it. A direct message channel has
// no name, which their schema wants there only for real channels.
func (d *Discord) partialShape(c *channel) object {
	o := d.shapeOf(c)
	if c.with != "" {
		o["name"] = nil
	}
	return o
}
