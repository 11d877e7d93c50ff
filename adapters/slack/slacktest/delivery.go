package slacktest

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Delivery is something that a person did and that nobody has delivered yet: a test
// sends it itself where it has to arrive twice, late, or at another server than
// the one of ConnectHTTP. Making one ends no test.
type Delivery struct {
	s             *Slack
	d             *delivery
	v             *view // of a submission
	user, channel string
}

// Typed is a slash command, as Command delivers it.
func (s *Slack) Typed(user, channel, command, text string) (Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, fault := s.stand(user, channel)
	if fault != "" {
		return Delivery{}, errors.New(fault)
	}
	return s.undelivered(slashCommands, s.commanded(user, c, command, text), user, channel), nil
}

// Pressed is a press of a button, as Click delivers it.
func (s *Slack) Pressed(user, channel, ts, actionID string, value ...string) (Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	payload, fault := s.pressed(user, channel, ts, actionID, value)
	if fault != "" {
		return Delivery{}, errors.New(fault)
	}
	return s.undelivered(interactive, payload, user, channel), nil
}

// Sent is a modal that is submitted, the top one of a user, as Submit delivers it.
func (s *Slack) Sent(user string, values map[string]string) (Delivery, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, payload, fault := s.submission(user, "", values)
	if fault != "" {
		return Delivery{}, errors.New(fault)
	}
	x := s.undelivered(interactive, payload, user, "")
	x.v = v
	return x, nil
}

// Abandon closes every modal of a user, who has gone away: the app hears of none.
func (s *Slack) Abandon(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closeAll(user)
}

func (s *Slack) undelivered(kind string, payload map[string]any, user, channel string) Delivery {
	return Delivery{s: s, d: &delivery{kind: kind, payload: payload, raw: encode(payload)}, user: user, channel: channel}
}

// Request is the request that brings it to a server, signed at a time.
func (x Delivery) Request(ctx context.Context, baseURL string, at time.Time) (*http.Request, error) {
	return x.s.signed(ctx, baseURL, at, x.d)
}

// Answered does what the app answered: it shows the words that came with the
// acknowledgement of a command, and does what the answer to a modal says.
func (x Delivery) Answered(status int, body []byte) {
	r := Reply{Status: status, Body: body, JSON: objectOf(body)}
	switch {
	case x.v != nil:
		x.s.submitted(x.v, r)
	case x.d.kind == slashCommands:
		x.s.answered(r, x.user, x.channel)
	}
}
