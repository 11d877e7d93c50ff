package slacktest

import "strings"

// Say lets a user write a message, in a thread or with thread "" in the channel,
// and returns its ts. The text is as typed ("@name", "a < b") or, where it holds
// <@U…>, as on the wire. When the bot is in the channel the event message is
// delivered, and app_mention when the bot is named; Events has the replies.
func (s *Slack) Say(user, channel, thread, text string) string {
	s.t.Helper()
	s.mu.Lock()
	c, fault := s.stand(user, channel)
	if fault == "" && thread != "" && c.byTS[thread] == nil {
		fault = "no message " + thread + " to reply to in " + channel
	}
	if fault != "" {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: Say: %s", fault)
	}
	m := s.typed(c, user, thread, text)
	c.add(m)
	events := s.heard(c, m)
	s.mu.Unlock()
	for _, e := range events {
		s.emit(e)
	}
	return m.TS
}

// stand finds where a user acts. The lock is held.
func (s *Slack) stand(user, channel string) (*channel, string) {
	c := s.channels[channel]
	switch {
	case s.users[user] == nil:
		return nil, "no user " + user
	case c == nil:
		return nil, "no channel " + channel
	}
	return c, ""
}

// typed is a message as a person's client makes it. The lock is held.
func (s *Slack) typed(c *channel, user, thread, text string) *Message {
	wire := s.wire(text, true)
	return &Message{
		Channel: c.ID, TS: s.stamp(), ThreadTS: thread, User: user, Team: s.users[user].Team,
		ClientMsgID: uuid(), Text: wire, Blocks: encode(richText(wire)),
	}
}

// heard are the events a message makes for the app. The lock is held.
func (s *Slack) heard(c *channel, m *Message) []map[string]any {
	if !c.BotIn {
		return nil
	}
	all := []map[string]any{s.event(c, m.User, s.messageEvent(c, m))}
	if c.with == "" && strings.Contains(m.Text, "<@"+s.o.BotUser) {
		all = append(all, s.event(c, m.User, s.mentionEvent(c, m)))
	}
	return all
}

// echo delivers the bot's own message to it, as Slack does. The lock is held.
func (s *Slack) echo(c *channel, m *Message) {
	if !s.o.Echo || s.ended {
		return
	}
	e := s.event(c, m.User, s.messageEvent(c, m))
	s.pending.Go(func() { s.emit(e) })
}

// Edit lets a user change their message: the event message_changed.
func (s *Slack) Edit(user, where, ts, text string) {
	s.t.Helper()
	s.change("Edit", user, where, ts, func(c *channel, m *Message) map[string]any {
		before := m.shape()
		m.Text = s.wire(text, true)
		m.Blocks = encode(richText(m.Text))
		m.EditedBy, m.EditedTS = user, s.stamp()
		m.stale()
		return map[string]any{"subtype": "message_changed", "message": m.shape(), "previous_message": before}
	})
}

// Delete lets a user take their message back: the event message_deleted or, where
// replies hang on it, message_changed into a tombstone.
func (s *Slack) Delete(user, where, ts string) {
	s.t.Helper()
	s.change("Delete", user, where, ts, func(c *channel, m *Message) map[string]any {
		before := m.shape()
		c.remove(m)
		if m.Subtype == tombstone {
			return map[string]any{"subtype": "message_changed", "message": m.shape(), "previous_message": before}
		}
		return map[string]any{"subtype": "message_deleted", "deleted_ts": ts, "previous_message": before}
	})
}

func (s *Slack) change(what, user, where, ts string, how func(*channel, *Message) map[string]any) {
	s.t.Helper()
	s.mu.Lock()
	c, fault := s.stand(user, where)
	if fault == "" && (c.byTS[ts] == nil || c.byTS[ts].User != user) {
		fault = user + " has no message " + ts + " in " + where
	}
	if fault != "" {
		s.mu.Unlock()
		s.t.Fatalf("slacktest: %s: %s", what, fault)
	}
	inner := how(c, c.byTS[ts])
	at := s.stamp()
	for name, value := range map[string]any{
		"type": "message", "channel": c.ID, "channel_type": c.kind(), "hidden": true, "ts": at, "event_ts": at,
	} {
		inner[name] = value
	}
	heard, e := c.BotIn, s.event(c, user, inner)
	s.mu.Unlock()
	if heard {
		s.emit(e)
	}
}
