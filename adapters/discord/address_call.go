package discord

import (
	"context"
	"time"
)

// youngFor is how long after an interaction its address may not be open yet: its
// acknowledgement is on its way, perhaps from another process.
const youngFor = 5 * time.Second

// firstRest is the pause before the second try at an address; each is twice as long.
const firstRest = 100 * time.Millisecond

// at makes a call at an address, once the interaction is acknowledged, and again
// while Discord has not taken note of that.
func (c *Chat) at(ctx context.Context, to address, call func(ctx context.Context) error) error {
	c.acks.wait(ctx, to.Token)
	for pause := firstRest; ; pause *= 2 {
		err := call(ctx)
		if !lapsed(err) || c.now().Sub(to.Until.Add(-addressAge)) > youngFor || pause > youngFor {
			return err
		}
		if c.pause(ctx, pause) != nil {
			return err
		}
	}
}

// followUp sends a message at an address: a payload, perhaps one with a file.
func (c *Chat) followUp(ctx context.Context, to address, p any) error {
	return c.at(ctx, to, func(ctx context.Context) error {
		_, err := c.rest.followUp(ctx, to.Token, p)
		return err
	})
}

// editOriginal makes p the answer that was promised at an address.
func (c *Chat) editOriginal(ctx context.Context, to address, p payload) (message, error) {
	var m message
	err := c.at(ctx, to, func(ctx context.Context) (err error) {
		m, err = c.rest.editOriginal(ctx, to.Token, p)
		return err
	})
	return m, err
}
