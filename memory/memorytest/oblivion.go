package memorytest

import (
	"fmt"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// erasure is one of a place.
func erasure(id string) copilot.Erasure {
	return copilot.Erasure{ID: id, Scope: copilot.ForgetChannel, Place: here, Facts: true, By: marc, Asked: noon}
}

// An erasure counts what it erases, once; it is done when that is said, with an entry of the
// record, and only then.
func oblivion(t *testing.T, open Replica) {
	s, other, ctx := open(Options{}), open(Options{}), t.Context()
	_, err := s.Erasure(ctx, here.Tenant(), "e")
	is(t, err, copilot.ErrAbsent)
	is(t, s.Conclude(ctx, here.Tenant(), erasure("e"), copilot.Audit{Draft: copilot.ErasureDraft("e"), Act: "forgot"}), copilot.ErrAbsent)
	for _, id := range []string{"a", "b"} {
		ok(t, s.Remember(ctx, here, exchange(id, "un"), copilot.Fence{}))
	}
	ok(t, s.KeepMinutes(ctx, here, minutesOf("l1"), copilot.Fence{}))
	ok(t, s.KeepMinutes(ctx, in("t2"), minutesOf("l2"), copilot.Fence{}))
	addFact(t, s, here, copilot.Fact{ID: "f", Text: "fact"})
	first := erasure("e")
	ok(t, s.Begin(ctx, here.Tenant(), first))
	first.Scope = copilot.ForgetMe
	ok(t, other.Begin(ctx, here.Tenant(), first)) // the first counts
	for range 2 {
		ok(t, other.ForgetExchanges(ctx, here, []string{"a", "gone"}, "e"))
		ok(t, s.ForgetChannel(ctx, here, "e"))
		ok(t, s.ForgetFacts(ctx, here, "e"))
	}
	got, err := other.Erasure(ctx, here.Tenant(), "e")
	ok(t, err)
	want := erasure("e")
	want.Erased = map[copilot.ErasedKind]int{copilot.ErasedExchanges: 1, copilot.ErasedMinutes: 1, copilot.ErasedFacts: 1}
	same(t, "an erasure under way", got, want)
	left, err := s.Recent(ctx, here, 9)
	ok(t, err)
	if len(left) != 1 || left[0].Draft != "b" {
		t.Errorf("left: %+v", left)
	}
	_, err = s.Minutes(ctx, in("t2"))
	ok(t, err)
	want.Done, want.Kept = noon.Add(time.Hour), 7
	for range 2 {
		ok(t, s.Conclude(ctx, here.Tenant(), want, copilot.Audit{Draft: copilot.ErasureDraft("e"), Act: "forgot", Person: marc, At: want.Done}))
	}
	got, err = other.Erasure(ctx, here.Tenant(), "e")
	ok(t, err)
	same(t, "an erasure", got, want)
	whole(t, s, here.Tenant(), 1)
}

// What is signed is not rewritten, whatever is asked for; the rest is, and counted once.
func rewrite(t *testing.T, open Replica) {
	s, ctx := open(Options{}), t.Context()
	d := kept(t, s, draft("d", here, noon))
	ok(t, s.Begin(ctx, here.Tenant(), erasure("e")))
	change := func(d *copilot.Draft) {
		d.Brief = "another"
		d.Revisions[0].Asked = "another"
	}
	for range 2 {
		ok(t, s.Rewrite(ctx, d.Ref(), copilot.ErasedNames, "e", change))
	}
	got, err := s.Draft(ctx, d.Ref())
	ok(t, err)
	change(&d)
	same(t, "a draft", got, d)
	signed, err := s.Decide(ctx, d.Ref(), decision(d, copilot.Approve, marc), nil, audit(d, "approve", marc))
	ok(t, err)
	ok(t, s.Rewrite(ctx, d.Ref(), copilot.ErasedNames, "e", func(d *copilot.Draft) {
		d.Revisions[0].Asked, d.Revisions[0].Decision.Reason, d.Brief = "forged", "forged", "a third"
	}))
	got, err = s.Draft(ctx, d.Ref())
	ok(t, err)
	signed.Brief = "a third"
	same(t, "a signed draft", got, signed)
	e, err := s.Erasure(ctx, here.Tenant(), "e")
	ok(t, err)
	if e.Erased[copilot.ErasedNames] != 2 {
		t.Errorf("counted: %v", e.Erased)
	}
	is(t, s.Rewrite(ctx, copilot.Ref{Tenant: here.Tenant(), Draft: "none"}, copilot.ErasedNames, "e", change), copilot.ErrAbsent)
}

// Whatever one place has forgotten, its neighbours have what they had.
func oblivionIsolation(t *testing.T, open Replica) {
	s, ctx := open(Options{}), t.Context()
	for i, at := range neighbours {
		plantQuietly(t, s, at, fmt.Sprintf("canary-%02d-", i))
		ok(t, s.CatchUp(ctx, at, marc, noon))
		ok(t, s.Begin(ctx, at.Tenant(), erasure("e")))
	}
	gone := neighbours[0]
	ok(t, s.ForgetChannel(ctx, gone, "e"))
	ok(t, s.ForgetFacts(ctx, gone, "e"))
	ok(t, s.ForgetExchanges(ctx, gone, []string{"d"}, "e"))
	ok(t, s.ForgetPerson(ctx, gone.Tenant(), marc, "e"))
	ok(t, s.Unname(ctx, gone.Tenant(), lea, "e", copilot.Audit{Act: "erased", At: noon}))
	ok(t, s.EachDraft(ctx, gone.Tenant(), func(d copilot.Draft) error {
		if d.Place.Tenant() != gone.Tenant() {
			t.Errorf("of %q, a draft of %q", gone, d.Place)
		}
		return s.Rewrite(ctx, d.Ref(), copilot.ErasedDrafts, "e", func(d *copilot.Draft) { d.Brief = "" })
	}))
	for _, at := range neighbours {
		h, err := s.Holding(ctx, at, marc)
		ok(t, err)
		recent, err := s.Recent(ctx, at, 9)
		ok(t, err)
		f, err := s.Facts(ctx, at, noon)
		ok(t, err)
		d, err := s.Draft(ctx, copilot.Ref{Tenant: at.Tenant(), Draft: "d " + at.Channel})
		ok(t, err)
		e, err := s.Erasure(ctx, at.Tenant(), "e")
		ok(t, err)
		if at.Tenant() == gone.Tenant() {
			if h.Marks != 0 || d.Brief != "" || (at == gone) != (len(recent) == 0) || (at == gone) != (len(f) == 0) {
				t.Errorf("%q has %+v, %v, %v, %q", at, h, recent, f, d.Brief)
			}
		} else if h.Marks == 0 || h.Minutes != 1 || len(recent) != 1 || len(f) != 1 || d.Brief == "" || len(e.Erased) > 0 {
			t.Errorf("%q lost what %q had forgotten: %+v, %v, %v, %q, %v", at, gone, h, recent, f, d.Brief, e.Erased)
		}
	}
	for _, at := range neighbours {
		v, err := s.Verify(ctx, at.Tenant(), copilot.Head{})
		ok(t, err)
		if !v.Whole() {
			t.Errorf("the record of %q: %+v", at, v.Breaches)
		}
	}
}

// plantQuietly keeps what a channel has, one of a kind.
func plantQuietly(t *testing.T, s Store, at copilot.Place, canary string) {
	t.Helper()
	ctx := t.Context()
	addFact(t, s, at, copilot.Fact{ID: "f", Text: canary})
	ok(t, s.Remember(ctx, at, exchange("d", canary), copilot.Fence{}))
	ok(t, s.KeepMinutes(ctx, at, minutesOf("m"), copilot.Fence{}))
	d := draft("d "+at.Channel, at, noon)
	d.Brief = canary
	kept(t, s, d)
}
