package memorytest

import (
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// minutesOf are minutes that read some messages.
func minutesOf(lines ...string) copilot.Minutes {
	return copilot.Minutes{
		Manner: "manner", Read: lines, By: []string{"u-zoe"}, Digest: "digest", Points: revision(1, "").Points, Writer: "openai", Model: "m", At: noon,
	}
}

// in is a thread of the same channel.
func in(thread string) copilot.Place {
	at := here
	at.Thread = thread
	return at
}

func minutes(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	_, err := s.Minutes(t.Context(), here)
	is(t, err, copilot.ErrAbsent)
	first, second, neighbour := minutesOf("l1"), minutesOf("l1", "l2"), minutesOf("l:\"é<3", "l10")
	neighbour.Points[0].Text = copilot.Unseal(`he wrote "l2"`)
	ok(t, s.KeepMinutes(t.Context(), in("t:2"), neighbour, copilot.Fence{}))
	for _, m := range []copilot.Minutes{first, second} {
		ok(t, s.KeepMinutes(t.Context(), here, m, copilot.Fence{}))
		got, err := other.Minutes(t.Context(), here)
		ok(t, err)
		same(t, "minutes", got, m)
	}
	for _, unread := range []string{"l", "l3", "2", "t1", "l."} {
		ok(t, s.ForgetMinutes(t.Context(), here, unread))
	}
	there := here
	there.Channel = "c2"
	ok(t, s.ForgetMinutes(t.Context(), there, "l2"))
	got, err := other.Minutes(t.Context(), here)
	ok(t, err)
	same(t, "minutes that read another message", got, second)

	for range 2 {
		ok(t, s.ForgetMinutes(t.Context(), here.Root(), "l2"))
	}
	_, err = other.Minutes(t.Context(), here)
	is(t, err, copilot.ErrAbsent)
	got, err = other.Minutes(t.Context(), in("t:2"))
	ok(t, err)
	same(t, "minutes of the neighbour", got, neighbour)
	ok(t, s.ForgetMinutes(t.Context(), here, "l:\"é<3"))
	_, err = other.Minutes(t.Context(), in("t:2"))
	is(t, err, copilot.ErrAbsent)
}

func minutesCaps(t *testing.T, open Replica) {
	s := open(Options{})
	there := func(thread string) bool {
		t.Helper()
		_, err := s.Minutes(t.Context(), in(thread))
		if err != nil {
			is(t, err, copilot.ErrAbsent)
		}
		return err == nil
	}
	for i := range 60 {
		ok(t, s.KeepMinutes(t.Context(), in(strconv.Itoa(i)), minutesOf("l"), copilot.Fence{}))
	}
	if there("9") || !there("10") || !there("59") {
		t.Fatal("the newest 50 are not those that are kept")
	}
	huge := minutesOf(strings.Repeat("x", 300<<10))
	ok(t, s.KeepMinutes(t.Context(), in("59"), huge, copilot.Fence{}))
	if there("59") || !there("58") {
		t.Fatal("minutes over the cap are kept, or have others forgotten, or leave what they stand for")
	}
	for _, thread := range []string{"a", "b", "c"} {
		ok(t, s.KeepMinutes(t.Context(), in(thread), minutesOf(strings.Repeat("x", 100<<10)), copilot.Fence{}))
	}
	if there("a") || !there("b") || !there("c") {
		t.Fatal("256 KB do not hold the newest two of 100 KB")
	}
}

func minutesFenced(t *testing.T, open Replica) {
	s := open(Options{})
	j := lease(t, s)
	ok(t, s.KeepMinutes(t.Context(), here, minutesOf("l1"), j.Fence))
	ok(t, s.Finish(t.Context(), j))
	is(t, s.KeepMinutes(t.Context(), here, minutesOf("l2"), j.Fence), copilot.ErrLeaseLost)
	got, err := s.Minutes(t.Context(), here)
	ok(t, err)
	same(t, "minutes", got, minutesOf("l1"))
}
