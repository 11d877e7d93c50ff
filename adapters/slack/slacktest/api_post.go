package slacktest

import (
	"encoding/json"
	"slices"
)

// reach finds a channel the bot may know of.
func (s *Slack) reach(id string) (*channel, error) {
	c := s.channels[id]
	if c == nil || c.Private && !c.BotIn {
		return nil, refuse("channel_not_found")
	}
	return c, nil
}

// enter finds a channel the bot is a member of.
func (s *Slack) enter(id string) (*channel, error) {
	c, err := s.reach(id)
	if err == nil && !c.BotIn {
		err = refuse("not_in_channel")
	}
	return c, err
}

// target finds where a message may be posted. A user's id stands for the direct
// messages with them; names of channels do not stand for anything.
func (s *Slack) target(id string) (*channel, error) {
	if u := s.users[id]; u != nil {
		if u.Bot || u.Deleted {
			return nil, refuse("channel_not_found")
		}
		return s.dm(id), nil
	}
	c, err := s.enter(id)
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, refuse("is_archived")
	case c.ReadOnly:
		return nil, refuse("restricted_action_read_only_channel")
	}
	return c, nil
}

// thread holds a thread_ts to a message that can have replies.
func (c *channel) thread(ts string) error {
	m := c.byTS[ts]
	switch {
	case ts == "":
		return nil
	case m == nil:
		return refuse("cannot_reply_to_message")
	case m.isReply():
		return wrong("cannot_reply_to_message", "thread_ts %s is itself a reply: its thread is %s", ts, m.ThreadTS)
	}
	return nil
}

// written makes the bot's message out of arguments.
func (s *Slack) written(c *channel, args arguments) *Message {
	text := args["text"] + args["markdown_text"]
	if r := []rune(text); len(r) > mostText {
		text = string(r[:mostText])
	}
	m := &Message{
		Channel: c.ID, TS: s.stamp(), ThreadTS: args["thread_ts"], Team: s.o.Team, Text: text,
		User: s.o.BotUser, Bot: s.o.Bot, App: s.o.App, Blocks: s.kept(args["blocks"]),
	}
	if args["metadata"] != "" {
		m.Metadata = json.RawMessage(args["metadata"])
	}
	return m
}

func (s *Slack) postMessage(args arguments) (any, error) {
	c, err := s.target(args["channel"])
	if err == nil {
		err = c.thread(args["thread_ts"])
	}
	if err != nil {
		return nil, err
	}
	m := s.written(c, args)
	m.broadcast = args.is("reply_broadcast")
	c.add(m)
	s.echo(c, m)
	return map[string]any{"ok": true, "channel": c.ID, "ts": m.TS, "message": json.RawMessage(m.encode(true))}, nil
}

func (s *Slack) postEphemeral(args arguments) (any, error) {
	c, err := s.enter(args["channel"])
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, refuse("is_archived")
	case !c.has(args["user"]):
		return nil, refuse("user_not_in_channel")
	}
	if err := c.thread(args["thread_ts"]); err != nil {
		return nil, err
	}
	m := s.written(c, args)
	m.To = args["user"]
	s.whispers = append(s.whispers, m)
	return map[string]any{"ok": true, "message_ts": m.TS}, nil
}

// own finds a message the bot may change.
func (s *Slack) own(args arguments, otherwise string) (*channel, *Message, error) {
	c, err := s.reach(args["channel"])
	if err != nil {
		return nil, nil, err
	}
	m := c.byTS[args["ts"]]
	switch {
	case m == nil && slices.ContainsFunc(s.whispers, func(m *Message) bool { return m.TS == args["ts"] }):
		return nil, nil, wrong("message_not_found", "%s is an ephemeral: only its response_url can change it", args["ts"])
	case m == nil:
		return nil, nil, refuse("message_not_found")
	case m.Bot != s.o.Bot:
		return nil, nil, refuse(otherwise)
	}
	return c, m, nil
}

// updateMessage changes what is given: text alone takes the blocks away.
func (s *Slack) updateMessage(args arguments) (any, error) {
	c, m, err := s.own(args, "cant_update_message")
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, refuse("is_inactive")
	}
	m.Text, m.Blocks = args["text"]+args["markdown_text"], s.kept(args["blocks"])
	m.EditedBy, m.EditedTS = s.o.BotUser, s.stamp()
	if args["metadata"] != "" {
		m.Metadata = json.RawMessage(args["metadata"])
	}
	if args["metadata"] == "{}" {
		m.Metadata = nil
	}
	m.stale()
	return map[string]any{
		"ok": true, "channel": c.ID, "ts": m.TS, "text": m.Text, "message": json.RawMessage(m.encode(true)),
	}, nil
}

func (s *Slack) deleteMessage(args arguments) (any, error) {
	c, m, err := s.own(args, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	ts := m.TS
	c.remove(m)
	return map[string]any{"ok": true, "channel": c.ID, "ts": ts}, nil
}

func (s *Slack) permalinkOf(args arguments) (any, error) {
	c, err := s.reach(args["channel"])
	if err != nil {
		return nil, err
	}
	m := c.byTS[args["message_ts"]]
	if m == nil {
		return nil, refuse("message_not_found")
	}
	return map[string]any{"ok": true, "channel": c.ID, "permalink": s.permalink(m)}, nil
}
