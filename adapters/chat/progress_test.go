package chat

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestOvertakenProgressTakesNoTurn has many answers come before their progress
// could be shown: those that are slow afterwards must still be seen being written.
func TestOvertakenProgressTakesNoTurn(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	pace := Pace{Rate: 1, Burst: 5, Gap: time.Hour}
	p := NewProgress(pace, slog.New(slog.DiscardHandler), func() time.Time { return now })
	defer p.Close(context.Background())
	for i := range 10 * pace.Burst {
		p.Offer(t.Context(), fmt.Sprint(i), copilot.Card{}, func(context.Context, copilot.Card) error { return nil })
		if err := p.Quiet(t.Context(), fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if left := p.edits.TokensAt(now); left < 0 {
		t.Errorf("%.0f edits are owed for progress that nobody saw", -left)
	}
}
