package discordtest

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// carry sends a delivery to the app that listens, and returns what it said.
func carry(t *testing.T, d *Discord, x Delivery) []byte {
	t.Helper()
	r, err := x.Request(t.Context(), d.address(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	said, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// TestDeliveriesAreOnesOwn: a test may deliver as often as it likes; Discord does
// what the first response says, once.
func TestDeliveriesAreOnesOwn(t *testing.T) {
	d := server(t, Options{})
	a := listening(t, d)
	a.answers(`{"type":5}`)
	x, err := d.Typed(ada, team, "draft", map[string]any{"about": "a launch"})
	if err != nil || len(a.seen) > 0 {
		t.Fatalf("%v; %d interactions arrived", err, len(a.seen))
	}
	message, err := x.Answered(carry(t, d, x))
	if err != nil || !strings.Contains(d.Visible(ben, team), thinking) {
		t.Fatalf("%v; visible: %q", err, d.Visible(ben, team))
	}
	if again, err := x.Answered(carry(t, d, x)); err == nil || len(a.seen) != 2 || len(d.Messages(team)) != 1 {
		t.Errorf("answered again with %q, %v; %d arrived, %d messages", again, err, len(a.seen), len(d.Messages(team)))
	}
	at := "/webhooks/" + d.o.Application + "/" + x.Token
	if status, o := ask(t, d, http.MethodPatch, at+"/messages/@original", card); status != http.StatusOK || str(o, "id") != message {
		t.Fatalf("the edit is answered with %d %v", status, o)
	}
	if _, err := d.Pressed(ben, team, message, "nothing"); err == nil {
		t.Error("a button that is not there was pressed")
	}
	press, err := d.Pressed(ben, team, message, "act.app")
	if err != nil {
		t.Fatal(err)
	}
	a.answers(`{"type":6}`)
	if _, err := press.Answered(carry(t, d, press)); err != nil {
		t.Errorf("the press is answered: %v", err)
	}
}
