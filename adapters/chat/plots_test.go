package chat

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestPlotsFor: there is a link for whom the page opens, and for whom nobody says in time
// whether it does; it is waited for no longer than an acknowledgement can be.
func TestPlotsFor(t *testing.T) {
	t.Parallel()
	says := func(may bool, err error) Sees {
		return func(context.Context, copilot.Person, copilot.Place, bool) (bool, error) { return may, err }
	}
	slow := func(ctx context.Context, _ copilot.Person, _ copilot.Place, _ bool) (bool, error) {
		<-ctx.Done()
		return false, ctx.Err()
	}
	stats := copilot.Setting{Sub: copilot.SubStats, Words: "7"}
	for name, c := range map[string]struct {
		asked copilot.Setting
		sees  Sees
		spent time.Duration // of the acknowledgement
		link  bool
		waits time.Duration
	}{
		"yes":              {asked: stats, sees: says(true, nil), link: true},
		"no":               {asked: stats, sees: says(false, nil)},
		"nobody knows":     {asked: stats, sees: says(false, errors.New("away")), link: true},
		"no in time":       {asked: stats, sees: slow, link: true, waits: seeWithin},
		"little time left": {asked: stats, sees: slow, spent: AckWithin - 200*time.Millisecond, link: true, waits: 100 * time.Millisecond},
		"none left":        {asked: stats, sees: slow, spent: AckWithin, link: true},
		"another period":   {asked: copilot.Setting{Sub: copilot.SubStats, Words: "12"}, sees: says(true, nil)},
		"another question": {asked: copilot.Setting{Sub: copilot.SubUsage}, sees: says(true, nil)},
	} {
		synctest.Test(t, func(t *testing.T) {
			var of copilot.Place
			plots := Plots(func(at copilot.Place, by copilot.Person, whole bool, days int) string {
				of = at
				return "a link"
			})
			at := copilot.Place{Platform: "chat", Channel: "launch", Thread: "1"}
			began := time.Now()
			time.Sleep(c.spent)
			asks := time.Now()
			link := plots.For(t.Context(), c.sees, c.asked, copilot.Person{ID: "U1"}, at, began)
			if link != map[bool]string{true: "a link"}[c.link] || c.link && of != at.Root() {
				t.Errorf("%s: %q, of %v", name, link, of)
			}
			if waited := time.Since(asks); waited != c.waits {
				t.Errorf("%s: waits %v", name, waited)
			}
			if Plots(nil).For(t.Context(), c.sees, c.asked, copilot.Person{ID: "U1"}, at, began) != "" {
				t.Errorf("%s: there is a link where nothing is drawn", name)
			}
		})
	}
}
