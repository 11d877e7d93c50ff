package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// version is a card that is told from others by its number.
func version(n int) copilot.Card {
	r := copilot.Revision{Number: n}
	return copilot.Show(copilot.Draft{ID: "draft", Revisions: []copilot.Revision{r}}, r, copilot.Profile{}, "en")
}

// TestTwoProcessesOneMessage: a process that takes a job over shows the card in the
// message that the one before had made: at the address, and by its mark once that is
// over, for everybody and for one alone.
func TestTwoProcessesOneMessage(t *testing.T) {
	t.Parallel()
	for command, options := range map[string]map[string]string{"draft": {"text": "our launch"}, "summarize": nil} {
		s := openIdle(t, setting{})
		s.Command(lea, launch, command, s.filled(command, options))
		r := s.Queue.Last.Load()
		at := copilot.Spot{Place: r.Place, Key: r.ID, Reply: r.Reply, Since: r.Time}
		if r.Private {
			at.For = r.Person
		}
		var ids []string
		show := func(n int) {
			t.Helper()
			id, err := s.newChat().Show(s.Ctx, at, version(n))
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
		show(1)
		at.Again = true
		show(2)
		if !r.Private {
			s.Clock.Forward(20 * time.Minute)
			show(3)
		}
		seen := s.Visible(lea, launch)
		if !strings.Contains(seen, "revision "+[]string{"1", "2", "3"}[len(ids)-1]) || strings.Count(seen, "Edit") > 1 || s.calls(newByBot) > 0 {
			t.Errorf("/%s shows %s, with %d messages of the bot's own", command, seen, s.calls(newByBot))
		}
		for _, id := range ids {
			if id != ids[0] {
				t.Errorf("/%s is shown in %v", command, ids)
			}
		}
	}
}
