package discord

import (
	"context"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestClicksOnAMessage: what is shown in a message waits for all clicks on it that are being
// answered, and for those that began it alone.
func TestClicksOnAMessage(t *testing.T) {
	t.Parallel()
	var a acks
	for _, token := range []string{"first", "second", "form"} {
		a.begin(token)
	}
	a.hold("first", "7")
	a.hold("second", "7")
	open := func() bool {
		a.mu.Lock()
		defer a.mu.Unlock()
		return a.open[clickOn("7")] != nil
	}
	for _, c := range []struct {
		ends string
		open bool
	}{{"form", true}, {"first", true}, {"first", true}, {"second", false}} {
		if a.end(c.ends); open() != c.open {
			t.Errorf("after %s it is held: %v", c.ends, open())
		}
	}
	a.wait(t.Context(), clickOn("7"))
	a.wait(t.Context(), "second")
	if len(a.open)+len(a.holds) > 0 {
		t.Errorf("left are %v and %v", a.open, a.holds)
	}
}

// TestRolesAreOfThisServer: those that came with what somebody does in one server say
// nothing about another.
func TestRolesAreOfThisServer(t *testing.T) {
	t.Parallel()
	now := func() time.Time { return time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC) }
	c := &Chat{now: now, members: newKnown(now, func(context.Context, string) (member, error) {
		return member{User: &user{ID: "1"}, Roles: []string{"as the server says"}}, nil
	})}
	ctx := withPresent(t.Context(), "here", member{User: &user{ID: "1"}, Roles: []string{"as signed"}})
	for guild, want := range map[string]string{"here": "as signed", "elsewhere": "as the server says"} {
		roles, err := c.Roles(ctx, copilot.Person{ID: "1"}, copilot.Place{Workspace: guild})
		if err != nil || len(roles) != 1 || roles[0] != want {
			t.Errorf("%s: %v, %v", guild, roles, err)
		}
	}
}
