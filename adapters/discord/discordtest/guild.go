package discordtest

import (
	"cmp"
	"slices"
)

// Guild is a server.
type Guild struct {
	ID       string
	Name     string
	Owner    string // a user's id
	Roles    []Role
	Everyone Permissions // of @everyone; default DefaultEveryone
	Locale   string      // default Options.GuildLocale
	// UserInstalled servers do not have the bot: people brought the application
	// along with their account.
	UserInstalled bool
}

// Role is a role of a server.
type Role struct {
	ID, Name    string
	Permissions Permissions
}

// guild is a server as it is kept.
type guild struct {
	Guild
	botRole string
}

// Guild adds a server, or changes the one with that id.
func (d *Discord) Guild(g Guild) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if g.Everyone == 0 {
		g.Everyone = DefaultEveryone
	}
	g.Name = cmp.Or(g.Name, "Server "+g.ID)
	g.Locale = cmp.Or(g.Locale, d.o.GuildLocale)
	known := d.guilds[g.ID]
	if known == nil {
		known = &guild{botRole: d.snowflake()}
		d.guilds[g.ID] = known
	} else {
		g.Owner = cmp.Or(g.Owner, known.Owner)
	}
	g.Roles = append([]Role{{g.ID, "@everyone", g.Everyone}}, g.Roles...)
	if !g.UserInstalled {
		g.Roles = append(g.Roles, Role{known.botRole, d.o.Name, d.o.BotPermissions & everything})
	}
	known.Guild = g
}

// Role adds a role to the server of Options.Guild, or changes it there.
func (d *Discord) Role(r Role) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g := d.guilds[d.o.Guild]
	at := slices.IndexFunc(g.Roles, func(o Role) bool { return o.ID == r.ID })
	if at < 0 {
		g.Roles = append(g.Roles, r)
		return
	}
	g.Roles[at] = r
}

// BotRole is the id of the bot's own role in the server of Options.Guild.
func (d *Discord) BotRole() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.guilds[d.o.Guild].botRole
}

// role finds a role; one that is not there has no ID.
func (g *guild) role(id string) Role {
	at := slices.IndexFunc(g.Roles, func(o Role) bool { return o.ID == id })
	if at < 0 {
		return Role{}
	}
	return g.Roles[at]
}

func (g *guild) roleShape(r Role) object {
	position := slices.IndexFunc(g.Roles, func(o Role) bool { return o.ID == r.ID })
	return object{
		"id": r.ID, "name": r.Name, "color": 0, "hoist": false, "position": position, "permissions": r.Permissions.String(),
		"colors":  object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
		"managed": r.ID == g.botRole, "mentionable": false, "flags": 0, "icon": nil, "unicode_emoji": nil,
	}
}

func (g *guild) roleShapes() []any {
	all := []any{}
	for _, r := range g.Roles {
		all = append(all, g.roleShape(r))
	}
	return all
}

// shape is the server as GET has it.
func (g *guild) shape() object {
	return object{
		"id": g.ID, "name": g.Name, "owner_id": g.Owner, "roles": g.roleShapes(), "preferred_locale": g.Locale,
		"icon": nil, "description": nil, "home_header": nil, "splash": nil, "discovery_splash": nil, "features": []any{}, "banner": nil,
		"application_id": nil, "region": "deprecated", "afk_channel_id": nil, "afk_timeout": 300, "system_channel_id": nil,
		"system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": nil, "verification_level": 0,
		"default_message_notifications": 0, "mfa_level": 0, "explicit_content_filter": 0, "max_presences": nil, "max_members": 500000,
		"max_stage_video_channel_users": 50, "max_video_channel_users": 25, "vanity_url_code": nil, "premium_tier": 0,
		"premium_subscription_count": 0, "rules_channel_id": nil, "safety_alerts_channel_id": nil, "public_updates_channel_id": nil,
		"premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0, "emojis": []any{}, "stickers": []any{}, "incidents_data": nil,
	}
}
