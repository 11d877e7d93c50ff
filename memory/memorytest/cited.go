package memorytest

import (
	"slices"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// rests makes a revision rest on messages.
func rests(r copilot.Revision, lines ...string) copilot.Revision {
	cites := make([]copilot.Cite, len(lines))
	for i, line := range lines {
		cites[i] = copilot.Cite{Line: line, Author: "Zoé", Time: noon}
	}
	point := r.Points[0]
	point.Cites = cites
	r.Points = []copilot.Point{point}
	return r
}

// cited wants just these drafts to rest on a message.
func cited(t tb, s Store, at copilot.Place, line string, want ...string) {
	t.Helper()
	got, err := s.Citing(t.Context(), at, line)
	ok(t, err)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("%q is cited by %q, want %q", line, got, want)
	}
}

func citing(t *testing.T, open Replica) {
	s, other := open(Options{}), open(Options{})
	d := draft("d", here, noon)
	d.Revisions[0] = rests(d.Revisions[0], "l1", "l:2", "l1", "")
	d = kept(t, s, d)
	unread := draft("e", here, noon)
	unread.About, unread.Revisions[0].Points = "", nil
	kept(t, s, unread)
	_, err := s.Revise(t.Context(), d.Ref(), expect(d), rests(revision(2, "r2"), "l3"), copilot.Fence{}, audit(d, "edited", lea))
	ok(t, err)
	for _, line := range []string{"l1", "l:2", "l3", d.About} {
		cited(t, other, here.Root(), line, "d")
	}
	for _, line := range []string{"l", "2", "l:", "", "*"} {
		cited(t, other, here, line)
	}
	e := draft("f", here.Root(), noon)
	e.Revisions[0] = rests(e.Revisions[0], "l1")
	kept(t, s, e)
	cited(t, other, here, "l1", "d", "f")
	for _, elsewhere := range neighbours {
		cited(t, other, elsewhere, "l1")
	}
}

// What was not kept cites nothing, and what is kept twice is cited once.
func citingOnce(t *testing.T, open Replica) {
	s := open(Options{})
	d := draft("d", here, noon)
	_, err := s.Keep(t.Context(), d, copilot.Fence{}, audit(d, "drafted", lea))
	is(t, err, copilot.ErrLeaseLost)
	cited(t, s, here, "l1")
	d = kept(t, s, d)
	kept(t, s, d)
	cited(t, s, here, "l1", "d")
	_, err = s.Revise(t.Context(), d.Ref(), copilot.Expect{}, rests(revision(2, "r2"), "l2"), copilot.Fence{}, audit(d, "edited", lea))
	stale(t, err)
	cited(t, s, here, "l2")
}

func redact(t *testing.T, open Replica) {
	s := open(Options{})
	d := kept(t, s, draft("d", here, noon))
	d, err := s.Revise(t.Context(), d.Ref(), expect(d), revision(2, "r2"), copilot.Fence{}, audit(d, "edited", lea))
	ok(t, err)
	trail, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	out := d.Revisions[0]
	out.Points, out.Variants[0].Text = nil, copilot.Unseal("[…]")
	for range 2 {
		ok(t, s.Redact(t.Context(), d.Ref(), out))
	}
	want := d
	want.Revisions = []copilot.Revision{out, d.Revisions[1]}
	got, err := s.Draft(t.Context(), d.Ref())
	ok(t, err)
	same(t, "redacted", got, want)
	after, err := s.Trail(t.Context(), d.Ref())
	ok(t, err)
	same(t, "trail", after, trail)

	other, later, elsewhere := out, out, d.Ref()
	other.Digest, later.Number, elsewhere.Workspace = "another", 3, "w2"
	is(t, s.Redact(t.Context(), d.Ref(), other), copilot.ErrAbsent)
	is(t, s.Redact(t.Context(), d.Ref(), later), copilot.ErrAbsent)
	is(t, s.Redact(t.Context(), elsewhere, out), copilot.ErrAbsent)

	signed, err := s.Decide(t.Context(), d.Ref(), decision(d, copilot.Approve, marc), nil, audit(d, "approve", marc))
	ok(t, err)
	if s.Redact(t.Context(), d.Ref(), signed.Latest()) == nil {
		t.Fatal("a signed revision was redacted")
	}
	got, err = s.Draft(t.Context(), d.Ref())
	ok(t, err)
	same(t, "signed", got, signed)
}
