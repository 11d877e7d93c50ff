package discordtest

import (
	"slices"
	"strconv"
)

// Permissions are bits, as Discord numbers them.
type Permissions uint64

// The permissions that matter here.
const (
	Administrator  Permissions = 1 << 3
	ManageChannels Permissions = 1 << 4
	ManageGuild    Permissions = 1 << 5
	ViewChannel    Permissions = 1 << 10
	SendMessages   Permissions = 1 << 11
	ManageMessages Permissions = 1 << 13
	EmbedLinks     Permissions = 1 << 14
	ReadHistory    Permissions = 1 << 16
	MentionAll     Permissions = 1 << 17
	UseCommands    Permissions = 1 << 31
	ManageThreads  Permissions = 1 << 34
	SendInThreads  Permissions = 1 << 38

	// DefaultEveryone is what @everyone may in a new server, DefaultBot what the
	// bot's own role adds.
	DefaultEveryone = ViewChannel | SendMessages | EmbedLinks | ReadHistory | UseCommands | SendInThreads
	DefaultBot      = ViewChannel | SendMessages | EmbedLinks | ReadHistory | SendInThreads

	everything Permissions = 1<<53 - 1
	inTimeout              = ViewChannel | ReadHistory
)

// Has tells whether all of some permissions are there.
func (p Permissions) Has(some Permissions) bool { return p&some == some }

// String is the number, as Discord writes it.
func (p Permissions) String() string { return strconv.FormatUint(uint64(p&everything), 10) }

// Overwrite changes permissions in one channel, of a role or of one member.
type Overwrite struct {
	ID          string // of the role (the server's for @everyone) or of the user
	Member      bool
	Allow, Deny Permissions
}

// may is what a member may in a channel, or with nil in the server, by Discord's
// algorithm. In a thread the overwrites of its parent count. The lock is held.
func (d *Discord) may(user string, g *guild, c *channel) Permissions {
	u := d.users[user]
	if u == nil || g == nil || !d.memberOf(user, g) {
		return 0
	}
	if g.Owner == user {
		return everything
	}
	roles := d.rolesIn(user, g)
	base := g.role(g.ID).Permissions
	for _, id := range roles {
		base |= g.role(id).Permissions
	}
	if base.Has(Administrator) {
		return everything
	}
	if c != nil {
		base = overwritten(base, g.ID, user, roles, d.holder(c).Overwrites)
		if !base.Has(ViewChannel) {
			return 0
		}
	}
	if u.TimedOutUntil.After(d.o.Now()) {
		base &= inTimeout
	}
	return base & everything
}

// overwritten applies overwrites: @everyone's, then all roles' together, then the
// member's own.
func overwritten(p Permissions, everyone, user string, roles []string, all []Overwrite) Permissions {
	var allow, deny Permissions
	for _, o := range all {
		if o.ID == everyone && !o.Member {
			p = p&^o.Deny | o.Allow
		}
	}
	for _, o := range all {
		if !o.Member && o.ID != everyone && slices.Contains(roles, o.ID) {
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	p = p&^deny | allow
	for _, o := range all {
		if o.Member && o.ID == user {
			p = p&^o.Deny | o.Allow
		}
	}
	return p
}

// holder is the channel whose overwrites count: a thread's parent.
func (d *Discord) holder(c *channel) *channel {
	if parent := d.channels[c.Parent]; c.thread() && parent != nil {
		return parent
	}
	return c
}

// sees tells whether somebody can look into a channel: with the permission, and in
// a private thread as one of its members or with ManageThreads. The lock is held.
func (d *Discord) sees(user string, c *channel) bool {
	if c.with != "" {
		return user == c.with || user == d.o.Application
	}
	p := d.may(user, d.guilds[c.Guild], c)
	if !p.Has(ViewChannel) {
		return false
	}
	return c.Type != PrivateThread || p.Has(ManageThreads) || slices.Contains(c.Members, user)
}
