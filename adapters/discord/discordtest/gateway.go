package discordtest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// gate is the gateway: its sessions and connections. Its lock is taken after that
// of Discord, never before.
type gate struct {
	mu         sync.Mutex
	resumer    *httptest.Server // where sessions are resumed
	sessions   map[string]*session
	wires      map[*wire]bool
	identifies []Identify
	resumes    []Resume
	op7        int // how many more are answered with op 7 at once
	remaining  int
	resetAfter time.Duration
	ever       bool // somebody has identified
}

// session is what a client can come back to.
type session struct {
	id      string
	intents int
	seq     int
	events  []event // since the beginning
	wire    *wire   // nil while nobody is connected
}

type event struct {
	seq int
	raw []byte
}

// Identify is an IDENTIFY as it came.
type Identify struct {
	At      time.Time // by Options.Now
	Intents int
	Body    map[string]any
}

// Resume is a RESUME as it came.
type Resume struct {
	At       time.Time // by Options.Now
	Session  string
	Seq      int
	Given    bool // came to the resume_gateway_url that READY gave
	Accepted bool
}

func newGate() gate {
	return gate{sessions: map[string]*session{}, wires: map[*wire]bool{}, remaining: 1000, resetAfter: 24 * time.Hour}
}

// used tells whether somebody has ever identified: who has lost the connection is
// thought to come back.
func (g *gate) used() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.ever
}

func socketURL(s *httptest.Server) string { return "ws" + strings.TrimPrefix(s.URL, "http") }

func (d *Discord) gatewayURL(*request) (int, any, error) {
	return http.StatusOK, object{"url": socketURL(d.server)}, nil
}

func (d *Discord) gatewayBot(*request) (int, any, error) {
	d.gate.mu.Lock()
	defer d.gate.mu.Unlock()
	return http.StatusOK, object{"url": socketURL(d.server), "shards": 1, "session_start_limit": object{
		"total": 1000, "remaining": d.gate.remaining, "reset_after": d.gate.resetAfter.Milliseconds(), "max_concurrency": 1,
	}}, nil
}

// dispatch sends an event to every session: what it is for a session, nil for
// nothing. Sessions that nobody is connected to keep it.
func (g *gate) dispatch(name string, of func(*session) any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, s := range g.sessions {
		if data := of(s); data != nil {
			g.send(s, name, data)
		}
	}
}

// send gives a session its next event. The gate's lock is held.
func (g *gate) send(s *session, name string, data any) {
	s.seq++
	raw := encode(object{"op": opDispatch, "t": name, "s": s.seq, "d": data})
	s.events = append(s.events, event{s.seq, raw})
	if s.wire != nil {
		s.wire.write(raw)
	}
}

// dispatchRaw sends an interaction to every session, whatever its intents.
func (d *Discord) dispatchRaw(name string, raw []byte) {
	d.gate.dispatch(name, func(*session) any { return json.RawMessage(raw) })
}

// heard sends what happened to a message to the sessions whose intents cover it,
// when the bot sees the channel. The lock is held.
func (d *Discord) heard(name string, c *channel, m *Message) {
	if !d.gate.used() || !d.sees(d.o.Application, c) {
		return
	}
	needed := intentGuildMessages
	if c.with != "" {
		needed = intentDirectMessages
	}
	where := object{}
	if c.Guild != "" {
		where["guild_id"] = c.Guild
	}
	d.gate.dispatch(name, func(s *session) any {
		if s.intents&needed == 0 {
			return nil
		}
		if name == "MESSAGE_DELETE" {
			return with(where, object{"id": m.ID, "channel_id": m.Channel})
		}
		o := with(d.veiled(m, s.intents&intentContent != 0), where)
		if g := d.guilds[c.Guild]; g != nil && d.memberOf(m.Author, g) {
			o["member"] = d.memberShape(m.Author, g)
		}
		if name == "MESSAGE_CREATE" && m.raw == nil {
			d.fixtureLocked(definition("MessageCreateDispatch"), object{"op": opDispatch, "t": name, "s": s.seq + 1, "d": o})
		}
		return o
	})
}
