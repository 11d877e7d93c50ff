package slack

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack/socketmode"
)

// rawOf is the envelope of a delivery: also of one that the library cannot read.
func rawOf(e socketmode.Event) (socketEnvelope, bool) {
	if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
		var raw socketEnvelope
		if json.Unmarshal(bad.Message, &raw) != nil {
			return raw, false
		}
		return raw, raw.ID != ""
	}
	if e.Request == nil || e.Request.EnvelopeID == "" {
		return socketEnvelope{}, false
	}
	return socketEnvelope{e.Request.Type, e.Request.EnvelopeID, e.Request.Payload, e.Request.RetryAttempt}, true
}

// socketEnvelope is what a delivery comes in.
type socketEnvelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
	Attempt int             `json:"retry_attempt"`
}

// take does what a delivery asks for and acknowledges it; one that nobody can
// read is acknowledged too, or it would come again and again. An event that was
// not taken note of is not acknowledged: Slack delivers it again.
func (s *Socket) take(ctx context.Context, client *socketmode.Client, raw socketEnvelope) {
	defer func() {
		if p := recover(); p != nil {
			s.log.ErrorContext(ctx, "slack: panic", "type", raw.Type, "panic", fmt.Sprintf("%T", p))
		}
	}()
	r, err := s.deliver(ctx, raw)
	if err != nil {
		s.log.WarnContext(ctx, "slack: event not taken note of", "error", err)
		return
	}
	var payload any
	if r != nil {
		payload = r
	}
	if err := client.AckCtx(ctx, raw.ID, payload); err != nil {
		s.log.WarnContext(ctx, "slack: not acknowledged", "error", err)
	}
}

func (s *Socket) deliver(ctx context.Context, raw socketEnvelope) (reply, error) {
	var err error
	switch raw.Type {
	case socketmode.RequestTypeSlashCommands:
		var c command
		if err = json.Unmarshal(raw.Payload, &c); err == nil {
			return s.door.command(ctx, c), nil
		}
	case socketmode.RequestTypeInteractive:
		var i interaction
		if i, err = readInteraction(raw.Payload); err == nil {
			return s.door.interaction(ctx, i), nil
		}
	case socketmode.RequestTypeEventsAPI:
		var e envelope
		if err = json.Unmarshal(raw.Payload, &e); err == nil {
			e.attempt = raw.Attempt
			return nil, s.door.event(ctx, e)
		}
		s.chat.keeping.Missed()
	}
	s.log.WarnContext(ctx, "slack: unreadable", "type", raw.Type, "error", err)
	return nil, nil
}
