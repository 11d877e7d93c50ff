package memorytest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// whole wants nothing to be wrong with a record of so many linked entries.
func whole(t tb, s Store, of copilot.Tenant, entries int) copilot.Verification {
	t.Helper()
	v, err := s.Verify(within(t), of, copilot.Head{})
	ok(t, err)
	if !v.Whole() || v.Head.Entries != entries || v.Unchained > 0 || v.Tenant != of {
		t.Fatalf("want %d entries and nothing wrong: %+v", entries, v)
	}
	return v
}

// Every way in which an entry is written links it.
func ledger(t *testing.T, open Replica) {
	s := open(Options{})
	whole(t, s, here.Tenant(), 0)
	d := kept(t, s, draft("d:é", here, noon))
	_, err := s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r2"), copilot.Fence{}, audit(d, "edited", lea))
	ok(t, err)
	d, err = s.Draft(t.Context(), d.Ref())
	ok(t, err)
	ok(t, s.Refuse(t.Context(), d.Ref(), audit(d, "refused", lea)))
	_, err = s.Decide(t.Context(), d.Ref(), decision(d, copilot.Approve, marc), nil, audit(d, "approve", marc))
	ok(t, err)
	first := whole(t, s, here.Tenant(), 4)

	var acts []string
	ok(t, open(Options{}).Record(t.Context(), here.Tenant(), func(e copilot.Entry) error {
		if e.Position != e.Number || e.Draft != d.ID || e.Broken || e.Link == "" || e.Person.ID == "" {
			t.Errorf("entry %+v", e)
		}
		acts = append(acts, e.Act)
		return nil
	}))
	same(t, "record", acts, []string{"drafted", "edited", "refused", "approve"})

	kept(t, s, draft("other", here, noon))
	tenants, err := s.Tenants(t.Context())
	ok(t, err)
	same(t, "tenants", tenants, []copilot.Tenant{here.Tenant()})
	third, err := s.Entry(t.Context(), d.Ref(), 3)
	ok(t, err)
	if third.Position != 3 || third.Number != 3 || third.Act != "refused" || third.Broken {
		t.Fatalf("the third: %+v", third)
	}
	_, err = s.Entry(t.Context(), d.Ref(), 5)
	is(t, err, copilot.ErrAbsent)
	later, err := open(Options{}).Verify(t.Context(), here.Tenant(), first.Head)
	ok(t, err)
	if !later.Whole() || later.Head.Entries != 5 {
		t.Fatalf("does not pass through its own anchor: %+v", later)
	}
	foreign := first.Head
	foreign.Link = later.Head.Link
	if v, err := s.Verify(t.Context(), here.Tenant(), foreign); err != nil || v.Broken != 1 || v.Breaches[0].Kind != copilot.BreachAnchor {
		t.Fatalf("passes through an anchor of another chain: %+v, %v", v, err)
	}
}

// A page after the other, newest first.
func ledgerPages(t *testing.T, open Replica) {
	s := open(Options{})
	for i := range 5 {
		kept(t, s, draft(fmt.Sprint("d", i), here, noon))
	}
	var got []string
	for before := 0; ; {
		page, err := s.Entries(t.Context(), here.Tenant(), before, 2)
		ok(t, err)
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			got = append(got, fmt.Sprint(e.Position, e.Draft))
			before = e.Position
		}
	}
	same(t, "pages", got, []string{"5d4", "4d3", "3d2", "2d1", "1d0"})
}

// Two stores write at once: each entry is linked, once, and none is lost.
func ledgerRacing(t *testing.T, open Replica) {
	const each = 200
	replicas := []Store{open(Options{}), open(Options{})}
	d := kept(t, replicas[0], draft("d", here, noon))
	e := kept(t, replicas[0], draft("e", here, noon))
	var writing sync.WaitGroup
	for i, s := range replicas {
		for line := range 4 {
			writing.Go(func() {
				for n := range each / 4 {
					to := []copilot.Draft{d, e}[n%2]
					entry := audit(to, "refused", lea)
					entry.Reason = fmt.Sprint(i, line, n)
					if err := s.Refuse(t.Context(), to.Ref(), entry); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	verified, err := open(Options{}).Verify(within(t), here.Tenant(), copilot.Head{})
	ok(t, err)
	if !verified.Whole() {
		t.Errorf("while it is written: %+v", verified)
	}
	writing.Wait()
	whole(t, replicas[0], here.Tenant(), 2+2*each)
	seen := map[string]bool{}
	ok(t, replicas[1].Record(t.Context(), here.Tenant(), func(e copilot.Entry) error {
		seen[e.Draft+e.Reason] = true
		return nil
	}))
	if len(seen) != 2+2*each {
		t.Fatalf("%d entries, want %d", len(seen), 2+2*each)
	}
}

// A person is taken out of every entry by them, also while others write; the record holds,
// and says that it was done.
func ledgerErase(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	d := kept(t, s, draft("d", here, noon)) // by Léa
	kept(t, s, draft("e", here, noon))
	ok(t, s.Refuse(t.Context(), d.Ref(), audit(d, "refused", marc)))
	_, err := s.Decide(t.Context(), d.Ref(), decision(d, copilot.Approve, marc), nil, audit(d, "approve", marc))
	ok(t, err)
	var writing sync.WaitGroup
	writing.Go(func() {
		for range 20 {
			if err := other.Refuse(t.Context(), d.Ref(), audit(d, "refused", lea)); err != nil {
				t.Error(err)
			}
		}
	})
	n, err := s.Erase(t.Context(), here.Tenant(), marc, copilot.Audit{Act: "erased", Person: lea, At: noon})
	ok(t, err)
	writing.Wait()
	if v := whole(t, s, here.Tenant(), 25); n != 2 || v.Erased != 2 {
		t.Fatalf("erased %d, found %d", n, v.Erased)
	}
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	for i, a := range trail {
		if a.Person.Same(marc) || (a.Person.ID == "") != (i == 1 || i == 2) || i == 2 && a.Act != "approve" {
			t.Errorf("entry %d: %+v", i+1, a)
		}
	}
	if n, err := other.Erase(t.Context(), here.Tenant(), marc, copilot.Audit{Act: "erased"}); n != 0 || err != nil {
		t.Errorf("erased twice: %d, %v", n, err)
	}
}
