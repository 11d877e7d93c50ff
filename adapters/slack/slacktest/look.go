package slacktest

import (
	"maps"
	"slices"
	"strings"
)

// Messages are those of a channel, replies among them, in order of ts.
func (s *Slack) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[channel]
	if c == nil {
		return nil
	}
	all := make([]Message, len(c.all))
	for i, m := range c.all {
		all[i] = m.copied()
	}
	return all
}

// Message is the message of a channel with that ts.
func (s *Slack) Message(channel, ts string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[channel]; c != nil && c.byTS[ts] != nil {
		return c.byTS[ts].copied(), true
	}
	return Message{}, false
}

// Ephemerals are those a user has been shown and that were not taken back.
func (s *Slack) Ephemerals(user string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Message
	for _, m := range s.whispers {
		if m.To == user {
			all = append(all, m.copied())
		}
	}
	return all
}

// Calls are those of a method, "*" for all, in the order in which they arrived. A
// lenient Slack keeps none. "response_url" counts as a method.
func (s *Slack) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Call
	for _, c := range s.calls {
		if c.Method == method || method == "*" {
			c.Arguments = maps.Clone(c.Arguments)
			all = append(all, c)
		}
	}
	return all
}

// Count is how often a method was called.
func (s *Slack) Count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method]
}

// ResetCalls forgets the calls so far.
func (s *Slack) ResetCalls() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
	clear(s.counts)
}

// Permalink is the address of a message, as people copy it.
func (s *Slack) Permalink(channel, ts string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[channel]; c != nil && c.byTS[ts] != nil {
		return s.permalink(c.byTS[ts])
	}
	return s.permalink(&Message{Channel: channel, TS: ts})
}

func (s *Slack) permalink(m *Message) string {
	link := "https://" + s.o.Domain + ".slack.com/archives/" + m.Channel + "/p" + strings.ReplaceAll(m.TS, ".", "")
	if m.isReply() {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + m.Channel
	}
	return link
}

// sees tells whether a user can read a channel: its members can, and of public
// ones everybody of the workspace but guests. The lock is held.
func (s *Slack) sees(user string, c *channel) bool {
	u := s.users[user]
	return c.has(user) || u != nil && !c.Private && !u.Restricted && !u.UltraRestricted && !u.Stranger
}

// Visible is all text that a user sees: the channel with its threads, their
// ephemerals there, their direct messages with the bot, and the open modal.
func (s *Slack) Visible(user, channel string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	if c := s.channels[channel]; c != nil && s.sees(user, c) {
		all = append(all, transcript(c)...)
	}
	for _, m := range s.whispers {
		if m.To == user && m.Channel == channel {
			all = append(all, m.Plain())
		}
	}
	for _, id := range s.order {
		if c := s.channels[id]; c.with == user && id != channel {
			all = append(all, transcript(c)...)
		}
	}
	if v := s.topView(user, ""); v != nil {
		all = append(all, plainView(v.body))
	}
	return strings.Join(all, "\n")
}

// transcript is what a channel says, each thread below its root.
func transcript(c *channel) []string {
	var all []string
	for _, m := range c.top {
		if m.isReply() {
			continue // shown in its thread
		}
		all = append(all, m.Plain())
		for _, r := range c.threads[m.TS] {
			all = append(all, r.Plain())
		}
	}
	return slices.DeleteFunc(all, func(t string) bool { return t == "" })
}
