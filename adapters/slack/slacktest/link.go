package slacktest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	mostConnections = 10     // of one app
	mostResponse    = 20_480 // bytes: what is larger Slack drops silently
	pingEvery       = 2 * time.Second
)

// link is one connection of Socket Mode.
type link struct {
	ws    *websocket.Conn
	mu    sync.Mutex // guards writing
	ended chan struct{}
	once  sync.Once
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// serveLink opens a connection for who has a ticket: one connection each.
func (s *Slack) serveLink(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	s.mu.Lock()
	good := s.tickets[ticket] && !s.ended
	delete(s.tickets, ticket)
	s.mu.Unlock()
	if !good {
		http.Error(w, "no such ticket, or it was used", http.StatusNotFound)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // it has answered
	}
	k := &link{ws: ws, ended: make(chan struct{})}
	defer k.close()
	n := s.Connections() + 1
	if n > mostConnections {
		k.write(fmt.Appendf(nil, `{"type":"disconnect","reason":"too_many_websockets","num_connections":%d,"debug_info":{"host":"applink-fake"},"connection_info":{"app_id":%q}}`, n, s.o.App))
		return
	}
	k.write(fmt.Appendf(nil, `{"type":"hello","num_connections":%d,"debug_info":{"host":"applink-fake","build_number":10,"approximate_connection_time":18060},"connection_info":{"app_id":%q}}`, n, s.o.App))
	s.links.came(k)
	defer s.links.went(k)
	s.pending.Go(func() { k.ping(s.done) })
	s.listen(k)
}

// listen reads acknowledgements until the connection ends.
func (s *Slack) listen(k *link) {
	for {
		_, raw, err := k.ws.ReadMessage()
		if err != nil {
			return
		}
		if len(raw) >= mostResponse {
			continue
		}
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		switch err := json.Unmarshal(raw, &ack); {
		case err != nil || ack.ID == "":
			s.blame("socket mode: no acknowledgement: %.300s", raw)
		case !s.links.ack(ack.ID, ack.Payload):
			s.blame("socket mode: acknowledged an envelope that was never sent: %q", ack.ID)
		}
	}
}

// send writes an envelope: every attempt has its own id.
func (k *link) send(id string, d *delivery, attempt int, reason string) {
	all := map[string]any{
		"envelope_id": id, "type": d.kind, "payload": json.RawMessage(d.raw),
		"accepts_response_payload": d.kind != eventsAPI,
	}
	if d.kind == eventsAPI || attempt > 0 {
		all["retry_attempt"], all["retry_reason"] = attempt, reason
	}
	k.write(encode(all))
}

// write sends one message. Who is gone is noticed by who reads.
func (k *link) write(raw []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	_ = k.ws.SetWriteDeadline(time.Now().Add(5 * time.Second))
	_ = k.ws.WriteMessage(websocket.TextMessage, raw)
}

func (k *link) ping(done <-chan struct{}) {
	every := time.NewTicker(pingEvery)
	defer every.Stop()
	for {
		select {
		case <-every.C:
			_ = k.ws.WriteControl(websocket.PingMessage, []byte("Ping from applink-fake"), time.Now().Add(time.Second))
		case <-k.ended:
			return
		case <-done:
			return
		}
	}
}

func (k *link) closeIn(d time.Duration, done <-chan struct{}) {
	left := time.NewTimer(d)
	defer left.Stop()
	select {
	case <-left.C:
	case <-k.ended:
	case <-done:
	}
	k.close()
}

func (k *link) close() {
	k.once.Do(func() {
		close(k.ended)
		_ = k.ws.Close()
	})
}
