package copilot_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// A draft that reads like another one of the channel leads there: not to one that a
// single person may see.
func TestTwinIsLinked(t *testing.T) {
	same := func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{Text: "=== fact\nThe workshop on Alder Lane opens its doors on Saturday at ten, with coffee for all who come."}, nil
	}
	for name, c := range map[string]struct {
		private bool
		want    bool
	}{"everybody's": {false, true}, "one person's": {true, false}} {
		b := newBench(t, writerFunc(same))
		for _, id := range []string{"first", "second"} {
			b.accept(t, copilot.Request{
				ID: id, Command: "draft", Text: "The workshop on Alder Lane opens on Saturday at ten.", Options: map[string]string{"variants": "1"},
				Place: channel, Person: lea, Private: c.private,
			})
			b.work(t, empty)
		}
		all, err := b.Drafts(b.ctx, copilot.Filter{Tenant: channel.Tenant(), For: lea})
		if err != nil || len(all) != 2 {
			t.Fatalf("%s: %d drafts, %v", name, len(all), err)
		}
		card := copilot.Show(all[0], all[0].Latest(), copilot.Profile{}, "fr")
		var alike []copilot.Item
		for _, block := range card.Blocks() {
			for _, item := range block.Items {
				if block.Kind == copilot.BlockFindings && item.Kind == string(check.Sameness) {
					alike = append(alike, item)
				}
			}
		}
		if len(alike) == 0 {
			t.Fatalf("%s: nothing is found alike", name)
		}
		linked := slices.ContainsFunc(alike, func(i copilot.Item) bool {
			return len(i.Cites) == 1 && strings.Contains(i.Cites[0].Link, "chat.example/") && i.Cites[0].Author == "la voir"
		})
		if linked != c.want {
			t.Errorf("%s: linked %v, items %+v", name, linked, alike)
		}
	}
}
