package discordtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Delivery is something that a person did and that nobody has delivered yet: a test
// sends it itself over HTTP where it has to arrive twice, late, or at another
// server than the one of ConnectHTTP. Making one ends no test.
type Delivery struct {
	Token string // of the interaction

	d *Discord
	v *delivery
}

// Typed is a slash command, as Command delivers it.
func (d *Discord) Typed(user, channel, name string, options map[string]any) (Delivery, error) {
	return d.undelivered(func() act {
		c, fault := d.acting(user, channel)
		if fault != "" {
			return act{fault: fault}
		}
		return d.command(user, c, name, options, "")
	})
}

// Pressed is a press of a button, as Click delivers it.
func (d *Discord) Pressed(user, channel, message, customID string) (Delivery, error) {
	return d.undelivered(func() act { return d.press(user, channel, message, customID) })
}

func (d *Discord) undelivered(do func() act) (Delivery, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	a := do()
	if a.fault != "" {
		return Delivery{}, errors.New(a.fault)
	}
	return Delivery{a.i.token, d, &delivery{a.i, encode(a.payload)}}, nil
}

// Request is the request that brings it to a server, signed at a time.
func (x Delivery) Request(ctx context.Context, baseURL string, at time.Time) (*http.Request, error) {
	return x.d.signed(ctx, baseURL, at, x.v.raw)
}

// Answered does what a response with status 200 says, as Discord does with the first
// that arrives in time, and returns the id of the message that answers; "" for
// none. The error is why Discord takes no notice of the response.
func (x Delivery) Answered(body []byte) (message string, err error) {
	defer x.d.moved.Ring()
	var answer object
	if err := json.Unmarshal(body, &answer); err != nil {
		x.d.blame("an interaction was answered with no JSON object: %.200q", body)
		return "", fmt.Errorf("reading the answer: %w", err)
	}
	if err := x.d.answeredHTTP(x.v.i, answer); err != nil {
		return "", err
	}
	x.d.mu.Lock()
	defer x.d.mu.Unlock()
	if x.v.i.original == nil {
		return "", nil
	}
	return x.v.i.original.ID, nil
}

// signed is the request that brings an interaction to a server, signed at a time.
func (d *Discord) signed(ctx context.Context, base string, at time.Time, body []byte) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, base+d.o.Path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("addressing the app: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	r.Header.Set("X-Signature-Timestamp", strconv.FormatInt(at.Unix(), 10))
	r.Header.Set("X-Signature-Ed25519", d.Sign(at, body))
	return r, nil
}
