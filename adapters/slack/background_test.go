package slack

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// clumsy is a core that panics over everything.
type clumsy struct{ witness }

func (*clumsy) Accept(context.Context, copilot.Request) error { panic("our launch") }

func (*clumsy) Click(context.Context, copilot.Ref, copilot.Click) error { panic("our launch") }

func (*clumsy) Card(context.Context, copilot.Ref, int, string) (copilot.Card, error) {
	panic("our launch")
}

// TestPanicsEndOneDelivery: what panics behind an acknowledgement is logged, told
// where there is somebody to tell, and takes nothing else with it.
func TestPanicsEndOneDelivery(t *testing.T) {
	for name, do := range map[string]func(context.Context, *Door){
		"click": func(ctx context.Context, d *Door) {
			i := clickOn(t, "act.approve")
			i.Actions[0].Value = d.chat.Sealed("T1", "", "", "act.approve", "d|1|x")
			d.interaction(ctx, i)
		},
		"form": func(ctx context.Context, d *Door) {
			i, err := readInteraction([]byte(`{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","callback_id":"command","private_metadata":"{\"command\":\"draft\"}"}}`))
			if err != nil {
				t.Fatal(err)
			}
			if d.interaction(ctx, i) == nil {
				t.Error("the form is closed as if all were well")
			}
		},
		"afterwards": func(ctx context.Context, d *Door) {
			d.afterwards(ctx, copilot.Person{}, copilot.Place{}, func(context.Context) error { panic("our launch") })
		},
		"background": func(_ context.Context, d *Door) { d.Background(func() { panic("our launch") }) },
	} {
		t.Run(name, func(t *testing.T) {
			var logged bytes.Buffer
			d := NewDoor(&clumsy{}, silentSlack(t), DoorOptions{Log: slog.New(slog.NewTextHandler(&logged, nil)), Now: time.Now})
			do(t.Context(), d)
			d.Wait()
			if said := logged.String(); strings.Count(said, "slack: panic") == 0 || strings.Contains(said, "our launch") {
				t.Errorf("logged %s", said)
			}
		})
	}
}

// clickOn is a click on a button of a card.
func clickOn(t *testing.T, id string) interaction {
	t.Helper()
	i, err := readInteraction([]byte(`{"type":"block_actions","user":{"id":"U1"},"team":{"id":"T1"},"actions":[{"action_id":"` + id + `","value":"d|1|x"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return i
}
