package discordtest

// ready begins a session on this connection, and tells it of the servers.
func (v *visit) ready(intents int, shard any) {
	d := v.d
	d.mu.Lock()
	defer d.mu.Unlock()
	unavailable := []any{}
	for _, g := range d.guilds {
		if d.memberOf(d.o.Application, g) {
			unavailable = append(unavailable, object{"id": g.ID, "unavailable": true})
		}
	}
	s := &session{id: secret(24), intents: intents, wire: v.k}
	o := object{
		"v": 10, "user": d.userShape(d.o.Application), "guilds": unavailable, "session_id": s.id,
		"resume_gateway_url": socketURL(d.gate.resumer),
		"application":        object{"id": d.o.Application, "flags": d.appFlags(), "flags_new": "0"},
	}
	if shard != nil {
		o["shard"] = shard
	}
	d.fixtureLocked(definition("ReadyDispatch"), object{"op": opDispatch, "t": "READY", "s": 1, "d": o})
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	v.s = s
	d.gate.ever = true
	d.gate.sessions[s.id] = s
	d.gate.send(s, "READY", o)
	if intents&intentGuilds == 0 {
		return
	}
	for _, g := range d.guilds {
		if d.memberOf(d.o.Application, g) {
			d.gate.send(s, "GUILD_CREATE", d.guildCreate(g))
		}
	}
}

// guildCreate is a server as the gateway tells of it. The lock is held.
func (d *Discord) guildCreate(g *guild) object {
	channels, threads := []any{}, []any{}
	for _, id := range d.order {
		c := d.channels[id]
		switch {
		case c.Guild != g.ID || !d.sees(d.o.Application, c):
		case c.thread():
			threads = append(threads, d.shapeOf(c))
		default:
			channels = append(channels, d.fullShape(c))
		}
	}
	return with(g.shape(), object{
		"joined_at": "2024-03-01T09:00:00.000000+00:00", "large": false, "unavailable": false, "member_count": len(d.users),
		"voice_states": []any{}, "members": []any{}, "channels": channels, "threads": threads, "presences": []any{},
		"stage_instances": []any{}, "guild_scheduled_events": []any{}, "soundboard_sounds": []any{},
	})
}
