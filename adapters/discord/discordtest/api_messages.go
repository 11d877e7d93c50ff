package discordtest

import (
	"net/http"
	"slices"
)

// whole finds a message that the bot can read, of a channel it can look into.
// Ephemerals are in no channel.
func (d *Discord) whole(q *request) (*channel, *Message, error) {
	c, err := d.reach(q.PathValue("channel_id"))
	if err != nil {
		return nil, nil, err
	}
	m := c.byID[q.PathValue("message_id")]
	if m == nil {
		return c, nil, refuse(10008)
	}
	return c, m, nil
}

// botMay is what the bot may in a channel. The lock is held.
func (d *Discord) botMay(c *channel) Permissions {
	if c.with != "" {
		return ViewChannel | SendMessages | EmbedLinks | ReadHistory | SendInThreads
	}
	return d.may(d.o.Application, d.guilds[c.Guild], c)
}

func (d *Discord) messageInfo(q *request) (int, any, error) {
	c, m, err := d.whole(q)
	switch {
	case err != nil:
		return 0, nil, err
	case !d.botMay(c).Has(ReadHistory):
		return 0, nil, refuse(50013)
	}
	return http.StatusOK, d.veiled(m, true), nil
}

// edit changes a message of the bot; others' it cannot, and in an archived thread
// nobody can.
func (d *Discord) edit(q *request) (int, any, error) {
	c, m, err := d.whole(q)
	switch {
	case err != nil:
		return 0, nil, err
	case m.Author != d.o.Application:
		return 0, nil, wrong(50005, "message %s is of another author", m.ID)
	case c.thread() && c.Archived:
		return 0, nil, refuse(50083)
	}
	if err := d.compose(q.route.name, m, q.part(), editable); err != nil {
		return 0, nil, err
	}
	m.Edited = d.o.Now()
	d.heard("MESSAGE_UPDATE", c, m)
	return http.StatusOK, d.messageShape(m), nil
}

func (d *Discord) takeBack(q *request) (int, any, error) {
	c, m, err := d.whole(q)
	switch {
	case err != nil:
		return 0, nil, err
	case m.Author != d.o.Application && !d.botMay(c).Has(ManageMessages):
		return 0, nil, refuse(50013)
	case c.thread() && c.Archived:
		return 0, nil, refuse(50083)
	}
	d.forget(m)
	return http.StatusNoContent, nil, nil
}

// forget takes a message or an ephemeral away. The lock is held.
func (d *Discord) forget(m *Message) {
	if m.To != "" {
		d.whispers = slices.DeleteFunc(d.whispers, func(o *Message) bool { return o == m })
		return
	}
	if c := d.channels[m.Channel]; c != nil {
		c.remove(m)
		d.heard("MESSAGE_DELETE", c, m)
	}
}
