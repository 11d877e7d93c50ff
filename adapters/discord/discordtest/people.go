package discordtest

import (
	"cmp"
	"slices"
	"time"
)

// User is a person, or a bot, and how they are in the servers.
type User struct {
	ID            string // a snowflake
	Name          string // the user name; default "user" and the id
	GlobalName    string // what is shown; may be empty
	Nick          string // in the servers; may be empty
	Roles         []string
	Locale        string // of their client: "fr"; default "en-US"
	Bot           bool
	TimedOutUntil time.Time
	Pending       bool // has not passed the membership screening
	Owner         bool // of the server of Options.Guild
	Refuses       bool // direct messages: they are answered with 50007
	NotIn         []string
}

// User adds a user, or changes the one with that id.
func (d *Discord) User(u User) {
	d.mu.Lock()
	defer d.mu.Unlock()
	u.Name = cmp.Or(u.Name, "user"+u.ID)
	u.Locale = cmp.Or(u.Locale, "en-US")
	d.users[u.ID] = &u
	if u.Owner {
		d.guilds[d.o.Guild].Owner = u.ID
	}
}

// Bot sets which roles the bot has besides its own.
func (d *Discord) Bot(roles ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.users[d.o.Application].Roles = roles
}

// Change changes a user while the test runs: their roles, their time-out, whether
// they are still there.
func (d *Discord) Change(user string, how func(*User)) {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	u := d.users[user]
	if u == nil {
		d.blameLocked("Change: no user %s", user)
		return
	}
	how(u)
}

// Leave takes a user out of a server.
func (d *Discord) Leave(user, guild string) {
	d.Change(user, func(u *User) { u.NotIn = append(u.NotIn, guild) })
}

// memberOf tells whether somebody is in a server. The lock is held.
func (d *Discord) memberOf(user string, g *guild) bool {
	u := d.users[user]
	return u != nil && g != nil && !slices.Contains(u.NotIn, g.ID) && (user != d.o.Application || !g.UserInstalled)
}

// rolesIn are the roles that somebody has in a server. The lock is held.
func (d *Discord) rolesIn(user string, g *guild) []string {
	some := []string{}
	for _, id := range d.users[user].Roles {
		if g.role(id).ID != "" && id != g.ID {
			some = append(some, id)
		}
	}
	if user == d.o.Application && g.role(g.botRole).ID != "" {
		some = append(some, g.botRole)
	}
	return some
}

// userShape is a user as JSON has it.
func (d *Discord) userShape(id string) object {
	u := d.users[id]
	if u == nil {
		u = &User{ID: id, Name: "Deleted User"}
	}
	o := object{
		"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": nullable(u.GlobalName), "avatar": nil,
		"public_flags": 0, "flags": 0, "primary_guild": nil,
	}
	if u.Bot {
		o["bot"], o["discriminator"] = true, "1234"
	}
	return o
}

// memberShape is a member without user and permissions. The lock is held.
func (d *Discord) memberShape(user string, g *guild) object {
	u := d.users[user]
	until := any(nil)
	if !u.TimedOutUntil.IsZero() {
		until = stamp(u.TimedOutUntil)
	}
	return object{
		"roles": d.rolesIn(user, g), "nick": nullable(u.Nick), "avatar": nil, "banner": nil, "joined_at": "2024-03-01T09:00:00.000000+00:00",
		"premium_since": nil, "deaf": false, "mute": false, "flags": 0, "pending": u.Pending, "communication_disabled_until": until,
	}
}
