package discordtest

import "time"

// The kinds of interactions, and of the answers to them.
const (
	kindPing         = 1
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindSubmit       = 5

	answerPong    = 1
	answerMessage = 4
	answerDefer   = 5
	answerLater   = 6 // of a component: nothing to see yet
	answerUpdate  = 7
	answerChoices = 8
	answerModal   = 9
)

// How long an interaction waits for its answer, and how long its token is good.
const (
	answerLimit = 3 * time.Second
	tokenLife   = 15 * time.Minute
)

// interaction is something that a person did with the app.
type interaction struct {
	id, token     string
	kind          int
	user, channel string
	at            time.Time
	command       string   // its name
	menu          bool     // a message command
	origin        *Message // of a component or a modal from one: the message it stands on
	target        *Message // of a message command
	userInstall   bool     // only the person brought the app
	from          *modal   // of a submission
	metadata      object

	answered  bool
	answer    int      // the kind of answer
	original  *Message // what @original means
	followUps int
	sent      []*Message
	reply     chan Reply // one is put in when it is answered
}

// interact makes an interaction of somebody in a channel. The lock is held.
func (d *Discord) interact(kind int, user string, c *channel) *interaction {
	i := &interaction{
		id: d.snowflake(), token: secret(60), kind: kind, user: user, channel: c.ID, at: d.o.Now(), reply: make(chan Reply, 8),
	}
	if g := d.guilds[c.Guild]; g != nil {
		i.userInstall = g.UserInstalled
	}
	d.interactions[i.id], d.tokens[i.token] = i, i
	return i
}

// hooked finds the interaction whose token a webhook path holds.
func (d *Discord) hooked(q *request) (*interaction, error) {
	i := d.tokens[q.PathValue("webhook_token")]
	switch {
	case q.PathValue("webhook_id") != d.o.Application || i == nil:
		return nil, refuse(10015)
	case d.o.Now().Sub(i.at) > tokenLife:
		return nil, refuse(50027)
	case !i.answered:
		return nil, refuse(10015)
	}
	return i, nil
}

// messageOf finds the message that a webhook path means.
func (d *Discord) messageOf(q *request) (*interaction, *Message, error) {
	i, err := d.hooked(q)
	if err != nil {
		return nil, nil, err
	}
	id := q.PathValue("message_id")
	if id == "" || i.original != nil && id == i.original.ID {
		if i.original == nil || !d.stands(i.original) {
			return i, nil, refuse(10008)
		}
		return i, i.original, nil
	}
	for _, m := range i.sent {
		if m.ID == id && d.stands(m) {
			return i, m, nil
		}
	}
	return i, nil, refuse(10008)
}

// stands tells whether a message is still there. The lock is held.
func (d *Discord) stands(m *Message) bool {
	if m.To == "" {
		c := d.channels[m.Channel]
		return c != nil && c.byID[m.ID] == m
	}
	for _, w := range d.whispers {
		if w == m {
			return true
		}
	}
	return false
}
