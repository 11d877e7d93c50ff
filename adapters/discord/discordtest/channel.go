package discordtest

import (
	"cmp"
	"slices"
	"time"
)

// The types of channels that matter here.
const (
	TextChannel   = 0
	Direct        = 1
	NewsThread    = 10
	PublicThread  = 11
	PrivateThread = 12
	Forum         = 15
)

// Channel is a channel of a server, a thread, or a post of a forum.
type Channel struct {
	ID         string
	Guild      string // default Options.Guild
	Name       string
	Type       int    // 0 text, 5 news, 10 to 12 threads, 15 forum …
	Parent     string // of a thread or a post: the channel; else a category, or empty
	Topic      string
	Overwrites []Overwrite // of threads those of the parent count
	Archived   bool        // of threads
	Locked     bool        // of threads
	Members    []string    // of a thread: user ids
	Starter    string      // of a thread: the message of the parent it was made from
}

// channel is a channel as it is kept.
type channel struct {
	Channel
	with string    // of a direct message channel: with whom
	shut time.Time // when a thread was archived
	all  []*Message
	byID map[string]*Message
}

// thread tells threads and posts of forums.
func (c *Channel) thread() bool { return c.Type >= NewsThread && c.Type <= PrivateThread }

// Channel adds a channel, or changes the one with that id and keeps its messages.
// A thread with a Starter begins with a bare reference to that message.
func (d *Discord) Channel(c Channel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.Guild = cmp.Or(c.Guild, d.o.Guild)
	c.Name = cmp.Or(c.Name, "channel-"+c.ID)
	known := d.channels[c.ID]
	isNew := known == nil
	if isNew {
		known = d.addChannel(c.ID)
	}
	known.Channel = c
	if isNew && c.Starter != "" {
		d.addStarter(known)
	}
}

// Archive archives a thread, or unarchives it; locked ones only moderators open.
func (d *Discord) Archive(thread string, archived, locked bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.channels[thread]; c != nil {
		c.Archived, c.Locked = archived, locked
		c.shut = d.o.Now()
	}
}

// archivedAt is when a thread was archived or opened last, or else made.
func (c *channel) archivedAt() time.Time {
	if c.shut.IsZero() {
		return made(c.ID)
	}
	return c.shut
}

// replies is how many messages a thread has, without the one it begins with.
func (c *channel) replies() int {
	if len(c.all) > 0 && (c.all[0].ID == c.ID || c.all[0].Type == typeStarter) {
		return len(c.all) - 1
	}
	return len(c.all)
}

// RemoveChannel deletes a channel with its messages.
func (d *Discord) RemoveChannel(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.channels, id)
	d.order = slices.DeleteFunc(d.order, func(o string) bool { return o == id })
}

func (d *Discord) addChannel(id string) *channel {
	c := &channel{byID: map[string]*Message{}}
	d.channels[id] = c
	d.order = append(d.order, id)
	return c
}

func (d *Discord) addStarter(c *channel) {
	author := d.o.Application
	if parent := d.channels[c.Parent]; parent != nil && parent.byID[c.Starter] != nil {
		author = parent.byID[c.Starter].Author
	}
	m := d.written(c, author)
	m.Type = typeStarter
	m.reference = object{"type": 0, "guild_id": c.Guild, "channel_id": c.Parent, "message_id": c.Starter}
	c.add(m)
}

// DM is the channel of a user's direct messages with the bot. It is made when it
// is first needed.
func (d *Discord) DM(user string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dm(user).ID
}

func (d *Discord) dm(user string) *channel {
	for _, id := range d.order {
		if c := d.channels[id]; c.with == user {
			return c
		}
	}
	c := d.addChannel(d.snowflake())
	c.Channel = Channel{ID: d.order[len(d.order)-1], Type: Direct}
	c.with = user
	return c
}

// join makes who writes in a thread a member of it, and opens it again.
func (c *channel) join(user string) {
	c.Archived = false
	if c.thread() && !slices.Contains(c.Members, user) {
		c.Members = append(slices.Clone(c.Members), user)
	}
}

func (c *channel) add(m *Message) {
	c.all = append(c.all, m)
	c.byID[m.ID] = m
	if n := len(c.all); n < 2 || numbered(c.all[n-2].ID) < numbered(m.ID) {
		return
	}
	slices.SortStableFunc(c.all, func(a, b *Message) int { return cmp.Compare(numbered(a.ID), numbered(b.ID)) })
}

func (c *channel) remove(m *Message) {
	delete(c.byID, m.ID)
	c.all = slices.DeleteFunc(c.all, func(o *Message) bool { return o == m })
}
