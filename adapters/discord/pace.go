package discord

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// pace of what is shown while it is being written. A message takes about five edits
// in five seconds, and all that is not an answer to an interaction about 50 calls a
// second: half of that is left for what must come.
var pace = chat.Pace{Rate: rate.Limit(20), Burst: 20, Gap: 1500 * time.Millisecond}

// offer has progress shown when it is its turn, for as long as ctx lasts. An edit
// that is on its way is waited for all the same: cut off it might still arrive, over
// the card that follows.
func (c *Chat) offer(ctx context.Context, p post, at copilot.Spot, card copilot.Card) {
	c.progress.Offer(ctx, p.String(), card, func(ctx context.Context, card copilot.Card) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callWithin)
		defer cancel()
		return c.update(ctx, at, p, 0, c.parts(at, p, card)[0])
	})
}
