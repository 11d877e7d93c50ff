package discordtest

import "maps"

// appInDirect is what the app may in a direct message channel.
const appInDirect = ViewChannel | SendMessages | EmbedLinks | ReadHistory | ManageMessages

// payload is what an interaction is delivered as. The lock is held.
func (d *Discord) payload(i *interaction, data object) object {
	c, u := d.channels[i.channel], d.users[i.user]
	o := object{
		"id": i.id, "application_id": d.o.Application, "type": i.kind, "token": i.token, "version": 1, "data": data,
		"channel_id": c.ID, "channel": d.partialShape(c), "locale": u.Locale, "entitlements": []any{}, "attachment_size_limit": 10485760,
	}
	owners := object{}
	if g := d.guilds[c.Guild]; g != nil {
		maps.Copy(o, object{
			"guild_id": g.ID, "guild_locale": g.Locale, "context": 0, "app_permissions": d.appMay(g, c).String(),
			"guild": object{"id": g.ID, "locale": g.Locale, "features": []any{}},
			"member": with(d.memberShape(i.user, g), object{
				"user": d.userShape(i.user), "permissions": d.may(i.user, g, c).String(),
			}),
		})
		owners["0"] = g.ID
		if g.UserInstalled {
			owners = object{"1": i.user}
		}
	} else {
		maps.Copy(o, object{"user": d.userShape(i.user), "context": 1, "app_permissions": appInDirect.String()})
		owners["0"] = "0"
	}
	o["authorizing_integration_owners"] = owners
	if i.origin != nil {
		o["message"] = d.messageShape(i.origin)
	}
	i.metadata = d.metadataOf(i, owners)
	return o
}

// appMay is what the app may in a channel; where only a person brought it along,
// what everybody may.
func (d *Discord) appMay(g *guild, c *channel) Permissions {
	if g.UserInstalled {
		return EmbedLinks | MentionAll
	}
	return d.may(d.o.Application, g, c)
}

// metadataOf is how messages say which interaction they answer.
func (d *Discord) metadataOf(i *interaction, owners object) object {
	o := object{"id": i.id, "type": i.kind, "user": d.userShape(i.user), "authorizing_integration_owners": owners}
	switch {
	case i.kind == kindComponent:
		o["interacted_message_id"] = i.origin.ID
	case i.kind == kindSubmit:
		o["triggering_interaction_metadata"] = i.from.metadata
	case i.menu && i.target != nil:
		o["target_message_id"] = i.target.ID
	}
	return o
}

// resolve adds users, members and roles to what a payload resolves. The lock is
// held.
func (d *Discord) resolve(to object, c *channel, ids ...string) {
	g := d.guilds[c.Guild]
	put := func(kind, id string, what object) {
		if to[kind] == nil {
			to[kind] = object{}
		}
		asObject(to[kind])[id] = what
	}
	for _, id := range ids {
		switch u := d.users[id]; {
		case u != nil:
			put("users", id, d.userShape(id))
			if g != nil && d.memberOf(id, g) {
				member := with(d.memberShape(id, g), object{"permissions": d.may(id, g, c).String()})
				delete(member, "deaf")
				delete(member, "mute")
				put("members", id, member)
			}
		case g != nil && g.role(id).ID != "":
			put("roles", id, g.roleShape(g.role(id)))
		case d.channels[id] != nil:
			other := d.channels[id]
			put("channels", id, object{
				"id": id, "name": other.Name, "type": other.Type, "permissions": d.may(d.o.Application, g, other).String(),
			})
		}
	}
}

// parts of the contract that the payloads of each kind are held to.
func (i *interaction) part() string {
	switch {
	case i.kind == kindPing:
		return "APIPingInteraction"
	case i.kind == kindComponent:
		return "APIMessageComponentInteraction"
	case i.kind == kindAutocomplete:
		return "APIApplicationCommandAutocompleteInteraction"
	case i.kind == kindSubmit:
		return "APIModalSubmitInteraction"
	case i.menu:
		return "APIMessageApplicationCommandInteraction"
	}
	return "APIChatInputApplicationCommandInteraction"
}
