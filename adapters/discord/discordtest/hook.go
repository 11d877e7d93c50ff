package discordtest

import "net/http"

func (d *Discord) hookMessage(q *request) (int, any, error) {
	_, m, err := d.messageOf(q)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, d.messageShape(m), nil
}

// hookEdit edits an answer with the token; the first edit ends the thinking.
func (d *Discord) hookEdit(q *request) (int, any, error) {
	i, m, err := d.messageOf(q)
	if err != nil {
		return 0, nil, err
	}
	if c := d.channels[m.Channel]; c != nil && c.thread() && c.Archived {
		return 0, nil, refuse(50083)
	}
	return d.rewrite(q, i, m)
}

func (d *Discord) rewrite(q *request, i *interaction, m *Message) (int, any, error) {
	thinking := m.Loading()
	allowed := editable
	if thinking {
		allowed |= m.Flags & flagEphemeral
	}
	if err := d.compose(q.route.name, m, q.part(), allowed); err != nil {
		return 0, nil, err
	}
	if !thinking {
		m.Edited = d.o.Now()
	}
	d.shown(m, "MESSAGE_UPDATE")
	return http.StatusOK, d.messageShape(m), nil
}

func (d *Discord) hookDelete(q *request) (int, any, error) {
	_, m, err := d.messageOf(q)
	if err != nil {
		return 0, nil, err
	}
	d.forget(m)
	return http.StatusNoContent, nil, nil
}

// shown tells the gateway of a message that everybody sees.
func (d *Discord) shown(m *Message, event string) {
	if m.To == "" {
		d.heard(event, d.channels[m.Channel], m)
	}
}
