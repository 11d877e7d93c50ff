package discord

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
)

// keeper is a core that does nothing, and has the draft that it is asked for.
type keeper struct{ chattest.Idle }

// Draft is one with a single revision.
func (*keeper) Draft(context.Context, copilot.Ref) (copilot.Draft, error) {
	return copilot.Draft{Revisions: []copilot.Revision{{Number: 1}}}, nil
}

// clumsy is a core that panics over everything.
type clumsy struct{ keeper }

func (*clumsy) Accept(context.Context, copilot.Request) error { panic("our launch") }

func (*clumsy) Click(context.Context, copilot.Ref, copilot.Click) error { panic("our launch") }

func (*clumsy) Draft(context.Context, copilot.Ref) (copilot.Draft, error) { panic("our launch") }

func (*clumsy) Profile(context.Context, copilot.Place) (copilot.Profile, error) { panic("our launch") }

func (*clumsy) SourceChanged(context.Context, copilot.Place, string, bool) error { panic("our launch") }

// silentDiscord is a chat on a Discord that takes everything and tells nothing.
func silentDiscord(t testing.TB) *Chat {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, `{"id":"5"}`) }))
	t.Cleanup(server.Close)
	c, err := NewChat(ChatOptions{Token: copilot.NewSecret(botToken), URL: server.URL, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(context.Background()) })
	return c
}

// doneBy is an interaction of somebody in a server; fields are its type and data.
func doneBy(t testing.TB, fields string) interaction {
	t.Helper()
	i, err := readInteraction([]byte(`{"id":"1481000000000000001","token":"t","guild_id":"1","channel_id":"2","channel":{"id":"2"},` +
		`"authorizing_integration_owners":{"0":"1"},"member":{"user":{"id":"3"},"permissions":"32"},"message":{"id":"4","channel_id":"2"},` + fields + `}`))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// sealed is a click as it comes when we had put the button there.
func sealed(d *Door, i interaction) interaction {
	kind, id := "", i.Data.CustomID
	if rest, ok := strings.CutPrefix(id, "do|"); ok {
		kind, id = "do|", rest
	}
	if b, ok := readButton(id); ok {
		s, _ := d.sceneOf(i)
		b.seal = d.chat.signet.Seal(b.claim(i.Guild, d.pressed(s, b).Where))
		i.Data.CustomID = kind + b.customID()
	}
	return i
}

var digest43 = strings.Repeat("A", 43)

// TestPanicsEndOneDelivery: what panics is logged without what anybody wrote, said to
// whoever waits for it, and takes nothing else with it.
func TestPanicsEndOneDelivery(t *testing.T) {
	t.Parallel()
	for name, fields := range map[string]string{
		"command":  `"type":2,"data":{"name":"draft","type":1,"options":[{"name":"text","type":3,"value":"our launch"}]}`,
		"click":    `"type":3,"data":{"custom_id":"act.approve|d|1|` + digest43 + `"}`,
		"question": `"type":3,"data":{"custom_id":"act.withdraw*|d|1|` + digest43 + `"}`,
		"sure":     `"type":3,"data":{"custom_id":"act.withdraw!|d|1|` + digest43 + `"}`,
		"form":     `"type":5,"data":{"custom_id":"do|act.reject?|d|1|` + digest43 + `","components":[]}`,
		"settings": `"type":2,"data":{"name":"copilot","type":1,"options":[{"name":"approvers","type":1}]}`,
	} {
		var logged bytes.Buffer
		d := NewDoor(&clumsy{}, silentDiscord(t), DoorOptions{Log: slog.New(slog.NewTextHandler(&logged, nil))})
		r := d.interaction(t.Context(), sealed(d, doneBy(t, fields)))
		d.Wait()
		if p, ok := r.Data.(payload); !ok || p.Content == "" || strings.Contains(p.Content, "our launch") {
			t.Errorf("%s is answered %+v", name, r)
		}
		if said := logged.String(); strings.Count(said, `msg="discord: panic"`) != 1 || strings.Contains(said, "our launch") {
			t.Errorf("%s: logged %s", name, said)
		}
	}
}

// TestPanicsBehindTheAnswer are survived too.
func TestPanicsBehindTheAnswer(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(context.Context, *Door){
		"afterwards": func(ctx context.Context, d *Door) {
			d.afterwards(ctx, scene{}, func(context.Context) error { panic("our launch") })
		},
		"background": func(_ context.Context, d *Door) { d.Background(func() { panic("our launch") }) },
	} {
		var logged bytes.Buffer
		d := NewDoor(&clumsy{}, silentDiscord(t), DoorOptions{Log: slog.New(slog.NewTextHandler(&logged, nil))})
		do(t.Context(), d)
		d.Wait()
		if said := logged.String(); !strings.Contains(said, `msg="discord: panic"`) || strings.Contains(said, "our launch") {
			t.Errorf("%s: logged %s", name, said)
		}
	}
}

// TestCloseHasAnEnd: shutting down waits for what was begun, but not for ever, and
// gives up what is tried again.
func TestCloseHasAnEnd(t *testing.T) {
	t.Parallel()
	d := NewDoor(&clumsy{}, silentDiscord(t), DoorOptions{Log: slog.New(slog.DiscardHandler), Now: time.Now})
	stuck := make(chan struct{})
	d.Background(func() { <-stuck })
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Close(over); !errors.Is(err, context.Canceled) {
		t.Errorf("closed with %v", err)
	}
	close(stuck)
	if err := d.Close(t.Context()); err != nil {
		t.Error(err)
	}
	d.Deliver(t.Context(), "MESSAGE_DELETE", []byte(`{"id":"4","channel_id":"2","guild_id":"1"}`)) // it would be tried for half a minute
}
