package discordtest

import "fmt"

// AwaitSessions waits until that many clients are connected and identified.
func (d *Discord) AwaitSessions(n int) {
	d.t.Helper()
	d.Await(fmt.Sprintf("%d sessions at the gateway", n), func() bool { return d.Sessions() == n })
}

// Sessions counts the clients that are connected and identified.
func (d *Discord) Sessions() int {
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	n := 0
	for _, s := range d.gate.sessions {
		if s.wire != nil {
			n++
		}
	}
	return n
}

// Identifies are those that came, in order, but for those that were refused.
func (d *Discord) Identifies() []Identify {
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	return append([]Identify{}, d.gate.identifies...)
}

// Resumes are those that came, in order.
func (d *Discord) Resumes() []Resume {
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	return append([]Resume{}, d.gate.resumes...)
}

// Reconnect asks every client to connect again and to resume (op 7).
func (d *Discord) Reconnect() { d.gate.each(func(k *wire) { k.op(opReconnect, nil) }) }

// Op7First answers the next IDENTIFY or RESUME with op 7 before anything else.
func (d *Discord) Op7First() {
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	d.gate.op7++
}

// InvalidateSession tells every client that its session is invalid (op 9), and
// whether it may be resumed; if not it is gone.
func (d *Discord) InvalidateSession(resumable bool) {
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	for _, s := range d.gate.sessions {
		if s.wire != nil {
			s.wire.op(opInvalid, resumable)
			s.wire = nil
		}
	}
	if !resumable {
		clear(d.gate.sessions)
	}
}

// Drop cuts every connection without a word. The sessions can be resumed.
func (d *Discord) Drop() { d.gate.each((*wire).cut) }

// CloseWith closes every connection with a code: 4000, 4009, 1001 …
func (d *Discord) CloseWith(code int, said string) { d.gate.each(func(k *wire) { k.end(code, said) }) }

// Mute lets every connection of now fall silent: nothing is sent any more, not
// even for a heartbeat, and nothing is closed. New connections are answered.
func (d *Discord) Mute() { d.gate.each((*wire).mute) }

// each does something with every connection there is.
func (g *gate) each(do func(*wire)) {
	g.mu.Lock()
	all := make([]*wire, 0, len(g.wires))
	for k := range g.wires {
		all = append(all, k)
	}
	g.mu.Unlock()
	for _, k := range all {
		do(k)
	}
}

// stop ends the gateway.
func (g *gate) stop() {
	g.each(func(k *wire) { _ = k.ws.Close() })
	g.resumer.CloseClientConnections()
	g.resumer.Close()
}
