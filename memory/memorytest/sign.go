package memorytest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// seen is what a word on a draft goes by now.
func seen(t tb, s Store, d copilot.Draft) copilot.Seen {
	t.Helper()
	_, version, err := s.Versioned(t.Context(), d.Place)
	ok(t, err)
	return copilot.Seen{Place: d.Place, Profile: version, Signed: d.Latest().Signed}
}

// sign adds a signature to those of the draft as it was read.
func sign(t tb, s Store, d copilot.Draft, who copilot.Person, by copilot.Seen) (copilot.Draft, error) {
	all := append(slices.Clone(d.Latest().Signatures), signature(d, who))
	return s.Sign(t.Context(), d.Ref(), expect(d), all, audit(d, "signed", who), by)
}

// A signature is kept whole, moves nothing, and stands until the last one moves the text.
func signKeeps(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	d := kept(t, s, draft("d", here, noon))
	want := clone(d)
	want.Revisions[0].Signatures, want.Revisions[0].Signed = []copilot.Signature{signature(d, lea)}, 1
	got, err := sign(t, s, d, lea, seen(t, s, d))
	ok(t, err)
	same(t, "signed", got, want)
	read, err := other.Draft(t.Context(), d.Ref())
	ok(t, err)
	same(t, "read", read, want)

	last := decision(d, copilot.Approve, marc)
	last.Under = seen(t, other, read)
	got, err = other.Decide(t.Context(), d.Ref(), last, nil, audit(d, "approve", marc))
	ok(t, err)
	last.Under = copilot.Seen{}
	want.Revisions[0].State, want.Revisions[0].Decision = copilot.Approved, &last
	same(t, "approved", got, want)
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	same(t, "trail", trail, []copilot.Audit{audit(d, "drafted", lea), audit(d, "signed", lea), audit(d, "approve", marc)})
	if _, err := sign(t, s, got, zoe, seen(t, s, got)); err == nil {
		t.Fatal("signed once more when it was approved")
	}
}

// The same signature again, as when a reply was lost, is the same signature.
func signTwice(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	by := seen(t, s, d)
	for range 2 {
		got, err := sign(t, s, d, lea, by)
		ok(t, err)
		if n := len(got.Latest().Signatures); n != 1 || got.Latest().Signed != 1 {
			t.Fatalf("%d signatures, changed %d times", n, got.Latest().Signed)
		}
	}
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	if len(trail) != 2 {
		t.Fatalf("%d audit entries, want 2", len(trail))
	}
}

// A new revision has none of the signatures of the one before, and takes none for it.
func signVoided(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	_, err := sign(t, s, d, lea, seen(t, s, d))
	ok(t, err)
	now, err := s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r2"), copilot.Fence{}, audit(d, "edited", lea))
	ok(t, err)
	if n := len(now.Latest().Signatures); n != 0 {
		t.Fatalf("%d signatures of the text before", n)
	}
	_, err = sign(t, s, d, marc, seen(t, s, d))
	same(t, "a signature of the text before", stale(t, err), now)
	wrong := now
	wrong.Revisions = slices.Clone(now.Revisions)
	wrong.Revisions[1].Digest = strings.Repeat("0", 64)
	_, err = sign(t, s, wrong, marc, seen(t, s, now))
	same(t, "a signature of another text", stale(t, err), now)
}

// What a word went by is compared in the step that keeps it: a profile that was changed
// meanwhile, and signatures that were.
func signOvertaken(t *testing.T, open Replica) {
	s := open(Options{})
	for name, change := range map[string]func(d copilot.Draft){
		"an approver taken off": func(copilot.Draft) { ok(t, s.SetProfile(t.Context(), here, copilot.Profile{})) },
		"more signatures needed": func(copilot.Draft) {
			ok(t, s.Learn(t.Context(), here, noon, func(k *copilot.Known) error { k.Signatures++; return nil }))
		},
		"somebody signed": func(d copilot.Draft) { _, err := sign(t, s, d, zoe, seen(t, s, d)); ok(t, err) },
	} {
		ok(t, s.SetProfile(t.Context(), here, fullProfile))
		d := kept(t, s, draft(name, here, noon))
		by := seen(t, s, d)
		change(d)
		before, err := s.Trail(t.Context(), d.Ref())
		ok(t, err)
		_, err = sign(t, s, d, lea, by)
		is(t, err, copilot.ErrChanged)
		for _, v := range verdicts {
			word := decision(d, v, marc)
			word.Under = by
			next := request("next " + name)
			_, err = s.Decide(t.Context(), d.Ref(), word, &next, audit(d, string(v), marc))
			is(t, err, copilot.ErrChanged)
		}
		after, err := s.Trail(t.Context(), d.Ref())
		ok(t, err)
		same(t, name+": trail", after, before)
		now, err := s.Draft(t.Context(), d.Ref())
		ok(t, err)
		if now.State() != copilot.Pending {
			t.Fatalf("%s: moved to %s", name, now.State())
		}
	}
	depth(t, s, copilot.Depth{})
}

// Of those who would give the last signature at once exactly one does, and nobody signs over
// another.
func signRacing(t *testing.T, open Replica) {
	const clients, needed = 20, 5
	replicas := []Store{open(Options{}), open(Options{})}
	d := kept(t, replicas[0], draft("d", here, noon))
	var wg sync.WaitGroup
	var mu sync.Mutex
	completed := 0
	for i := range clients {
		wg.Go(func() {
			s, who := replicas[i%2], copilot.Person{Platform: "web", ID: fmt.Sprint("u", i), Name: fmt.Sprint("P", i)}
			for {
				now, err := s.Draft(t.Context(), d.Ref())
				if err != nil || now.State() != copilot.Pending {
					return
				}
				if len(now.Latest().Signatures) < needed-1 {
					_, err = sign(t, s, now, who, seen(t, s, now))
				} else {
					last := decision(now, copilot.Approve, who)
					last.Under = seen(t, s, now)
					_, err = s.Decide(t.Context(), d.Ref(), last, nil, audit(now, "approve", who))
					if err == nil {
						mu.Lock()
						completed++
						mu.Unlock()
					}
				}
				if !errors.Is(err, copilot.ErrChanged) {
					return
				}
			}
		})
	}
	wg.Wait()
	now, err := replicas[0].Draft(t.Context(), d.Ref())
	ok(t, err)
	if n := len(now.Latest().Signatures); completed != 1 || n != needed-1 || now.State() != copilot.Approved {
		t.Fatalf("%d completed it, %d signatures before, state %s", completed, n, now.State())
	}
	people := map[string]bool{now.Latest().Decision.Person.ID: true}
	for _, one := range now.Latest().Signatures {
		people[one.Person.ID] = true
	}
	trail, err := replicas[1].Trail(t.Context(), d.Ref())
	ok(t, err)
	if len(people) != needed || len(trail) != needed+1 {
		t.Fatalf("%d people signed, %d entries", len(people), len(trail))
	}
}

// A signature that is struck stays where it was, and the entry of somebody who signed for
// another is erased with either of them.
func signErased(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	_, err := sign(t, s, d, marc, seen(t, s, d))
	ok(t, err)
	n, err := s.Erase(t.Context(), here.Tenant(), zoe, copilot.Audit{Act: "erased", Person: marc, At: noon.Add(time.Hour)})
	ok(t, err)
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	if n != 2 || trail[1].Person.ID != "" || trail[1].For.ID != "" {
		t.Fatalf("%d erased, left %+v", n, trail[1])
	}
	v, err := s.Verify(t.Context(), here.Tenant(), copilot.Head{})
	ok(t, err)
	if !v.Whole() {
		t.Fatalf("breaches: %+v", v.Breaches)
	}
}

// What waits too long is found by when it was created, in the channels where that is bounded;
// it expires out of pending alone, and nothing moves it after.
func expire(t *testing.T, open Replica) {
	s := open(Options{})
	elsewhere := here
	elsewhere.Channel, elsewhere.Thread = "a:b*", ""
	for _, at := range []copilot.Place{here, elsewhere} {
		ok(t, s.SetProfile(t.Context(), at, copilot.Profile{Authority: copilot.Authority{WaitDays: 1}}))
	}
	ok(t, s.SetProfile(t.Context(), copilot.Place{Platform: "web", Workspace: "w1", Channel: "never"}, copilot.Profile{Language: "fr"}))
	ok(t, s.Learn(t.Context(), here, noon, func(k *copilot.Known) error { k.WaitDays = 2; return nil }))
	places, err := s.Waiting(t.Context())
	ok(t, err)
	found := map[copilot.Place]bool{}
	for _, at := range places {
		found[at] = true
	}
	if len(places) != 2 || !found[here.Root()] || !found[elsewhere] {
		t.Fatalf("channels in which drafts wait only so long: %v", places)
	}

	d := kept(t, s, draft("old", here, noon))
	kept(t, s, draft("young", here, noon.Add(time.Hour)))
	old := copilot.Filter{Tenant: here.Tenant(), Channel: here.Channel, States: []copilot.State{copilot.Pending}, Before: noon.Add(time.Hour)}
	same(t, "created before", ids(t, s, old), []string{"old"})
	word := decision(d, copilot.Expire, copilot.Person{Platform: "web"})
	word.Under = seen(t, s, d)
	got, err := s.Decide(t.Context(), d.Ref(), word, nil, audit(d, "expire", word.Person))
	ok(t, err)
	if got.State() != copilot.Expired {
		t.Fatalf("state %s", got.State())
	}
	same(t, "created before, and expired", len(ids(t, s, old)), 0)
	for _, v := range verdicts {
		_, err := s.Decide(t.Context(), d.Ref(), decision(d, v, marc), nil, audit(d, string(v), marc))
		same(t, string(v), stale(t, err).State(), copilot.Expired)
	}
	_, err = s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r2"), copilot.Fence{}, audit(d, "edited", lea))
	same(t, "an edit", stale(t, err).State(), copilot.Expired)
	asked := kept(t, s, draft("asked", here, noon))
	_, err = s.Decide(t.Context(), asked.Ref(), decision(asked, copilot.RequestChanges, marc), nil, audit(asked, "request_changes", marc))
	ok(t, err)
	_, err = s.Decide(t.Context(), asked.Ref(), decision(asked, copilot.Expire, marc), nil, audit(asked, "expire", marc))
	same(t, "changes asked for", stale(t, err).State(), copilot.ChangesRequested)
}
