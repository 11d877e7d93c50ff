package discordtest

import "net/http"

// mostFollowUps is how many an app may send that only a person brought along.
const mostFollowUps = 5

// followUp is a further message to an interaction. The first one after a defer
// takes the place of the message that says the bot is thinking.
func (d *Discord) followUp(q *request) (int, any, error) {
	i, err := d.hooked(q)
	if err != nil {
		return 0, nil, err
	}
	if i.original != nil && i.original.Loading() && d.stands(i.original) {
		return d.rewrite(q, i, i.original)
	}
	if i.userInstall && i.followUps >= mostFollowUps {
		return 0, nil, refuse(40094)
	}
	m, err := d.replying(q.route.name, i, q.part(), q.files)
	if err != nil {
		return 0, nil, err
	}
	i.followUps++
	return http.StatusOK, d.messageShape(m), nil
}

// replying writes a message that answers an interaction. The lock is held.
func (d *Discord) replying(what string, i *interaction, sent object, files []File) (*Message, error) {
	c := d.channels[i.channel]
	if c == nil {
		return nil, refuse(10003)
	}
	m := d.written(c, d.o.Application)
	m.webhook, m.metadata = true, i.metadata
	m.Flags = num(sent, "flags") & flagEphemeral
	d.attach(m, files)
	if err := d.compose(what, m, sent, settable|flagEphemeral); err != nil {
		return nil, err
	}
	d.place(i, c, m)
	return m, nil
}

// place puts an answer where it is seen: in the channel, or before one person.
func (d *Discord) place(i *interaction, c *channel, m *Message) {
	i.sent = append(i.sent, m)
	if m.Ephemeral() {
		m.To = i.user
		d.whispers = append(d.whispers, m)
		return
	}
	c.Archived = false
	c.add(m)
	d.heard("MESSAGE_CREATE", c, m)
}
