package memorytest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

var verdicts = []copilot.Verdict{copilot.Approve, copilot.RequestChanges, copilot.Reject, copilot.Withdraw}

// allowed says from which states a verdict may move a revision.
func allowed(v copilot.Verdict, from copilot.State) bool {
	late := v == copilot.Withdraw || v == copilot.Reject
	return from == copilot.Pending || from == copilot.ChangesRequested && late
}

// Every verdict after every other.
func decideMoves(t *testing.T, open Replica) {
	s := open(Options{})
	for _, first := range verdicts {
		for _, second := range verdicts {
			d := kept(t, s, draft(fmt.Sprint(first, second), here, noon))
			one := decision(d, first, lea)
			after, err := s.Decide(t.Context(), d.Ref(), one, nil, audit(d, string(first), lea))
			ok(t, err)
			outcome, _ := first.Outcome()
			want := d
			want.Revisions = []copilot.Revision{d.Latest()}
			want.Revisions[0].State, want.Revisions[0].Decision = outcome, &one
			same(t, string(first), after, want)

			two := decision(d, second, marc)
			got, err := s.Decide(t.Context(), d.Ref(), two, nil, audit(d, string(second), marc))
			trail := []copilot.Audit{audit(d, "drafted", lea), audit(d, string(first), lea)}
			if allowed(second, outcome) {
				ok(t, err)
				want.Revisions[0].State, _ = second.Outcome()
				want.Revisions[0].Decision = &two
				trail = append(trail, audit(d, string(second), marc))
			} else {
				got = stale(t, err)
			}
			same(t, string(first+" then "+second), got, want)
			read, err := s.Trail(t.Context(), d.Ref())
			ok(t, err)
			same(t, "trail", read, trail)
		}
	}
	d := kept(t, s, draft("unknown", here, noon))
	if _, err := s.Decide(t.Context(), d.Ref(), decision(d, "publish", lea), nil, audit(d, "publish", lea)); err == nil {
		t.Fatal("an unknown verdict is a decision")
	}
}

func decideEnqueues(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	next := request("next")
	_, err := s.Decide(t.Context(), d.Ref(), decision(d, copilot.RequestChanges, marc), &next, audit(d, "request_changes", marc))
	ok(t, err)
	j := claim(t, s)
	same(t, "next", j.Request, next)
	if j.Attempt != 1 {
		t.Fatalf("attempt %d", j.Attempt)
	}
	if fresh, err := s.Accept(t.Context(), next); err != nil || fresh {
		t.Fatalf("next is new once more: %v, error %v", fresh, err)
	}
}

// A click on a card that was overtaken changes nothing at all.
func decideStale(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	old := decision(d, copilot.Approve, marc)
	d, err := s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r2"), copilot.Fence{}, audit(d, "edited", lea))
	ok(t, err)
	before, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)

	wrongDigest, future, mixed := decision(d, copilot.Approve, marc), decision(d, copilot.Approve, marc), old
	wrongDigest.Digest = old.Digest
	future.Revision = 3
	mixed.Digest = d.Latest().Digest
	for _, click := range []copilot.Decision{old, wrongDigest, future, mixed} {
		next := request("next")
		_, err := s.Decide(t.Context(), d.Ref(), click, &next, audit(d, "approve", marc))
		same(t, fmt.Sprintf("%+v", click), stale(t, err), d)
	}
	depth(t, s, copilot.Depth{})
	after, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	same(t, "trail", after, before)
}

// The same decision again, as when the first reply was lost, is the same decision.
func decideTwice(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	for range 2 {
		next := request("next")
		got, err := s.Decide(t.Context(), d.Ref(), decision(d, copilot.Approve, marc), &next, audit(d, "approve", marc))
		ok(t, err)
		if got.State() != copilot.Approved {
			t.Fatalf("state %s", got.State())
		}
	}
	depth(t, s, copilot.Depth{Waiting: 1})
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	if len(trail) != 2 {
		t.Fatalf("%d audit entries, want 2", len(trail))
	}
}

func decideRacing(t *testing.T, open Replica) {
	const clients = 50
	replicas := []Store{open(Options{}), open(Options{})}
	d := kept(t, replicas[0], draft("d", here, noon))
	var wg sync.WaitGroup
	var mu sync.Mutex
	var winners []copilot.Decision
	var losers []error
	for i := range clients {
		wg.Go(func() {
			who := copilot.Person{Platform: "web", ID: fmt.Sprint("u", i), Name: fmt.Sprint("P", i)}
			click := decision(d, verdicts[i%len(verdicts)], who)
			click.Verdict = []copilot.Verdict{copilot.Approve, copilot.RequestChanges}[i%2]
			next := request(fmt.Sprint("next ", i))
			_, err := replicas[i%2].Decide(t.Context(), d.Ref(), click, &next, audit(d, string(click.Verdict), who))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				winners = append(winners, click)
			} else {
				losers = append(losers, err)
			}
		})
	}
	wg.Wait()
	if len(winners) != 1 {
		t.Fatalf("%d winners", len(winners))
	}
	for _, err := range losers {
		same(t, "what a loser is told", *stale(t, err).Latest().Decision, winners[0])
	}
	trail, err := replicas[1].Trail(t.Context(), d.Ref())
	ok(t, err)
	if len(trail) != 2 || !trail[1].Person.Same(winners[0].Person) {
		t.Fatalf("trail %+v", trail)
	}
	depth(t, replicas[1], copilot.Depth{Waiting: 1})
}

func refuse(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	want := []copilot.Audit{audit(d, "drafted", lea)}
	for i, who := range []copilot.Person{lea, marc, lea} {
		entry := audit(d, "refused", who)
		entry.Reason = fmt.Sprint("not an approver ", i)
		ok(t, s.Refuse(t.Context(), d.Ref(), entry))
		want = append(want, entry)
	}
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	same(t, "trail", trail, want)
	got, err := s.Draft(t.Context(), d.Ref())
	ok(t, err)
	same(t, "draft", got, d)
}

// Whoever is refused again and again does not make a record so long that nobody can sign:
// of each person so many refusals are kept of a draft, and those of others as ever.
func refuseOften(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	d := kept(t, s, draft("d", here, noon))
	for i := range copilot.MostRefusals + 5 {
		entry := audit(d, "refused", lea)
		entry.Reason = fmt.Sprint(i)
		ok(t, []Store{s, other}[i%2].Refuse(t.Context(), d.Ref(), entry))
	}
	e := kept(t, s, draft("e", here, noon))
	ok(t, s.Refuse(t.Context(), d.Ref(), audit(d, "refused", marc)))
	ok(t, s.Refuse(t.Context(), e.Ref(), audit(e, "refused", lea)))
	for of, want := range map[string]int{d.ID: 1 + copilot.MostRefusals + 1, e.ID: 2} {
		trail, err := s.Trail(t.Context(), copilot.Ref{Tenant: here.Tenant(), Draft: of})
		ok(t, err)
		same(t, "entries of "+of, len(trail), want)
	}
	whole(t, s, here.Tenant(), copilot.MostRefusals+4)
	_, err := s.Decide(t.Context(), d.Ref(), decision(d, copilot.Approve, marc), nil, audit(d, "approve", marc))
	ok(t, err)
}
