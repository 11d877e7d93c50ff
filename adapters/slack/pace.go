package slack

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// pace of what is shown while it is being written. Slack allows chat.update about
// 50 times a minute over the whole workspace (tier 3), and each process counts for
// itself: two replicas, which is how many there are by default, stay below it even
// in a minute that begins with a burst. The cards that must come wait for nothing
// but Slack.
var pace = chat.Pace{Rate: rate.Limit(20.0 / 60), Burst: 5, Gap: 1200 * time.Millisecond}

// offer has progress shown when it is its turn, for as long as ctx lasts.
func (c *Chat) offer(ctx context.Context, p post, at copilot.Spot, card copilot.Card) {
	c.progress.Offer(ctx, p.String(), card, func(ctx context.Context, card copilot.Card) error {
		return c.advance(ctx, p, c.parts(ctx, at, card)[0])
	})
}

// advance makes one edit, and none when ctx is over. One that is on its way is
// waited for all the same: cut off it might still arrive, over the card that
// follows.
func (c *Chat) advance(ctx context.Context, p post, shown part) error {
	sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, callTime)
	defer stop()
	return c.api.patiently(ctx, func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, _, _, err := c.api.UpdateMessageContext(sending, p.channel, p.ts[0], shown.options()...)
		return err
	})
}

// Close ends all progress and waits for it, until ctx ends.
func (c *Chat) Close(ctx context.Context) { c.progress.Close(ctx) }
