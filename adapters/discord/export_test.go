package discord

import (
	"context"
	"slices"
	"time"

	"github.com/brouillon/brouillon/adapters/chat"
)

// RestBy has the rests that Discord asks for taken another way than by the clock on
// the wall, and the tries at an address made sooner after one another.
func (c *Chat) RestBy(rest func(context.Context, time.Duration) error) {
	c.rest.limits.pause = func(ctx context.Context, d time.Duration, wake <-chan struct{}) error {
		if d > 0 {
			return rest(ctx, d)
		}
		return pause(ctx, d, wake)
	}
	c.pause = func(ctx context.Context, d time.Duration) error { return chat.Rest(ctx, d/20) }
}

// Passes says whether what a code tells of may be over soon.
func Passes(code int) bool { return slices.Contains(passing, code) }
