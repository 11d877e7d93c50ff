package discord

import "context"

// Installation is what Discord says of the application.
type Installation struct {
	Bot        string // what it is called
	Reads      bool   // the words of others are shown to it: Message Content Intent
	Registered bool   // the commands there are the ones of this version
	Starts     int    // how often the gateway may be joined today still
}

// Examine asks Discord about the application; a *copilot.Fault when Discord refuses the
// token.
func (c *Chat) Examine(ctx context.Context) (Installation, error) {
	own, err := c.rest.self(ctx)
	if err != nil {
		return Installation{}, err
	}
	var there []applicationCommand
	if err := c.rest.commands(ctx, "", &there); err != nil {
		return Installation{}, err
	}
	g, err := c.rest.gatewayBot(ctx)
	if err != nil {
		return Installation{}, err
	}
	return Installation{Bot: own.Name, Reads: own.content, Registered: same(there, registrationIn("")), Starts: g.Starts.Remaining}, nil
}
