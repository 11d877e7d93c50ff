package memorytest

import (
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

func keep(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	d := draft("d", here, noon)
	got := kept(t, s, d)
	same(t, "returned", got, d)
	read, err := other.Draft(t.Context(), d.Ref())
	ok(t, err)
	same(t, "read", read, d)
	trail, err := other.Trail(t.Context(), d.Ref())
	ok(t, err)
	same(t, "trail", trail, []copilot.Audit{audit(d, "drafted", lea)})
}

func keepTwice(t *testing.T, open Replica) {
	s := open(Options{})
	first := kept(t, s, draft("d", here, noon))
	again := draft("d", here, noon.Add(time.Hour))
	again.Brief, again.Revisions = "something else", []copilot.Revision{revision(1, "other")}
	same(t, "returned", kept(t, s, again), first)
	trail, err := s.Trail(t.Context(), first.Ref())
	ok(t, err)
	if len(trail) != 1 {
		t.Fatalf("%d audit entries for one draft", len(trail))
	}
}

func keepFenced(t *testing.T, open Replica) {
	s := open(Options{})
	d := draft("d", here, noon)
	j := lease(t, s)
	for _, fence := range []copilot.Fence{
		{}, {Job: j.ID}, {Job: j.ID, Number: j.Fence.Number + 1}, {Job: "other", Number: 1},
	} {
		_, err := s.Keep(t.Context(), d, fence, audit(d, "drafted", lea))
		is(t, err, copilot.ErrLeaseLost)
	}
	ok(t, s.Finish(t.Context(), j))
	_, err := s.Keep(t.Context(), d, j.Fence, audit(d, "drafted", lea))
	is(t, err, copilot.ErrLeaseLost)
	_, err = s.Draft(t.Context(), d.Ref())
	is(t, err, copilot.ErrAbsent)
	_, err = s.Trail(t.Context(), d.Ref())
	is(t, err, copilot.ErrAbsent)
}

func revise(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	j := lease(t, s)
	r := revision(2, "r2")
	got, err := s.Revise(t.Context(), d.Ref(), expect(d), r, j.Fence, audit(d, "revised", marc))
	ok(t, err)
	want := d
	want.Revisions = []copilot.Revision{d.Revisions[0], r}
	want.Revisions[0].State = copilot.Superseded
	same(t, "revised", got, want)

	changes := decision(got, copilot.RequestChanges, marc)
	got, err = s.Decide(t.Context(), d.Ref(), changes, nil, audit(got, "request_changes", marc))
	ok(t, err)
	got, err = s.Revise(t.Context(), d.Ref(), expect(got), revision(3, "r3"), j.Fence, audit(got, "revised", marc))
	ok(t, err)
	want.Revisions = append(want.Revisions, revision(3, "r3"))
	want.Revisions[1].State, want.Revisions[1].Decision = copilot.ChangesRequested, &changes
	same(t, "revised after changes were asked for", got, want)
	read, err := s.Draft(t.Context(), d.Ref())
	ok(t, err)
	same(t, "read", read, want)
}

func reviseTwice(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	j := lease(t, s)
	first, err := s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r2"), j.Fence, audit(d, "revised", lea))
	ok(t, err)
	again := revision(2, "r2")
	again.Digest, again.Hashtags = "written differently the second time", nil
	got, err := s.Revise(t.Context(), d.Ref(), expect(d), again, j.Fence, audit(d, "revised", lea))
	ok(t, err)
	same(t, "the same request again", got, first)
	got, err = s.Revise(t.Context(), d.Ref(), expect(d), revision(2, d.Latest().Request), j.Fence, audit(d, "revised", lea))
	ok(t, err)
	same(t, "the request of the first revision again", got, first)
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	if len(trail) != 2 {
		t.Fatalf("%d audit entries, want 2", len(trail))
	}
}

func reviseStale(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	try := func(e copilot.Expect) copilot.Draft {
		t.Helper()
		_, err := s.Revise(t.Context(), d.Ref(), e, revision(2, "late"), copilot.Fence{}, audit(d, "edited", lea))
		return stale(t, err)
	}
	same(t, "another digest", try(copilot.Expect{Revision: 1, Digest: "x"}), d)
	same(t, "a revision to come", try(copilot.Expect{Revision: 2, Digest: d.Latest().Digest}), d)
	same(t, "no revision", try(copilot.Expect{}), d)
	for _, v := range []copilot.Verdict{copilot.Approve, copilot.Reject, copilot.Withdraw} {
		d = kept(t, s, draft("d "+string(v), here, noon))
		decided, err := s.Decide(t.Context(), d.Ref(), decision(d, v, marc), nil, audit(d, string(v), marc))
		ok(t, err)
		same(t, "after "+string(v), try(expect(d)), decided)
	}
}

func reviseFenced(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	j := lease(t, s)
	ok(t, s.Release(t.Context(), j))
	_, err := s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r2"), j.Fence, audit(d, "revised", lea))
	is(t, err, copilot.ErrLeaseLost)
	got, err := s.Draft(t.Context(), d.Ref())
	ok(t, err)
	same(t, "draft", got, d)
}

func editUnfenced(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	edit := revision(2, "")
	for range 2 { // the second time as if the first reply had been lost
		got, err := s.Revise(t.Context(), d.Ref(), expect(d), edit, copilot.Fence{}, audit(d, "edited", marc))
		ok(t, err)
		same(t, "edited", got.Latest(), edit)
	}
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	same(t, "trail", trail, []copilot.Audit{audit(d, "drafted", lea), audit(d, "edited", marc)})
}

func absent(t *testing.T, open Replica) {
	s := open(Options{})
	d := draft("nowhere", here, noon)
	_, err := s.Draft(t.Context(), d.Ref())
	is(t, err, copilot.ErrAbsent)
	_, err = s.Trail(t.Context(), d.Ref())
	is(t, err, copilot.ErrAbsent)
	is(t, s.Refuse(t.Context(), d.Ref(), audit(d, "refused", lea)), copilot.ErrAbsent)
	_, err = s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r"), copilot.Fence{}, audit(d, "edited", lea))
	is(t, err, copilot.ErrAbsent)
	next := request("next")
	_, err = s.Decide(t.Context(), d.Ref(), decision(d, copilot.Approve, lea), &next, audit(d, "approve", lea))
	is(t, err, copilot.ErrAbsent)
	depth(t, s, copilot.Depth{})
	_, err = s.Draft(t.Context(), d.Ref())
	is(t, err, copilot.ErrAbsent)
}
