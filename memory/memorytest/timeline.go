package memorytest

import (
	"context"
	"fmt"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

func timeline(t *testing.T, open Replica) {
	a, b := open(Options{}).Timeline(here.Tenant()), open(Options{}).Timeline(here.Tenant())
	_, err := a.Find(t.Context(), "c1", "m0")
	is(t, err, copilot.ErrAbsent)
	for i := range 4 {
		ok(t, a.Put(t.Context(), "c1", fmt.Sprint("m", i), []byte{byte(i), 0, 0xff}))
	}
	ok(t, b.Put(t.Context(), "c1", "m1", []byte("edited")))
	ok(t, b.Put(t.Context(), "c2", "m1", []byte("elsewhere")))

	got, err := b.Find(t.Context(), "c1", "m1")
	ok(t, err)
	same(t, "found", string(got), "edited")
	all := [][]byte{{0, 0, 0xff}, []byte("edited"), {2, 0, 0xff}, {3, 0, 0xff}}
	for last, want := range map[int][][]byte{0: all, 100: all, 4: all, 3: all[1:], 1: all[3:]} {
		got, err := b.List(t.Context(), "c1", last)
		ok(t, err)
		same(t, fmt.Sprint("last ", last), got, want)
	}
	none, err := b.List(t.Context(), "c3", 0)
	ok(t, err)
	if len(none) != 0 {
		t.Fatalf("%d messages in a channel without any", len(none))
	}
}

func watch(t *testing.T, open Replica) {
	a, b := open(Options{}).Timeline(here.Tenant()), open(Options{}).Timeline(here.Tenant())
	elsewhere := open(Options{}).Timeline(copilot.Tenant{Platform: "web", Workspace: "w2"})
	ok(t, a.Put(t.Context(), "c1", "before", []byte("x")))
	first, err := a.Watch(within(t))
	ok(t, err)
	second, err := b.Watch(within(t))
	ok(t, err)
	ok(t, elsewhere.Put(t.Context(), "c1", "foreign", []byte("x")))
	var want []string
	for i := range 20 {
		id := fmt.Sprint("m", i/2) // each of them twice: an edit is a change, too
		ok(t, b.Put(t.Context(), "c:é", id, []byte("x")))
		want = append(want, "c:é\x00"+id)
	}
	for _, changes := range []<-chan string{first, second} {
		var got []string
		for range want {
			got = append(got, <-changes)
		}
		same(t, "changes", got, want)
	}
}

func watchEnds(t *testing.T, open Replica) {
	a := open(Options{}).Timeline(here.Tenant())
	ctx, cancel := context.WithCancel(t.Context())
	changes, err := a.Watch(ctx)
	ok(t, err)
	cancel()
	for range changes { // ends only when it is closed
	}
}
