package discordtest

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// mostSends is how many payloads a client may send in a minute.
const mostSends = 120

// visit is one client on one wire.
type visit struct {
	d       *Discord
	k       *wire
	s       *session // nil before IDENTIFY or RESUME
	sends   int
	counted time.Time // when counting began, on the wall
}

// serveGateway serves who opens a websocket.
func (d *Discord) serveGateway(w http.ResponseWriter, r *http.Request) {
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		d.blame("the gateway takes websockets: %v", err)
		return
	}
	k := &wire{ws: ws, resumer: r.Host == strings.TrimPrefix(d.gate.resumer.URL, "http://")}
	d.gate.mu.Lock()
	d.gate.wires[k] = true
	d.gate.mu.Unlock()
	defer d.left(k)
	query := r.URL.Query()
	if v := query.Get("v"); v != "9" && v != "10" || query.Get("encoding") != "json" || query.Get("compress") != "" {
		d.blame("the gateway was opened with %q: this fake takes v=10 (or 9), encoding=json and no transport compression", r.URL.RawQuery)
		k.end(closedVersion, "Invalid API version.")
		return
	}
	k.op(opHello, object{"heartbeat_interval": d.o.HeartbeatInterval.Milliseconds(), "_trace": []any{"[\"fake\"]"}})
	v := &visit{d: d, k: k, counted: time.Now()}
	v.listen()
}

// left forgets a connection; its session can be resumed.
func (d *Discord) left(k *wire) {
	d.gate.mu.Lock()
	delete(d.gate.wires, k)
	for _, s := range d.gate.sessions {
		if s.wire == k {
			s.wire = nil
		}
	}
	d.gate.mu.Unlock()
	_ = k.ws.Close()
	d.moved.Ring()
}

// listen reads what a client sends until the connection ends. One that does not
// send heartbeats is closed.
func (v *visit) listen() {
	v.patience()
	for {
		_, raw, err := v.k.ws.ReadMessage()
		if err != nil {
			v.over(err)
			return
		}
		if v.k.isMuted() {
			continue
		}
		if code, said := v.take(raw); code != 0 {
			v.k.end(code, said)
			return
		}
		v.d.moved.Ring()
	}
}

// patience gives the client time until its next heartbeat.
func (v *visit) patience() { v.k.patience(2 * v.d.o.HeartbeatInterval) }

// over sees how a connection ended: by a client that says goodbye its session is
// over as well.
func (v *visit) over(err error) {
	var silent net.Error
	if errors.As(err, &silent) && silent.Timeout() && !v.k.isMuted() {
		v.k.end(closedSilent, "Session timed out.")
		return
	}
	if websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) && v.s != nil {
		v.d.gate.mu.Lock()
		delete(v.d.gate.sessions, v.s.id)
		v.d.gate.mu.Unlock()
	}
}

// take does what one payload says, or says with what code the connection closes.
func (v *visit) take(raw []byte) (int, string) {
	var p struct {
		Op *int            `json:"op"`
		D  json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(raw, &p); err != nil || p.Op == nil {
		v.d.blame("gateway: no payload: %.200q", raw)
		return closedDecode, "Error while decoding payload."
	}
	if time.Since(v.counted) > time.Minute {
		v.sends, v.counted = 0, time.Now()
	}
	if v.sends++; v.sends > mostSends {
		v.d.blame("gateway: more than %d payloads in a minute", mostSends)
		return closedTooFast, "You are being rate limited."
	}
	switch {
	case *p.Op == opHeartbeat:
		return v.beat(p.D)
	case *p.Op == opIdentify || *p.Op == opResume:
		if v.attached() {
			v.d.blame("gateway: op %d on a connection that is identified", *p.Op)
			return closedAlready, "Already authenticated."
		}
		if *p.Op == opIdentify {
			return v.identify(p.D)
		}
		return v.resume(p.D)
	case !v.attached():
		v.d.blame("gateway: op %d before IDENTIFY", *p.Op)
		return closedNotYet, "Not authenticated."
	case slices.Contains([]int{opPresence, opVoice, opMembers, opSound}, *p.Op):
		return 0, ""
	}
	v.d.blame("gateway: there is no op %d to send", *p.Op)
	return closedUnknownOp, "Unknown opcode."
}

// attached tells whether the connection has a session, which may have been taken
// from it since.
func (v *visit) attached() bool {
	v.d.gate.mu.Lock()
	defer v.d.gate.mu.Unlock()
	return v.s != nil && v.s.wire == v.k
}

// beat acknowledges a heartbeat, which carries the last sequence number or null.
func (v *visit) beat(raw json.RawMessage) (int, string) {
	v.patience()
	var seq *int
	if err := json.Unmarshal(raw, &seq); err != nil {
		v.d.blame("gateway: a heartbeat with %s", raw)
		return closedDecode, "Error while decoding payload."
	}
	v.k.op(opAck, nil)
	return 0, ""
}
