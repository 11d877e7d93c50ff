package slacktest

import (
	"encoding/json"
	"time"
)

// Reply is what the app answered to one delivery.
type Reply struct {
	Status   int            // of HTTP; 200 for an acknowledged envelope; 0 for none
	Body     []byte         // of the response, or the payload of the acknowledgement
	JSON     map[string]any // the body, when it is a JSON object
	Took     time.Duration  // until it was acknowledged, or given up
	Attempts int            // how often it was delivered
	Late     bool           // not acknowledged in time: the person sees an error

	d *delivery
}

// Acked tells whether the app acknowledged in time.
func (r Reply) Acked() bool { return !r.Late && r.Status >= 200 && r.Status < 300 }

// delivery is one payload on its way to the app.
type delivery struct {
	kind    string // events_api, slash_commands or interactive: the envelope's type
	payload map[string]any
	raw     []byte // the payload as it is sent, once it is encoded
	event   bool   // delivered again when it is not acknowledged
}

const (
	eventsAPI     = "events_api"
	slashCommands = "slash_commands"
	interactive   = "interactive"
)

// redeliveries is how often an event is delivered again.
const redeliveries = 3

// deliver sends a payload by the transport that there is, and waits for the
// acknowledgement. It ends the test when there is no transport.
func (s *Slack) deliver(kind string, payload map[string]any) Reply {
	s.t.Helper()
	if !s.connected() {
		s.t.Fatalf("slacktest: no app is connected: call ConnectHTTP, or wait with AwaitConnections for Socket Mode")
	}
	return s.send(&delivery{kind: kind, payload: payload, raw: encode(payload), event: kind == eventsAPI})
}

// emit delivers an event, when an app is there to hear it, and keeps the reply.
func (s *Slack) emit(payload map[string]any) Reply {
	if !s.connected() {
		return Reply{}
	}
	r := s.send(&delivery{kind: eventsAPI, payload: payload, raw: encode(payload), event: true})
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.o.Lenient {
		s.events = append(s.events, r)
	}
	return r
}

// Events are the replies to all events that were delivered, in order.
func (s *Slack) Events() []Reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Reply{}, s.events...)
}

// Replay delivers the very same payload again: over HTTP the same body, freshly
// signed; over Socket Mode in a new envelope.
func (s *Slack) Replay(r Reply) Reply {
	s.t.Helper()
	if r.d == nil {
		s.t.Fatalf("slacktest: nothing to replay: no app was connected")
	}
	return s.send(r.d)
}

func (s *Slack) send(d *delivery) Reply {
	start := time.Now()
	var r Reply
	if s.address() != "" {
		r = s.post(d)
	} else {
		r = s.envelop(d)
	}
	r.d, r.Took = d, time.Since(start)
	r.JSON = objectOf(r.Body)
	return r
}

// objectOf is the JSON object that a body is; nil for anything else.
func objectOf(body []byte) map[string]any {
	var object map[string]any
	if json.Unmarshal(body, &object) != nil {
		return nil
	}
	return object
}

// connected tells whether there is an app to deliver to. One that has lost its
// connections of Socket Mode is thought to come back.
func (s *Slack) connected() bool { return s.address() != "" || s.links.used() }

func (s *Slack) address() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base
}
