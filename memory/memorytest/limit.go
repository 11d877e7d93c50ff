package memorytest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// askedBy is a request of its own, of somebody somewhere.
func askedBy(id, workspace, channel, person string) copilot.Request {
	r := request(id)
	r.Cause = ""
	r.Place = copilot.Place{Platform: "slack", Workspace: workspace, Channel: channel}
	r.Person = copilot.Person{Platform: "slack", ID: person}
	return r
}

// tooMany wants a request refused for a limit, with a time to wait.
func tooMany(t *testing.T, s Store, r copilot.Request, want copilot.Scope) {
	t.Helper()
	fresh, err := s.Accept(t.Context(), r)
	limit, ok := errors.AsType[*copilot.LimitError](err)
	if !ok || fresh || limit.Scope != want || limit.After <= 0 || limit.After > time.Minute {
		t.Fatalf("%s: new %v, %v; want the limit of a %s", r.ID, fresh, err, want)
	}
}

// Each scope has its own bound, over all replicas, and the narrowest counts that is
// reached; what is refused uses nothing up.
func acceptLimited(t *testing.T, open Replica) {
	o := Options{Requests: copilot.Bounds{Person: 2, Channel: 3, Workspace: 4}}
	replicas := []Store{open(o), open(o)}
	n := 0
	next := func(channel, person string) copilot.Request {
		n++
		return askedBy(fmt.Sprint(n), "W", channel, person)
	}
	accepted(t, replicas[0], next("C1", "léa"))
	accepted(t, replicas[1], next("C1", "léa"))
	for _, s := range replicas {
		tooMany(t, s, next("C1", "léa"), copilot.ScopePerson)
		tooMany(t, s, next("C2", "léa"), copilot.ScopePerson)
	}
	accepted(t, replicas[0], next("C1", "marc"))
	tooMany(t, replicas[1], next("C1", "marc"), copilot.ScopeChannel)
	accepted(t, replicas[1], next("C2", "marc"))
	tooMany(t, replicas[0], next("C3", "ines"), copilot.ScopeWorkspace)
	depth(t, replicas[0], copilot.Depth{Waiting: 4})
}

// Nobody's use moves the limit of another workspace, whatever things are called there.
func limitsApart(t *testing.T, open Replica) {
	s := open(Options{Requests: copilot.Bounds{Person: 1, Channel: 1, Workspace: 1}})
	for i, workspace := range []string{"W", "w", "W:c", "W:c:C", "W:p:U", "", "é"} {
		accepted(t, s, askedBy(fmt.Sprint(i), workspace, "C", "U"))
	}
	elsewhere := askedBy("d", "W", "C", "U")
	elsewhere.Place.Platform = "discord"
	accepted(t, s, elsewhere)
	tooMany(t, s, askedBy("again", "W", "other", "another"), copilot.ScopeWorkspace)
}

// What was accepted is known again and not counted again, also while there are too many;
// what follows from a click is not limited.
func limitsKnowAgain(t *testing.T, open Replica) {
	s := open(Options{Requests: copilot.Bounds{Person: 2}})
	accepted(t, s, askedBy("1", "W", "C", "U"))
	for range 5 {
		if fresh, err := s.Accept(t.Context(), askedBy("1", "W", "C", "U")); err != nil || fresh {
			t.Fatalf("delivered again: new %v, %v", fresh, err)
		}
	}
	accepted(t, s, askedBy("2", "W", "C", "U"))
	tooMany(t, s, askedBy("3", "W", "C", "U"), copilot.ScopePerson)
	if fresh, err := s.Accept(t.Context(), askedBy("2", "W", "C", "U")); err != nil || fresh {
		t.Fatalf("delivered again with nothing left: new %v, %v", fresh, err)
	}
	for _, cause := range []string{copilot.CauseChanges, copilot.CauseShare} {
		r := askedBy(cause, "W", "C", "U")
		r.Cause = cause
		accepted(t, s, r)
	}
}
