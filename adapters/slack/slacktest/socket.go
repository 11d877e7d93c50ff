package slacktest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// links are the open connections of Socket Mode, and who waits for what on them.
type links struct {
	mu      sync.Mutex
	open    []*link
	turn    int
	waiting map[string]chan []byte // by envelope id: the payload of the acknowledgement
	acked   map[string]bool
	ever    bool          // there was a connection
	changed chan struct{} // closed when a connection came or went
}

// openConnection gives out the address of one connection.
func (s *Slack) openConnection(arguments) (any, error) {
	ticket := lower(token(16))
	s.tickets[ticket] = true
	at := strings.Replace(s.server.URL, "http://", "ws://", 1) + "/link/?ticket=" + ticket + "&app_id=" + s.o.App
	return map[string]any{"ok": true, "url": at}, nil
}

// Connections is how many connections are open for envelopes.
func (s *Slack) Connections() int {
	s.links.mu.Lock()
	defer s.links.mu.Unlock()
	return len(s.links.open)
}

// AwaitConnections waits until at least n connections are open; the test ends
// when that takes longer than ten seconds.
func (s *Slack) AwaitConnections(n int) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), platformtest.Patience)
	defer cancel()
	for {
		s.links.mu.Lock()
		open, changed := len(s.links.open), s.links.changed
		s.links.mu.Unlock()
		if open >= n {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			s.t.Fatalf("slacktest: %d connections are open, waited for %d", open, n)
		}
	}
}

// came and went keep the list of open connections.
func (l *links) came(k *link) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open = append(l.open, k)
	l.ever = true
	l.tell()
}

func (l *links) went(k *link) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open = slices.DeleteFunc(l.open, func(o *link) bool { return o == k })
	l.tell()
}

func (l *links) used() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ever
}

func (l *links) tell() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// next is the connection whose turn it is; nil with what to wait for.
func (l *links) next() (*link, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.open) == 0 {
		return nil, l.changed
	}
	l.turn++
	return l.open[l.turn%len(l.open)], nil
}

// expect opens a box for the acknowledgement of an envelope.
func (l *links) expect(id string, box chan []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waiting == nil {
		l.waiting, l.acked = map[string]chan []byte{}, map[string]bool{}
	}
	l.waiting[id] = box
}

// ack takes an acknowledgement, on whatever connection it came: a late one may be
// written on the next socket.
func (l *links) ack(id string, payload []byte) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	box, known := l.waiting[id]
	if !known {
		return l.acked[id]
	}
	delete(l.waiting, id)
	l.acked[id] = true
	select {
	case box <- payload:
	default: // given up by now
	}
	return true
}

// envelop delivers over Socket Mode. What is not acknowledged when its connection
// ends is delivered on another one; an event also when the time is over.
func (s *Slack) envelop(d *delivery) Reply {
	box := make(chan []byte, 1)
	r := Reply{}
	reason := ""
	timeouts := 0
	limit := time.NewTimer(s.o.AckLimit)
	defer limit.Stop()
	for {
		k := s.awaitLink(limit.C)
		if k == nil {
			r.Late = true
			return r
		}
		id := uuid()
		s.links.expect(id, box)
		k.send(id, d, r.Attempts, reason)
		r.Attempts++
		select {
		case r.Body = <-box:
			r.Status = 200
			return r
		case <-k.ended:
			reason = "connection_closed"
		case <-limit.C:
			if timeouts++; !d.event || timeouts > redeliveries {
				r.Late = true
				return r
			}
			reason = "timeout"
			limit.Reset(s.o.AckLimit)
		case <-s.done:
			return r
		}
	}
}

// awaitLink is the connection whose turn it is, as soon as there is one; nil when
// the time is over.
func (s *Slack) awaitLink(over <-chan time.Time) *link {
	for {
		k, changed := s.links.next()
		if k != nil {
			return k
		}
		select {
		case <-changed:
		case <-over:
			return nil
		case <-s.done:
			return nil
		}
	}
}

// BadEnvelope sends an interactive envelope with some JSON as its payload, and
// tells whether it was acknowledged in time. The payload of a broken app: `[1,2]`.
func (s *Slack) BadEnvelope(payload string) bool {
	s.t.Helper()
	if !json.Valid([]byte(payload)) {
		s.t.Fatalf("slacktest: an envelope holds JSON, not %q", payload)
	}
	return s.envelop(&delivery{kind: interactive, raw: []byte(payload)}).Acked()
}

// Disconnect tells the oldest connection to go: "warning" leaves it ten seconds,
// "refresh_requested" one, "link_disabled" none. It gets no envelopes any more.
func (s *Slack) Disconnect(reason string) {
	s.t.Helper()
	left, ok := map[string]time.Duration{"warning": 10 * time.Second, "refresh_requested": time.Second, "link_disabled": 0}[reason]
	s.links.mu.Lock()
	open := slices.Clone(s.links.open)
	s.links.mu.Unlock()
	if !ok || len(open) == 0 {
		s.t.Fatalf("slacktest: disconnecting %q: no such reason, or no connection", reason)
	}
	k := open[0]
	s.links.went(k)
	k.write(fmt.Appendf(nil, `{"type":"disconnect","reason":%q,"debug_info":{"host":"applink-fake"},"connection_info":{"app_id":%q}}`, reason, s.o.App))
	s.pending.Go(func() { k.closeIn(left, s.done) })
}

// DropConnections ends all connections without a word.
func (s *Slack) DropConnections() { s.dropAll() }

func (s *Slack) dropAll() {
	s.links.mu.Lock()
	open := slices.Clone(s.links.open)
	s.links.mu.Unlock()
	for _, k := range open {
		s.links.went(k)
		k.close()
	}
}
