package memorytest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// wrote is a message of somebody, some seconds after now.
func wrote(second int64, who copilot.Person, words string) copilot.Kept {
	m := posted(second, "", words)
	m.Author, m.Mute = who.ID, "silent"
	return m
}

// Who does not want to be read is kept nowhere, whatever comes late and again, from the
// moment they say so; what was kept of them before is gone, and nobody else is left out.
func optOut(t *testing.T, open Replica) {
	s, other, ctx, h := open(Options{}), open(Options{}), t.Context(), &hearer{}
	out := func(want ...string) {
		t.Helper()
		got, err := other.OptedOut(ctx, here.Tenant(), []string{lea.ID, marc.ID})
		ok(t, err)
		var ids []string
		for _, p := range []copilot.Person{lea, marc} {
			if since, is := got[p.ID]; is {
				ids = append(ids, p.ID)
				same(t, "since", since, noon)
			}
		}
		same(t, "opted out", ids, want)
	}
	out()
	first := opened(t, s, here, h)
	ok(t, s.Lay(ctx, here, first.Opening, laidAs(wrote(1, lea, "one"), wrote(2, marc, "two"))))
	ok(t, s.KeepMinutes(ctx, here, minutesOf("m1"), copilot.Fence{}))
	for i := range 2 {
		ok(t, s.OptOut(ctx, here.Tenant(), lea, noon.Add(time.Duration(i)*time.Hour))) // the first counts
	}
	out(lea.ID)
	late := minutesOf("m1") // a summary that was under way
	late.By = []string{marc.ID, lea.ID}
	ok(t, other.KeepMinutes(ctx, here, late, copilot.Fence{}))
	_, err := other.Minutes(ctx, here)
	is(t, err, copilot.ErrAbsent)
	late.By = []string{marc.ID}
	ok(t, other.KeepMinutes(ctx, here, late, copilot.Fence{}))
	kept, err := s.Minutes(ctx, here)
	ok(t, err)
	same(t, "minutes of others", kept, late)
	second := reopened(t, s, here, h)
	if second.Opening == first.Opening || len(second.Lines) > 0 {
		t.Fatalf("what was said before is still there: %+v", second)
	}
	ok(t, s.Lay(ctx, here, first.Opening, laidAs(wrote(1, lea, "one")))) // a reading that was under way
	ok(t, s.Lay(ctx, here, second.Opening, laidAs(wrote(1, lea, "one"), wrote(2, marc, "two"))))
	ok(t, other.Note(ctx, here, wrote(3, lea, "three")))
	edited := wrote(1, lea, "one, edited")
	edited.Version = "v1"
	ok(t, other.Note(ctx, here, edited))
	ok(t, other.Note(ctx, here, wrote(4, marc, "four")))
	if got := bodies(reopened(t, s, here, h)); got != "silent two silent four" {
		t.Errorf("kept: %s", got)
	}
	ok(t, other.OptIn(ctx, here.Tenant(), marc)) // who was never out
	if got := bodies(reopened(t, s, here, h)); !strings.Contains(got, "two") {
		t.Errorf("kept: %s", got)
	}
	for range 2 {
		ok(t, other.OptIn(ctx, here.Tenant(), lea))
	}
	out()
	third := reopened(t, s, here, h)
	if third.Opening == second.Opening {
		t.Fatal("a stretch that lacks words is taken for all there is")
	}
	ok(t, s.Lay(ctx, here, third.Opening, laidAs(wrote(1, lea, "one"), wrote(2, marc, "two"))))
	if got := bodies(reopened(t, s, here, h)); got != "one two" {
		t.Errorf("kept: %s", got)
	}
}

// Who does not want to be read in one tenant may want to in another, and what that one keeps stays.
func optOutIsolation(t *testing.T, open Replica) {
	s := open(Options{})
	var people []string
	for i, at := range neighbours {
		ok(t, s.KeepMinutes(t.Context(), at, minutesOf("m"), copilot.Fence{}))
		people = append(people, fmt.Sprintf("canary-%02d", i))
	}
	stranger := copilot.Place{Platform: "r", Workspace: "w", Channel: "c"}
	ok(t, s.KeepMinutes(t.Context(), stranger, minutesOf("m"), copilot.Fence{}))
	for i, at := range neighbours {
		ok(t, s.OptOut(t.Context(), at.Tenant(), copilot.Person{ID: people[i]}, noon))
	}
	for _, at := range neighbours {
		got, err := s.OptedOut(t.Context(), at.Tenant(), people)
		ok(t, err)
		for i, other := range neighbours {
			if _, is := got[people[i]]; is != (other.Tenant() == at.Tenant()) {
				t.Errorf("in %q, out is whoever is out in %q: %v", at, other, is)
			}
		}
	}
	_, err := s.Minutes(t.Context(), stranger)
	ok(t, err)
}
