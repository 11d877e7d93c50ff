package discord_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

// openDelivered is a stage whose door is handed interactions as the gateway hands
// them over: each is answered with a call. Nobody works yet.
func openDelivered(t testing.TB, o setting) *stage {
	t.Helper()
	s := newStage(t, o)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusAccepted) // which tells the fake to wait for the call
		go s.door.Deliver(s.Ctx, "INTERACTION_CREATE", raw)
	}))
	t.Cleanup(front.Close)
	s.ConnectHTTP(front.URL)
	return s
}

// TestDelivered walks through all that can be done, each answered with one call that
// waits for nothing.
func TestDelivered(t *testing.T) {
	t.Parallel()
	s := openDelivered(t, setting{written: claiming})
	s.work()
	s.approvers(marc)
	r := s.asks(lea, "draft", map[string]string{"text": "variants:1 our launch"})
	card, _ := s.Message(launch, r.Message)
	if r.Type != 5 || !strings.Contains(card.Plain(), "42 new guests") {
		t.Fatalf("type %d: %s", r.Type, card.Plain())
	}
	if got := s.Autocomplete(lea, launch, "draft", "network", "linkedin", nil); len(got) != 1 {
		t.Errorf("offered %v", got)
	}
	if r := s.clicks(lea, card.ID, "act.edit?"); r.Type != 9 {
		t.Errorf("a form is answered with type %d", r.Type)
	}
	s.replaced(card.ID, func() string {
		if r := s.submits(lea, map[string]any{"text.1/0": "We have 43 new guests."}); r.Type != 7 {
			t.Errorf("what was sent is answered with type %d", r.Type)
		}
		return "43 new guests"
	}, "POST /interactions")
	asked := s.clicks(marc, card.ID, "act.approve*|")
	s.clicks(marc, asked.Message, "act.approve!|")
	if d := s.newest(); d.State() != copilot.Approved {
		t.Errorf("it is %s", d.State())
	}
	if n, m := s.calls("POST /interactions"), s.calls(newByBot); n == 0 || m > 0 {
		t.Errorf("%d answers, %d messages of the bot's own", n, m)
	}
}

// TestAcknowledgedTooLate: what was kept is answered all the same, though Discord did
// not take the acknowledgement: as a message of the bot's own.
func TestAcknowledgedTooLate(t *testing.T) {
	t.Parallel()
	s := openDelivered(t, setting{discord: discordtest.Options{Unchecked: []string{discordtest.CheckAnswered}, Patience: 2 * time.Second}})
	s.Fail("POST", "/interactions/{interaction_id}/{interaction_token}/callback", 0, discordtest.Fault{Status: 404, Code: 10062})
	s.Command(lea, launch, "draft", map[string]any{"text": "variants:1 our launch"})
	s.Await("the command to be kept, after Discord lost patience", func() bool {
		d, err := s.Store.Depth(s.Ctx)
		return err == nil && d.Waiting == 1
	})
	s.Clock.Forward(time.Minute)
	s.work()
	s.rest()
	if all := s.ours(launch); len(all) != 1 || !strings.Contains(all[0].Plain(), "The text alpha is out.") || s.calls(newByBot) != 1 {
		t.Errorf("%d messages", len(all))
	}
	if said := s.Logged.All(); !strings.Contains(said, "not acknowledged in time") {
		t.Errorf("the log has %s", said)
	}
}
