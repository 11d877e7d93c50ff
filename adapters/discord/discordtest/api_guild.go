package discordtest

import (
	"net/http"
	"slices"
)

// reachGuild finds a server that the bot is in.
func (d *Discord) reachGuild(q *request) (*guild, error) {
	g := d.guilds[q.PathValue("guild_id")]
	switch {
	case g == nil:
		return nil, refuse(10004)
	case !d.memberOf(d.o.Application, g):
		return nil, refuse(50001)
	}
	return g, nil
}

// guildInfo is the server; one that the bot is not in it does not know at all.
func (d *Discord) guildInfo(q *request) (int, any, error) {
	g, err := d.reachGuild(q)
	if err != nil {
		return 0, nil, refuse(10004)
	}
	return http.StatusOK, g.shape(), nil
}

func (d *Discord) guildRoles(q *request) (int, any, error) {
	g, err := d.reachGuild(q)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, g.roleShapes(), nil
}

// guildMember is a member; "@me" is no user's id here.
func (d *Discord) guildMember(q *request) (int, any, error) {
	g, err := d.reachGuild(q)
	user := q.PathValue("user_id")
	switch {
	case err != nil:
		return 0, nil, err
	case numbered(user) == 0:
		return 0, nil, invalid([]string{"user_id"}, "Value %q is not snowflake.", user)
	case d.users[user] == nil:
		return 0, nil, refuse(10013)
	case !d.memberOf(user, g):
		return 0, nil, refuse(10007)
	}
	return http.StatusOK, with(d.memberShape(user, g), object{"user": d.userShape(user)}), nil
}

// reach finds a channel that the bot can look into.
func (d *Discord) reach(id string) (*channel, error) {
	c := d.channels[id]
	switch {
	case c == nil:
		return nil, refuse(10003)
	case !d.sees(d.o.Application, c):
		return nil, refuse(50001)
	}
	return c, nil
}

func (d *Discord) channelInfo(q *request) (int, any, error) {
	c, err := d.reach(q.PathValue("channel_id"))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, d.fullShape(c), nil
}

// threadMember tells whether somebody is a member of a thread: 404 when not.
func (d *Discord) threadMember(q *request) (int, any, error) {
	c, err := d.reach(q.PathValue("channel_id"))
	user := q.PathValue("user_id")
	switch {
	case err != nil:
		return 0, nil, err
	case !c.thread():
		return 0, nil, refuse(10003)
	case user == "@me":
		user = d.o.Application
	case numbered(user) == 0:
		return 0, nil, invalid([]string{"user_id"}, "Value %q is not snowflake.", user)
	}
	if !slices.Contains(c.Members, user) {
		return 0, nil, refuse(10007)
	}
	return http.StatusOK, d.membership(c, user), nil
}
