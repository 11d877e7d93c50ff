package slacktest

import (
	"cmp"
	"slices"
)

// User is a person, or a bot, of the workspace or of another one.
type User struct {
	ID          string // "U…" or "W…"
	Name        string // what @ completes; default the id in lower case
	RealName    string // default Name
	DisplayName string // may be empty, as Slack's often is
	Locale      string // "fr-FR"; default "en-US"
	Team        string // default the workspace's
	// What users.info says of them.
	Admin, Owner, Restricted, UltraRestricted, Bot, Deleted, Stranger bool
}

// User adds a user, or changes the one with that id.
func (s *Slack) User(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u.Name = cmp.Or(u.Name, lower(u.ID))
	u.RealName = cmp.Or(u.RealName, u.Name)
	u.Locale = cmp.Or(u.Locale, "en-US")
	u.Team = cmp.Or(u.Team, s.o.Team)
	s.users[u.ID] = &u
}

// Channel is a conversation of several people.
type Channel struct {
	ID        string // "C…"
	Name      string // without "#"
	Private   bool
	Archived  bool
	ExtShared bool // shared with another organisation
	ReadOnly  bool // only admins may post
	BotIn     bool // the bot is a member
	Members   []string
}

// Channel adds a channel, or changes the one with that id and keeps its messages.
func (s *Slack) Channel(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Name = cmp.Or(c.Name, lower(c.ID))
	c.Members = slices.DeleteFunc(slices.Clone(c.Members), func(u string) bool { return u == s.o.BotUser })
	if c.BotIn {
		c.Members = append(c.Members, s.o.BotUser)
	}
	known := s.channels[c.ID]
	if known == nil {
		known = s.addChannel(c.ID)
	}
	known.Channel = c
}

func (s *Slack) addChannel(id string) *channel {
	c := &channel{threads: map[string][]*Message{}, byTS: map[string]*Message{}}
	s.channels[id] = c
	s.order = append(s.order, id)
	return c
}

// Group is a user group: "@handle".
type Group struct {
	ID     string // "S…"
	Handle string // without "@"
	Users  []string
	// Disabled groups are listed only when asked for.
	Disabled bool
}

// Group adds a user group, or changes the one with that id.
func (s *Slack) Group(g Group) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.groups, func(o Group) bool { return o.ID == g.ID })
	if at < 0 {
		s.groups = append(s.groups, g)
		return
	}
	s.groups[at] = g
}

// DM is the channel of a user's direct messages with the bot, "D…". It is made
// when it is first needed.
func (s *Slack) DM(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dm(user).ID
}

func (s *Slack) dm(user string) *channel {
	for _, id := range s.order {
		if c := s.channels[id]; c.with == user {
			return c
		}
	}
	id := s.id("D")
	c := s.addChannel(id)
	c.Channel = Channel{ID: id, Private: true, BotIn: true, Members: []string{user, s.o.BotUser}}
	c.with = user
	return c
}
