package slacktest

import (
	"slices"
	"strings"
)

// channel is a Channel with its messages. ts of equal length compare as text.
type channel struct {
	Channel
	with    string // of a direct message: the person
	all     []*Message
	top     []*Message            // what history shows, by ts
	threads map[string][]*Message // replies by their root's ts, by ts
	byTS    map[string]*Message
}

func (c *channel) has(user string) bool { return slices.Contains(c.Members, user) }

// kind is the channel_type of events.
func (c *channel) kind() string {
	switch {
	case c.with != "":
		return "im"
	case c.Private:
		return "group"
	default:
		return "channel"
	}
}

// add keeps a message that is later than all others of the channel.
func (c *channel) add(m *Message) {
	c.all = append(c.all, m)
	c.byTS[m.TS] = m
	if !m.isReply() || m.broadcast {
		c.top = append(c.top, m)
	}
	if !m.isReply() {
		return
	}
	root := c.byTS[m.ThreadTS]
	m.ParentUser = root.User
	c.threads[m.ThreadTS] = append(c.threads[m.ThreadTS], m)
	root.ThreadTS = root.TS
	root.ReplyCount++
	root.LatestReply = m.TS
	if !slices.Contains(root.ReplyUsers, m.User) {
		root.ReplyUsers = append(root.ReplyUsers, m.User)
	}
	root.stale()
}

// tombstone is the subtype of what stands where a message with replies was.
const tombstone = "tombstone"

// remove takes a message away. A root with replies leaves a tombstone.
func (c *channel) remove(m *Message) {
	if m.ReplyCount > 0 {
		*m = Message{
			Channel: m.Channel, TS: m.TS, ThreadTS: m.ThreadTS, User: "USLACKBOT", Subtype: tombstone,
			Text: "This message was deleted.", Team: m.Team,
			ReplyCount: m.ReplyCount, ReplyUsers: m.ReplyUsers, LatestReply: m.LatestReply,
		}
		return
	}
	delete(c.byTS, m.TS)
	gone := func(o *Message) bool { return o == m }
	c.all, c.top = slices.DeleteFunc(c.all, gone), slices.DeleteFunc(c.top, gone)
	if root := c.byTS[m.ThreadTS]; m.isReply() && root != nil {
		c.leave(root, m)
	}
}

// leave takes a reply out of its thread.
func (c *channel) leave(root, m *Message) {
	replies := slices.DeleteFunc(c.threads[root.TS], func(o *Message) bool { return o == m })
	c.threads[root.TS] = replies
	root.ReplyCount, root.ReplyUsers, root.LatestReply = len(replies), nil, ""
	for _, r := range replies {
		root.LatestReply = r.TS
		if !slices.Contains(root.ReplyUsers, r.User) {
			root.ReplyUsers = append(root.ReplyUsers, r.User)
		}
	}
	if len(replies) == 0 {
		root.ThreadTS = ""
	}
	root.stale()
}

// lastTS is the latest ts of the channel, "" when it is empty.
func (c *channel) lastTS() string {
	if len(c.all) == 0 {
		return ""
	}
	return c.all[len(c.all)-1].TS
}

// isTS tells whether a text is a ts: ten digits, a dot, six digits.
func isTS(ts string) bool {
	seconds, micros, ok := strings.Cut(ts, ".")
	return ok && len(seconds) == 10 && len(micros) == 6 && digits(seconds) && digits(micros)
}

func digits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func lower(s string) string { return strings.ToLower(s) }
