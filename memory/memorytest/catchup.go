package memorytest

import (
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

func catchUp(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	_, err := s.CaughtUp(t.Context(), here, lea)
	is(t, err, copilot.ErrAbsent)
	to := noon.Add(123_456_789 * time.Nanosecond) // the workbench's messages have them
	for _, at := range []time.Time{noon, to, to} {
		ok(t, s.CatchUp(t.Context(), here, lea, at))
	}
	renamed := lea
	renamed.Name = "Léa M."
	got, err := other.CaughtUp(t.Context(), here, renamed)
	ok(t, err)
	same(t, "caught up", got, to)
	for _, p := range []copilot.Person{marc, {Platform: "web", ID: "u"}, {Platform: "web", ID: "u-lea:"}} {
		_, err = other.CaughtUp(t.Context(), here, p)
		is(t, err, copilot.ErrAbsent)
	}
	for _, at := range append([]copilot.Place{here.Root(), in("t"), in("t1:u-lea")}, neighbours...) {
		_, err = other.CaughtUp(t.Context(), at, lea)
		is(t, err, copilot.ErrAbsent)
	}
}
