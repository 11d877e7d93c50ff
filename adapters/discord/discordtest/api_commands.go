package discordtest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// listCommands lists what is registered for a server, or for everywhere.
func (d *Discord) listCommands(q *request) (int, any, error) {
	localized := q.call.Query.Get("with_localizations") == "true"
	all := []any{}
	for _, c := range d.commands[q.PathValue("guild_id")] {
		c = again(c)
		if !localized {
			platformtest.Walk(c, func(o object) {
				delete(o, "name_localizations")
				delete(o, "description_localizations")
			})
		}
		all = append(all, c)
	}
	return http.StatusOK, all, nil
}

// setCommands replaces all commands of a server, or of everywhere. A command that
// was there keeps its id.
func (d *Discord) setCommands(q *request) (int, any, error) {
	guild := q.PathValue("guild_id")
	if guild != "" {
		if _, err := d.reachGuild(q); err != nil {
			return 0, nil, err
		}
	}
	all, ok := q.body.([]any)
	if !ok {
		return 0, nil, invalid(nil, "the commands are no list")
	}
	r := rules{}
	r.commands(objects(all))
	if err := r.err(); err != nil {
		return 0, nil, err
	}
	was := d.commands[guild]
	set := []object{}
	for _, c := range objects(all) {
		set = append(set, d.registered(c, guild, was))
	}
	d.commands[guild] = set
	d.writes++
	return http.StatusOK, again(set), nil
}

// registered is a command as it is kept, with what Discord adds.
func (d *Discord) registered(c object, guild string, was []object) object {
	c, _ = prune(c).(object)
	kept := with(object{
		"type": 1.0, "description": "", "default_member_permissions": nil, "nsfw": false, "dm_permission": true,
		"contexts": nil, "integration_types": []any{0.0},
	}, c)
	kept["id"], kept["application_id"], kept["version"] = d.snowflake(), d.o.Application, d.snowflake()
	if guild != "" {
		kept["guild_id"] = guild
	}
	at := slices.IndexFunc(was, func(o object) bool { return o["name"] == kept["name"] && o["type"] == kept["type"] })
	if at >= 0 {
		kept["id"] = was[at]["id"]
	}
	return kept
}

// Register puts commands there as if the app had registered them everywhere: the
// JSON of a list. What Discord would refuse makes the test red.
func (d *Discord) Register(commands string) {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := decodeList(commands)
	r := rules{}
	r.commands(objects(all))
	if err == nil {
		err = r.err()
	}
	if err != nil {
		d.blameLocked("Register: %v %+v", err, r.broken)
	}
	d.commands[""] = nil
	for _, c := range objects(all) {
		d.commands[""] = append(d.commands[""], d.registered(c, "", nil))
	}
}

// RegisteredCommands are those there are everywhere, or those of one server.
func (d *Discord) RegisteredCommands(guild ...string) []map[string]any {
	d.mu.Lock()
	defer d.mu.Unlock()
	return again(d.commands[strings.Join(guild, "")])
}

// CommandWrites counts how often commands were written.
func (d *Discord) CommandWrites() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.writes
}

// Permit lets everybody use a command, as admins can under Integrations whatever
// default_member_permissions says.
func (d *Discord) Permit(command string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.permitted[command] = true
}
