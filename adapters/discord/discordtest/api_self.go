package discordtest

import "net/http"

// The flags of an application that has the privileged intents of small ones.
const limitedContent = 1 << 19

// MessageContent toggles the privileged intent for message content in the
// developer portal.
func (d *Discord) MessageContent(on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.content = on
}

// appFlags are the flags of the application. The lock is held.
func (d *Discord) appFlags() int {
	if d.content {
		return limitedContent
	}
	return 0
}

func (d *Discord) applicationMe(*request) (int, any, error) {
	return http.StatusOK, object{
		"id": d.o.Application, "name": d.o.Name, "icon": nil, "description": "", "type": nil, "verify_key": d.o.PublicKey,
		"flags": d.appFlags(), "flags_new": "0", "redirect_uris": []any{}, "role_connections_verification_url": nil,
		"interactions_endpoint_url": nullable(d.endpoint()), "bot_public": true, "bot_require_code_grant": false,
		"owner": d.userShape(d.guilds[d.o.Guild].Owner), "approximate_guild_count": len(d.guilds), "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []any{},
		"bot": d.userShape(d.o.Application),
	}, nil
}

// endpoint is where interactions are posted; "" over the gateway.
func (d *Discord) endpoint() string {
	if d.base == "" {
		return ""
	}
	return d.base + d.o.Path
}

func (d *Discord) userMe(*request) (int, any, error) {
	return http.StatusOK, with(d.userShape(d.o.Application), object{
		"flags": 0, "mfa_enabled": true, "locale": "en-US", "verified": true, "email": nil, "banner": nil, "accent_color": nil,
	}), nil
}

// openDirect opens the channel of direct messages with a user. Of one who refuses
// them it is answered 50007, as sending into a channel is that is open already.
func (d *Discord) openDirect(q *request) (int, any, error) {
	to := str(q.part(), "recipient_id")
	switch u := d.users[to]; {
	case u == nil:
		return 0, nil, refuse(10013)
	case u.Bot, u.Refuses:
		return 0, nil, refuse(50007)
	}
	return http.StatusOK, d.shapeOf(d.dm(to)), nil
}
