package memorytest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

var fullProfile = copilot.Profile{
	Language: "fr", Audience: "voisins", Audiences: []copilot.Audience{{Name: "habitués", Words: "viennent tous les jours"}}, Voice: copilot.Voice{
		Words: "chaleureuse", Traits: []string{"simple"}, Preferred: []string{"quartier"}, Banned: []string{"révolutionnaire"},
		Emoji: check.FewEmoji, Address: check.Tu, Inclusive: check.Doublets, Samples: []copilot.Sample{{Network: "linkedin", Text: "on ouvre"}},
	},
	Networks: []string{"linkedin"}, Hashtags: []string{"#café"}, SelfSignOff: true, Keep: true, Retain: 30,
	Approvers: []copilot.Approver{{Role: true, ID: "g1", Name: "managers"}, {ID: "u-marc", Name: "Marc"}},
	Authority: copilot.Authority{
		Signatures: 2, WaitDays: 14,
		Steps:       []copilot.Step{{Name: "juridique", Approvers: []copilot.Approver{{Role: true, ID: "g2", Name: "juristes"}}, Signatures: 2}},
		Delegations: []copilot.Delegation{{From: copilot.Approver{Role: true, ID: "u-marc", Name: "Marc"}, To: copilot.Approver{Role: true, ID: "u-zoe", Name: "Zoé"}, Until: noon}},
	},
}

func profile(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	got, err := s.Profile(t.Context(), here)
	ok(t, err)
	same(t, "before it said anything", got, copilot.Profile{})
	for _, p := range []copilot.Profile{
		fullProfile,
		{},
	} {
		ok(t, s.SetProfile(t.Context(), here, p))
		got, err := other.Profile(t.Context(), here.Root())
		ok(t, err)
		same(t, "profile", got, p)
	}
}

func facts(t *testing.T, open Replica) {
	s := open(Options{})
	old := copilot.Fact{ID: "z", Text: "ouvre à 8 h", Source: "le gérant", By: marc, At: noon}
	brief := copilot.Fact{ID: "a", Text: "fermé lundi", By: lea, At: noon.Add(time.Minute), Expires: noon.Add(time.Hour)}
	for _, f := range []copilot.Fact{brief, old} {
		addFact(t, s, here, f)
	}
	expectFacts := func(what string, now time.Time, want ...copilot.Fact) {
		t.Helper()
		got, err := s.Facts(t.Context(), here.Root(), now)
		ok(t, err)
		same(t, what, got, want)
	}
	expectFacts("before the expiry", noon.Add(time.Hour-1), old, brief)
	expectFacts("at the expiry", noon.Add(time.Hour), old)
	old.Text = "ouvre à 9 h"
	addFact(t, s, here, old)
	expectFacts("replaced", noon, old, brief)
	for _, what := range []string{"dropped", "dropped again"} {
		dropFact(t, s, here, "z")
		expectFacts(what, noon, brief)
	}
}

// addFact adds a fact, or puts it in the place of the one with its id.
func addFact(t testing.TB, s Store, at copilot.Place, f copilot.Fact) {
	t.Helper()
	ok(t, s.Learn(t.Context(), at, noon, func(k *copilot.Known) error {
		k.Drop(f.ID)
		k.Facts = append(k.Facts, f)
		return nil
	}))
}

// dropFact drops a fact, if it is there.
func dropFact(t testing.TB, s Store, at copilot.Place, id string) {
	t.Helper()
	ok(t, s.Learn(t.Context(), at, noon, func(k *copilot.Known) error {
		k.Drop(id)
		return nil
	}))
}

// learn replaces everything, and what it was before is gone.
func learn(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	addFact(t, s, here, copilot.Fact{ID: "old", Text: "ouvre à 7 h"})
	expect := func(p copilot.Profile, facts []copilot.Fact) {
		t.Helper()
		got, err := other.Profile(t.Context(), here.Root())
		ok(t, err)
		same(t, "profile", got, p)
		all, err := other.Facts(t.Context(), here.Root(), noon)
		ok(t, err)
		same(t, "facts", all, facts)
	}
	for _, facts := range [][]copilot.Fact{{fact}, nil, {fact}} {
		ok(t, s.Learn(t.Context(), here, noon, func(k *copilot.Known) error {
			*k = copilot.Known{Profile: fullProfile, Facts: facts}
			return nil
		}))
		expect(fullProfile, facts)
	}
	no := errors.New("no")
	is(t, s.Learn(t.Context(), here, noon, func(k *copilot.Known) error { *k = copilot.Known{}; return no }), no)
	expect(fullProfile, []copilot.Fact{fact})
}

// learnRacing has many change a channel at once: each is told what the others made,
// and nothing of anybody's is lost.
func learnRacing(t *testing.T, open Replica) {
	const people = 6
	var racing sync.WaitGroup
	for i := range people {
		s := open(Options{})
		racing.Go(func() {
			id := fmt.Sprint(i)
			ok(t, s.Learn(t.Context(), here, noon, func(k *copilot.Known) error {
				k.Hashtags = append(k.Hashtags, "#"+id)
				k.Approvers = append(k.Approvers, copilot.Approver{ID: id})
				k.Facts = append(k.Facts, copilot.Fact{ID: id, Text: id})
				return nil
			}))
		})
	}
	racing.Wait()
	s := open(Options{})
	p, err := s.Profile(t.Context(), here)
	ok(t, err)
	facts, err := s.Facts(t.Context(), here, noon)
	ok(t, err)
	if len(p.Hashtags) != people || len(p.Approvers) != people || len(facts) != people {
		t.Errorf("of %d changes, kept: %v, %v, %v", people, p.Hashtags, p.Approvers, facts)
	}
}

// learnLate is told anew when somebody else changed something in between, of whichever
// part.
func learnLate(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	for _, between := range []func(){
		func() { ok(t, other.SetProfile(t.Context(), here, fullProfile)) },
		func() { addFact(t, other, here, copilot.Fact{ID: "theirs", Text: "fermé lundi"}) },
		func() { addFact(t, other, here, copilot.Fact{ID: "theirs", Text: "fermé mardi"}) },
		func() { dropFact(t, other, here, "theirs") },
	} {
		told := 0
		ok(t, s.Learn(t.Context(), here, noon, func(k *copilot.Known) error {
			if told++; told == 1 {
				between()
			}
			k.Drop("mine")
			k.Facts = append(k.Facts, copilot.Fact{ID: "mine", Text: fmt.Sprint(told, len(k.Facts))})
			k.Audience += "+"
			return nil
		}))
		if told != 2 {
			t.Errorf("told %d times, want twice", told)
		}
	}
	facts, err := s.Facts(t.Context(), here, noon)
	ok(t, err)
	if len(facts) != 1 || facts[0].ID != "mine" {
		t.Errorf("kept %v", facts)
	}
}

func exchange(draft, asked string) copilot.Exchange {
	return copilot.Exchange{
		For:   "lea",
		Draft: draft, Revision: 1, Command: "draft", Person: "Léa", Thread: "t1", Asked: asked,
		Answer: copilot.Unseal("le café ouvre"), Settings: revision(1, "").Settings, State: copilot.Pending, Reason: "trop long", At: noon,
	}
}

func recent(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	a, b := exchange("a", "un"), exchange("b", "deux")
	ok(t, s.Remember(t.Context(), here, a, copilot.Fence{}))
	ok(t, s.Remember(t.Context(), here, b, copilot.Fence{}))
	read := func(max int, want ...copilot.Exchange) {
		t.Helper()
		got, err := other.Recent(t.Context(), here.Root(), max)
		ok(t, err)
		same(t, fmt.Sprint("recent ", max), got, want)
	}
	read(10, b, a)
	read(1, b)
	read(0)
	a.State, a.Reason = copilot.Rejected, "trop long"
	ok(t, s.Remember(t.Context(), here, a, copilot.Fence{}))
	read(10, a, b)
}

func contextCaps(t *testing.T, open Replica) {
	s := open(Options{})
	length := func() int {
		t.Helper()
		got, err := s.Recent(t.Context(), here, 1000)
		ok(t, err)
		return len(got)
	}
	for i := range 60 {
		ok(t, s.Remember(t.Context(), here, exchange(fmt.Sprint(i), "court"), copilot.Fence{}))
	}
	got, err := s.Recent(t.Context(), here, 1000)
	ok(t, err)
	if len(got) != 50 || got[0].Draft != "59" || got[49].Draft != "10" {
		t.Fatalf("%d exchanges kept, from %q to %q", len(got), got[0].Draft, got[len(got)-1].Draft)
	}
	ok(t, s.Remember(t.Context(), here, exchange("huge", strings.Repeat("x", 300<<10)), copilot.Fence{}))
	if length() != 50 {
		t.Fatalf("an exchange over the cap left %d of 50", length())
	}
	for i := range 5 {
		ok(t, s.Remember(t.Context(), here, exchange(fmt.Sprint("big", i), strings.Repeat("x", 100<<10)), copilot.Fence{}))
	}
	if length() != 2 {
		t.Fatalf("%d exchanges of 100 KB within 256 KB", length())
	}
}

func posts(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	tenant := here.Tenant()
	_, err := s.Post(t.Context(), tenant, "r")
	is(t, err, copilot.ErrAbsent)
	ok(t, s.Posted(t.Context(), tenant, "r", "m1", copilot.Fence{}))
	for _, want := range []string{"m1", "m2"} {
		ok(t, s.Posted(t.Context(), tenant, "r", want, copilot.Fence{}))
		got, err := other.Post(t.Context(), tenant, "r")
		ok(t, err)
		same(t, "message", got, want)
	}
}
