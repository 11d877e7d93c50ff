package slack

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// crowded is a core with many drafts, of which it counts how many are looked up.
type crowded struct {
	witness
	drafts []copilot.Draft
	looked int
}

func (c *crowded) Drafts(context.Context, copilot.Filter) ([]copilot.Draft, error) {
	return c.drafts, nil
}

func (c *crowded) Shown(_ context.Context, d copilot.Draft) (string, error) {
	c.looked++
	return "C1:" + d.ID, nil
}

// TestFewMessagesAreLookedUp: what a thread hangs on is found before the
// acknowledgement is late, however many drafts there are.
func TestFewMessagesAreLookedUp(t *testing.T) {
	core := &crowded{}
	for n := range 50 {
		core.drafts = append(core.drafts,
			copilot.Draft{ID: fmt.Sprintf("other.%d", n), Place: copilot.Place{Channel: "C1", Thread: "9.9"}},
			copilot.Draft{ID: fmt.Sprintf("%d.1", n), Place: copilot.Place{Channel: "C1"}})
	}
	d := NewDoor(core, silentSlack(t), DoorOptions{Log: slog.New(slog.DiscardHandler)})
	for thread, want := range map[string]string{"7.1": "7.1", "30.1": "", "9.9": "other.0"} {
		core.looked = 0
		got, found, err := d.draftOf(t.Context(), copilot.Person{}, copilot.Place{Channel: "C1", Thread: thread})
		if err != nil || found != (want != "") || got.ID != want || core.looked > 10 {
			t.Errorf("under %s: %q %v %v after %d looks", thread, got.ID, found, err, core.looked)
		}
	}
}
