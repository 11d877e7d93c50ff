package discordtest

import "net/http"

// post is a message of the bot.
func (d *Discord) post(q *request) (int, any, error) {
	c, err := d.reach(q.PathValue("channel_id"))
	if err == nil {
		err = d.mayPost(c, q.part())
	}
	if err != nil {
		return 0, nil, err
	}
	before, key, err := d.before(c, q.part())
	if err != nil {
		return 0, nil, err
	}
	if before != nil {
		return http.StatusOK, d.veiled(before, true), nil
	}
	m := d.written(c, d.o.Application)
	if err := d.answering(c, m, q.part()); err != nil {
		return 0, nil, err
	}
	if err := d.compose(q.route.name, m, q.part(), settable); err != nil {
		return 0, nil, err
	}
	m.Nonce = q.part()["nonce"]
	d.remember(key, m)
	c.join(d.o.Application)
	c.add(m)
	d.heard("MESSAGE_CREATE", c, m)
	return http.StatusOK, d.messageShape(m), nil
}

// mayPost tells whether the bot may write there.
func (d *Discord) mayPost(c *channel, o object) error {
	p, needed := d.botMay(c), SendMessages
	if c.thread() {
		needed = SendInThreads
	}
	switch {
	case c.with != "" && d.users[c.with].Refuses:
		return refuse(50007)
	case c.Type == Forum || c.Type == 4:
		return refuse(50008)
	case !p.Has(needed):
		return refuse(50013)
	case len(list(o, "embeds")) > 0 && !p.Has(EmbedLinks):
		return refuse(50013)
	case c.thread() && c.Archived && c.Locked && !p.Has(ManageThreads):
		return refuse(50083)
	}
	return nil
}

// answering lets a message answer another one of the same channel.
func (d *Discord) answering(c *channel, m *Message, o object) error {
	ref := asObject(o["message_reference"])
	if ref == nil {
		return nil
	}
	if to := c.byID[str(ref, "message_id")]; to == nil && ref["fail_if_not_exists"] != false {
		return invalid([]string{"message_reference"}, "Unknown message")
	} else if to == nil {
		return nil
	}
	m.Type = typeReply
	m.reference = object{"type": 0, "channel_id": c.ID, "message_id": str(ref, "message_id")}
	if c.Guild != "" {
		m.reference["guild_id"] = c.Guild
	}
	return nil
}
