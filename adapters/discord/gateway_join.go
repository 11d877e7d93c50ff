package discord

import (
	"context"
	"strings"
)

// Gateway is the gateway of this chat, which a door answers; seats decide which of
// all replicas connects, and answer taken when it is another.
func (c *Chat) Gateway(d *Door, seats Seats, taken error) *Gateway {
	return c.PatientGateway(d, GatewayOptions{Seats: seats, Taken: taken})
}

// PatientGateway is Gateway with other times; who we are is known.
func (c *Chat) PatientGateway(d *Door, o GatewayOptions) *Gateway {
	application, _, _ := strings.Cut(c.token.Reveal(), ".") // the first part says whose bot it is, and is no secret
	o.Token, o.Log, o.Now, o.Client, o.Name = c.token, c.log, c.now, c.rest.httpClient(), "discord:"+application
	return NewGateway(d.Deliver, c.starts, o)
}

// starts is how many sessions may still be begun.
func (c *Chat) starts(ctx context.Context) (identifyLimit, error) {
	g, err := c.rest.gatewayBot(ctx)
	return identifyLimit{Total: g.Starts.Total, Remaining: g.Starts.Remaining, ResetAfter: g.Starts.ResetAfter}, err
}
