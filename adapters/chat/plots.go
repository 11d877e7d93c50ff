package chat

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// Plots tells the address of a page that draws the figures of a place for one person over
// so many days, and with whole those of all channels, too; "" where there is none. Whoever
// has it sees the same as they, so it is told to them alone.
type Plots func(at copilot.Place, by copilot.Person, whole bool, days int) string

// Sees says whether somebody may be told the figures of a place; with whole, those of all
// channels together. An error means that nobody knows.
type Sees func(ctx context.Context, p copilot.Person, at copilot.Place, whole bool) (bool, error)

// seeWithin bounds how long an answer waits to learn whether the page would open.
const seeWithin = 600 * time.Millisecond

// For is the address that goes with what was answered; "" when there is none, or the page
// would not open for them, as where the bot does not know who is in a conversation. It waits
// to learn that for half of what is left of the acknowledgement of what came when it began,
// and no longer than seeWithin; a page of which nobody says so in time says it itself.
func (p Plots) For(ctx context.Context, sees Sees, asked copilot.Setting, by copilot.Person, at copilot.Place, began time.Time) string {
	if p == nil || asked.Sub != copilot.SubStats {
		return ""
	}
	days, err := copilot.PeriodSaid(asked.Words)
	if err != nil {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, min(seeWithin, (AckWithin-time.Since(began))/2))
	defer cancel()
	if may, err := sees(ctx, by, at.Root(), false); err == nil && !may {
		return ""
	}
	return p(at.Root(), by, asked.Whole, days)
}
