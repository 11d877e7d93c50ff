package slacktest

import "testing"

// Await sees what an app does after it has acknowledged.
func TestAwait(t *testing.T) {
	s := workspace(t, Options{})
	c := client(s)
	posted := make(chan error, 1)
	go func() {
		_, _, err := c.PostMessageContext(t.Context(), team, card("a draft")...)
		posted <- err
	}()
	s.Await("the card", func() bool { return len(s.Messages(team)) == 1 })
	if err := <-posted; err != nil {
		t.Fatal(err)
	}
	m := s.Messages(team)[0]
	if a := m.Actions(); len(a) != 2 || a[0].ID != "approve" || a[0].Value != "d1" || a[1].Options[1] != "two" {
		t.Errorf("actions: %+v", a)
	}
}

// Echo brings the bot's own messages back, as a subscription to messages does.
func TestEcho(t *testing.T) {
	s := workspace(t, Options{Echo: true})
	listening(t, s)
	if _, _, err := client(s).PostMessageContext(t.Context(), team, card("a draft")...); err != nil {
		t.Fatal(err)
	}
	s.Await("the echo", func() bool { return len(s.Events()) == 1 })
	if e := s.Events()[0]; !e.Acked() {
		t.Errorf("the echo: %+v", e)
	}
}
