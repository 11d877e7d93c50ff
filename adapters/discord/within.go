package discord

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
)

// Within is copilot.Nested: a private thread, a room of its own otherwise, is closed and
// open with the channel it hangs in.
func (c *Chat) Within(ctx context.Context, at copilot.Place) (copilot.Place, error) {
	in, err := c.channels.find(ctx, at.Channel, nameAge)
	if err != nil {
		return at, err
	}
	if in.thread() && in.Parent != "" {
		at.Channel = in.Parent
	}
	return at, nil
}

var _ copilot.Nested = (*Chat)(nil)
