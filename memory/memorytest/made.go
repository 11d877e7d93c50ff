package memorytest

import (
	"context"
	"crypto/rand"
	"errors"
	"reflect"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

// What the tests are about, made up: every text of it is used to find leaks, so
// it is nowhere in the product.

var (
	lea  = copilot.Person{Platform: "web", ID: "u-lea", Name: "Léa", Locale: "fr"}
	marc = copilot.Person{Platform: "web", ID: "u-marc", Name: "Marc", Locale: "en"}
	zoe  = copilot.Person{Platform: "web", ID: "u-zoe", Name: "Zoé", Locale: "fr"}
	noon = time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)
	fact = copilot.Fact{ID: "f", Text: "ouvre à 8 h", Source: "le gérant", By: marc, At: noon, Expires: noon.Add(time.Hour)}
	here = copilot.Place{Platform: "web", Workspace: "w1", Channel: "c1", Thread: "t1"}
)

// request is of somebody who asks for nothing else: nobody waits behind themselves.
func request(id string) copilot.Request {
	person := lea
	person.ID += "-" + id
	return copilot.Request{
		ID: id, Command: "draft", Place: here, Person: person, Text: "annonce du café de quartier",
		Options: map[string]string{"network": "linkedin"}, Draft: "d0", Time: noon, Cause: "changes", Private: true, About: "m7",
		Said: "m8", Reply: "sealed-reply", Mark: "00-mark-01",
	}
}

func draft(id string, at copilot.Place, created time.Time) copilot.Draft {
	return copilot.Draft{
		ID: id, Command: "draft", Place: at, Author: lea, Private: true, About: "1712345678.123456", Brief: "annonce: le café",
		Created: created, Revisions: []copilot.Revision{revision(1, "request-"+id)},
	}
}

// revision fills in every field, so that one the store forgets is missed.
func revision(n int, request string) copilot.Revision {
	text := copilot.Unseal(copilot.Sealed("Le café ouvre à 8 h.\n<b>&amp; \u2028" + request))
	return copilot.Revision{
		Number: n, Request: request, Asked: "plus court", Digest: "digest-" + request,
		Variants: []copilot.Variant{{Angle: "fact", Text: text, Digest: "v-" + request}, {Angle: "story", Text: text, Digest: "w"}},
		Hashtags: []string{"#café", "#quartier"},
		Origins:  []copilot.Origin{{Kind: copilot.FromText, Words: "café"}, {Kind: copilot.FromChannel}},
		Points:   []copilot.Point{{Section: "tldr", Text: text, Cites: []copilot.Cite{{Line: "l1", Author: "Zoé", Time: noon, Link: "https://chat.example/1", By: "u-zoe"}}}},
		Phrases:  []string{"café de quartier"},
		Coverage: copilot.Coverage{Read: 3, Total: 5, More: true, From: noon, To: noon.Add(time.Hour)},
		Settings: copilot.Settings{Network: "linkedin", Tone: "warm", Audience: "voisins", Language: "fr", Variants: 2, Length: "shorter", MaxWords: 50, MaxTags: 3, Last: 4, Since: noon},
		Findings: []check.Finding{{Kind: "claim", Text: "8 h", Start: 17, End: 20, Code: "number_other", Args: map[string]string{"a": "9 h"}, Source: "s", Link: "https://chat.example/9", Place: "9 h", Variant: 1}},
		Notes:    []copilot.Note{{Key: "note.fallback", Args: map[string]any{"Name": "x"}}},
		Made:     copilot.Provenance{Writer: "builtin", Model: "m", By: lea, At: noon, Prompt: "p1", Facts: []copilot.Fact{fact}, Used: &copilot.Usage{Prompt: 900, Completion: 70}},
		State:    copilot.Pending,
	}
}

func audit(d copilot.Draft, act string, who copilot.Person) copilot.Audit {
	return copilot.Audit{
		Draft: d.ID, Revision: d.Latest().Number, Digest: d.Latest().Digest, Act: act, Person: who,
		Reason: "trop long", Why: "nobody", Variant: 1, Text: "v", Role: "managers", For: zoe, Step: 2, Acknowledged: 2, At: noon,
	}
}

func decision(d copilot.Draft, v copilot.Verdict, who copilot.Person) copilot.Decision {
	r := d.Latest()
	return copilot.Decision{
		Draft: d.ID, Revision: r.Number, Digest: r.Digest, Variant: 1, Text: "v", Verdict: v,
		Reason: "trop long", Person: who, Role: "managers", For: zoe, Step: 2, Acknowledged: 2, At: noon.Add(time.Minute),
	}
}

func signature(d copilot.Draft, who copilot.Person) copilot.Signature {
	return copilot.Signature{Decision: decision(d, copilot.Approve, who), Struck: "approver.other"}
}

func expect(d copilot.Draft) copilot.Expect {
	return copilot.Expect{Revision: d.Latest().Number, Digest: d.Latest().Digest}
}

// tb is what helpers need of a test, be it of testing or of rapid.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
	Context() context.Context
	Cleanup(func())
}

// within bounds a test's waiting.
func within(t tb) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}

// lease accepts a request of its own and claims it, to have a fence to write under.
func lease(t tb, s Store) copilot.Job {
	t.Helper()
	id := rand.Text()
	accepted(t, s, request(id))
	j := claim(t, s)
	if j.Request.ID != id {
		t.Fatalf("claimed %q, want the request just accepted: the queue was not empty", j.Request.ID)
	}
	return j
}

// kept keeps a draft, with a lease taken for it.
func kept(t tb, s Store, d copilot.Draft) copilot.Draft {
	t.Helper()
	j := lease(t, s)
	got, err := s.Keep(t.Context(), d, j.Fence, audit(d, "drafted", lea))
	ok(t, err)
	ok(t, s.Finish(t.Context(), j))
	return got
}

func accepted(t tb, s Store, r copilot.Request) {
	t.Helper()
	fresh, err := s.Accept(t.Context(), r)
	ok(t, err)
	if !fresh {
		t.Fatalf("request %q: not new", r.ID)
	}
}

func claim(t tb, s Store) copilot.Job {
	t.Helper()
	j, err := s.Claim(within(t))
	ok(t, err)
	return j
}

func extend(t tb, s Store, j copilot.Job) error {
	_, err := s.Extend(t.Context(), j)
	return err
}

func depth(t tb, s Store, want copilot.Depth) {
	t.Helper()
	got, err := s.Depth(t.Context())
	ok(t, err)
	got.Oldest = 0 // as it happens: see depthOldest
	same(t, "depth", got, want)
}

func ok(t tb, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

func is(t tb, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
	}
}

// stale wants a *copilot.StaleError and returns the draft it carries.
func stale(t tb, err error) copilot.Draft {
	t.Helper()
	s, is := errors.AsType[*copilot.StaleError](err)
	if !is {
		t.Fatalf("error is %v, want a *copilot.StaleError", err)
	}
	return s.Draft
}

// same compares, generated text by its bytes. What is equal to the last bit needs no
// closer look, which takes most of the time that a property takes.
func same(t tb, what string, got, want any) {
	t.Helper()
	if reflect.DeepEqual(want, got) {
		return
	}
	text := cmp.Transformer("sealed", func(g copilot.Generated) copilot.Sealed { return copilot.Seal(g) })
	if d := cmp.Diff(want, got, text); d != "" {
		t.Fatalf("%s (-want +got):\n%s", what, d)
	}
}
