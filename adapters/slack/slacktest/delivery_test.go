package slacktest

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// carry sends a delivery to the app that listens.
func carry(t *testing.T, s *Slack, d Delivery) {
	t.Helper()
	r, err := d.Request(t.Context(), s.address(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
}

// TestDeliveriesAreOnesOwn: a test may deliver as often as it likes, and nothing is
// delivered by itself.
func TestDeliveriesAreOnesOwn(t *testing.T) {
	s := workspace(t, Options{})
	a := listening(t, s)
	d, err := s.Typed(ada, team, "/draft", "a post")
	if err != nil || len(a.typed) > 0 {
		t.Fatalf("%v; %d commands arrived", err, len(a.typed))
	}
	carry(t, s, d)
	carry(t, s, d)
	if len(a.typed) != 2 || a.typed[0].Text != "a post" || a.typed[0].TriggerID == "" || a.typed[0].TriggerID != a.typed[1].TriggerID {
		t.Errorf("arrived: %+v", a.typed)
	}
	d.Answered(http.StatusOK, []byte("Not accepted"))
	if got := s.Ephemerals(ada); len(got) != 1 || got[0].Text != "Not accepted" {
		t.Errorf("ada was told %+v", got)
	}
	_, ts, err := client(s).PostMessageContext(t.Context(), team, card("a draft")...)
	if err != nil {
		t.Fatal(err)
	}
	press, err := s.Pressed(ben, team, ts, "approve")
	if err != nil {
		t.Fatal(err)
	}
	carry(t, s, press)
	if b := a.click().ActionCallback.BlockActions; len(b) != 1 || b[0].Value != "d1" {
		t.Errorf("clicked %+v", b)
	}
	if _, err := s.Sent(ben, nil); err == nil {
		t.Error("a modal was sent that is not open")
	}
	if _, err := client(s).OpenViewContext(t.Context(), a.click().TriggerID, form()); err != nil {
		t.Fatal(err)
	}
	modal, err := s.Sent(ben, map[string]string{"wish": "shorter", "tone": "warm"})
	if err != nil {
		t.Fatal(err)
	}
	modal.Answered(http.StatusOK, []byte(`{"response_action":"errors","errors":{"wish":"too short"}}`))
	if _, open := s.View(ben); !open {
		t.Error("the modal is closed, though something was wrong with it")
	}
	modal.Answered(http.StatusOK, nil)
	if _, open := s.View(ben); open {
		t.Error("the modal is open after it was accepted")
	}
	s.Abandon(ben)
	if _, err := s.Pressed(ben, team, ts, "nothing"); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("a button that is not there: %v", err)
	}
}
