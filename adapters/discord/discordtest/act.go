package discordtest

// stand finds where a user acts, and whether Discord's client would let them. The
// lock is held.
func (d *Discord) stand(user, channel string) (*channel, string) {
	c := d.channels[channel]
	u := d.users[user]
	switch {
	case u == nil:
		return nil, "no user " + user
	case c == nil:
		return nil, "no channel " + channel
	case !d.sees(user, c):
		return nil, user + " does not see " + channel
	}
	return c, ""
}

// acting is stand for what a member in time-out cannot do.
func (d *Discord) acting(user, channel string) (*channel, string) {
	c, fault := d.stand(user, channel)
	if fault == "" && c.with == "" && d.users[user].TimedOutUntil.After(d.o.Now()) {
		return nil, user + " is in time-out"
	}
	if fault == "" && c.Type == Forum {
		return nil, channel + " is a forum: people write in its posts"
	}
	return c, fault
}

// act is something that somebody does: an interaction to deliver, or why not.
type act struct {
	i       *interaction
	payload object
	fault   string
}

// perform runs what somebody does under the lock, and delivers what it makes. The
// test ends when it cannot be done.
func (d *Discord) perform(what string, do func() act) Reply {
	d.t.Helper()
	d.mu.Lock()
	a := do()
	d.mu.Unlock()
	if a.fault != "" {
		d.t.Fatalf("discordtest: %s: %s", what, a.fault)
	}
	return d.deliver(a.i, a.payload)
}
