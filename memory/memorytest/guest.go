package memorytest

import (
	"fmt"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

func guests(t *testing.T, open Replica) {
	a, b := open(Options{}).Guests(here.Tenant(), time.Hour), open(Options{}).Guests(here.Tenant(), time.Hour)
	stays := func(person, session, who string) {
		t.Helper()
		got, err := b.Linger(t.Context(), person, session, true)
		ok(t, err)
		same(t, "who stays", string(got), who)
	}
	gone := func(person, session string) {
		t.Helper()
		_, err := b.Linger(t.Context(), person, session, true)
		is(t, err, copilot.ErrAbsent)
	}
	arrives := func(person, who, session, attempt string, want bool) {
		t.Helper()
		in, err := a.Arrive(t.Context(), person, []byte(who), session, attempt)
		ok(t, err)
		same(t, "let in", in, want)
	}
	_, err := a.Find(t.Context(), "p:1")
	is(t, err, copilot.ErrAbsent)
	gone("p:1", "s1")
	for range 2 { // a repeated step is one
		arrives("p:1", "first\x00", "s1", "t1", true)
	}
	arrives("p:1", "forged", "s2", "t1", false) // the attempt is spent
	gone("p:1", "s2")
	stays("p:1", "s1", "first\x00")
	gone("p:2", "s1") // nobody has another's session
	arrives("p:2", "second", "s3", "t2", true)
	arrives("p:1", "first, again", "s4", "t3", true)
	stays("p:1", "s1", "first, again")
	ok(t, a.Depart(t.Context(), "p:1", "s1"))
	gone("p:1", "s1")
	arrives("p:1", "third time", "s5", "t4", true)
	ok(t, a.Depart(t.Context(), "p:1", ""))
	gone("p:1", "s4")
	gone("p:1", "s5")
	stays("p:2", "s3", "second")
	who, err := b.Find(t.Context(), "p:1")
	ok(t, err)
	same(t, "who has gone is known", string(who), "third time")

	for i := range 12 {
		arrives("p:3", "many", fmt.Sprint("m", i), fmt.Sprint("u", i), true)
	}
	all := 0
	for i := range 12 {
		if _, err := b.Linger(t.Context(), "p:3", fmt.Sprint("m", i), false); err == nil {
			all++
		}
	}
	same(t, "sessions of one person", all, 10)
	listed, err := b.List(t.Context(), 100)
	ok(t, err)
	same(t, "everybody", listed, map[string][]byte{"p:3": []byte("many"), "p:2": []byte("second"), "p:1": []byte("third time")})
	listed, err = b.List(t.Context(), 1)
	ok(t, err)
	same(t, "the newest", listed, map[string][]byte{"p:3": []byte("many")})
	for _, want := range []bool{true, false} {
		known, err := a.Forget(t.Context(), "p:2")
		ok(t, err)
		same(t, "known before", known, want)
		gone("p:2", "s3")
		_, err = b.Find(t.Context(), "p:2")
		is(t, err, copilot.ErrAbsent)
	}
	listed, err = b.List(t.Context(), 100)
	ok(t, err)
	same(t, "people", len(listed), 2)
}

// guestsIdle: a session that is looked at ends by itself, and one that is used does not.
func guestsIdle(t *testing.T, open Replica) {
	s := open(Options{})
	brief, long := s.Guests(here.Tenant(), 40*time.Millisecond), s.Guests(here.Tenant(), time.Hour)
	in, err := brief.Arrive(t.Context(), "p", []byte("who"), "s", "t")
	ok(t, err)
	same(t, "let in", in, true)
	for deadline := time.Now().Add(patience); ; {
		if _, err := brief.Linger(t.Context(), "p", "s", false); err != nil {
			is(t, err, copilot.ErrAbsent)
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("a session that is only looked at never ends")
		}
	}
	in, err = long.Arrive(t.Context(), "p", []byte("who"), "s2", "t2")
	ok(t, err)
	same(t, "let in again", in, true)
	_, err = long.Linger(t.Context(), "p", "s2", false)
	ok(t, err)
}

func guestsIsolation(t *testing.T, open Replica) {
	s := open(Options{})
	tenants := []copilot.Tenant{{Platform: "p", Workspace: "w"}, {Platform: "p", Workspace: "w:order"}, {Platform: "p:w", Workspace: "x"}, {Platform: "p", Workspace: "w:x"}}
	for i, at := range tenants {
		in, err := s.Guests(at, time.Hour).Arrive(t.Context(), "x", []byte(fmt.Sprint("who ", i)), fmt.Sprint("s", i), "t")
		ok(t, err)
		same(t, "an attempt is spent in its own workspace", in, true)
	}
	for i, at := range tenants {
		for j := range tenants {
			who, err := s.Guests(at, time.Hour).Linger(t.Context(), "x", fmt.Sprint("s", j), true)
			if i != j {
				is(t, err, copilot.ErrAbsent)
				continue
			}
			ok(t, err)
			same(t, "who it is", string(who), fmt.Sprint("who ", i))
		}
	}
}
