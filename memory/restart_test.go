package memory

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// The server is killed without warning and starts again: everything is as it was.
func TestRestartKeepsEverything(t *testing.T) {
	server := memorytest.Redis(t)
	s := open(t, server.URL(), Options{Attempts: 2, Scan: time.Hour})
	fill(t, s)
	before := everything(t, s)
	server.Kill()
	if _, err := s.Accept(t.Context(), asked("nobody there")); err == nil {
		t.Fatal("accepted by a dead server")
	}
	server.Start()
	must(t, s.Wait(patient(t), func(string) {}))
	if d := cmp.Diff(before, everything(t, s)); d != "" {
		t.Fatalf("after the restart (-before +after):\n%s", d)
	}
	j := mustClaim(t, s)
	if j.Request.ID != "waiting" {
		t.Fatalf("claimed %q", j.Request.ID)
	}
	must(t, s.Finish(t.Context(), j))
}

// fill keeps one of everything.
func fill(t *testing.T, s *Store) {
	t.Helper()
	ctx, at := t.Context(), asked("").Place
	ref := keptDraft(t, s, "d")
	click := copilot.Decision{Draft: "d", Revision: 1, Digest: "d", Verdict: copilot.Approve, Person: copilot.Person{ID: "u"}, At: time.Unix(2, 0).UTC()}
	_, err := s.Decide(ctx, ref, click, nil, copilot.Audit{Draft: "d", Act: "approve", At: click.At})
	must(t, err)
	must(t, s.SetProfile(ctx, at, copilot.Profile{Voice: copilot.Voice{Words: "chaleureuse"}}))
	must(t, s.Learn(ctx, at, time.Now(), func(k *copilot.Known) error { k.Facts = []copilot.Fact{{ID: "f", Text: "ouvre à 8 h"}}; return nil }))
	must(t, s.Remember(ctx, at, copilot.Exchange{Draft: "d", Asked: "plus court"}, copilot.Fence{}))
	must(t, s.Posted(ctx, tenant, "r", "m", copilot.Fence{}))
	must(t, s.Timeline(tenant).Put(ctx, "c", "m", []byte("bonjour")))
	for range 2 {
		mustAccept(t, s, "parked")
		s.db.Del(ctx, s.keys.seen(asked("parked")))
	}
	for _, attempt := range []int{1, 1, 2} { // two jobs of that name: one delayed, one parked
		j := mustClaim(t, s)
		if j.Attempt != attempt {
			t.Fatalf("attempt %d, want %d", j.Attempt, attempt)
		}
		after := time.Duration(0)
		if depthOf(t, s).Delayed == 0 {
			after = time.Hour
		}
		_, err := s.Retry(ctx, j, after, "model down")
		must(t, err)
	}
	mustAccept(t, s, "working")
	mustClaim(t, s)
	mustAccept(t, s, "waiting")
}

// everything is all that a store tells, as text.
func everything(t *testing.T, s *Store) []string {
	t.Helper()
	ctx, at := t.Context(), asked("").Place
	var told []string
	tell := func(v any, err error) {
		t.Helper()
		must(t, err)
		b, err := json.MarshalIndent(v, "", " ")
		if err != nil {
			b = fmt.Appendf(nil, "%+v", v)
		}
		told = append(told, string(b))
	}
	d, err := s.Draft(ctx, copilot.Ref{Tenant: tenant, Draft: "d"})
	tell(d, err)
	tell(d.Latest().Decision, err)
	trail, err := s.Trail(ctx, d.Ref())
	tell(trail, err)
	list, err := s.Drafts(ctx, copilot.Filter{Tenant: tenant, States: []copilot.State{copilot.Approved}})
	tell(len(list), err)
	profile, err := s.Profile(ctx, at)
	tell(profile, err)
	facts, err := s.Facts(ctx, at, time.Unix(0, 0))
	tell(facts, err)
	recent, err := s.Recent(ctx, at, 10)
	tell(recent, err)
	post, err := s.Post(ctx, tenant, "r")
	tell(post, err)
	messages, err := s.Timeline(tenant).List(ctx, "c", 0)
	tell(messages, err)
	parked, err := s.Parked(ctx)
	tell(parked, err)
	tell(depthOf(t, s), nil)
	return told
}

// A worker and a watcher wait through the death of the server, and go on with
// what comes after it.
func TestWaitThroughOutage(t *testing.T) {
	server := memorytest.Redis(t)
	s, other := open(t, server.URL(), Options{}), open(t, server.URL(), Options{})
	line := s.Timeline(tenant)
	must(t, line.Put(t.Context(), "c", "before", nil))
	changes, err := line.Watch(patient(t))
	must(t, err)
	claimed := make(chan copilot.Job)
	go func() {
		j, err := s.Claim(patient(t))
		if err != nil {
			t.Error(err)
		}
		claimed <- j
	}()
	until(t, "the claim waiting", func() bool { return s.desk.demand() == 1 })
	server.Kill()
	server.Start()
	must(t, other.Wait(patient(t), func(string) {}))
	must(t, other.Timeline(tenant).Put(t.Context(), "c", "after", nil))
	mustAccept(t, other, "after")
	if j := <-claimed; j.Request.ID != "after" || j.Attempt != 1 {
		t.Fatalf("claimed %+v", j)
	}
	if change := <-changes; change != "c\x00after" {
		t.Fatalf("change %q", change)
	}
}

// A claim that began before there was a server at all.
func TestClaimBeforeServer(t *testing.T) {
	server := memorytest.Redis(t)
	must(t, open(t, server.URL(), Options{}).Ping(t.Context()))
	server.Kill()
	s := opened(t, server.URL(), Options{})
	claimed := make(chan copilot.Job)
	go func() {
		j, err := s.Claim(patient(t))
		if err != nil {
			t.Error(err)
		}
		claimed <- j
	}()
	until(t, "the claim waiting", func() bool { return s.desk.demand() == 1 })
	server.Start()
	must(t, s.Wait(patient(t), func(string) {}))
	mustAccept(t, s, "first")
	if j := <-claimed; j.Request.ID != "first" {
		t.Fatalf("claimed %q", j.Request.ID)
	}
}
