package memory

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// household is what a channel of a workspace has: something of everything that is kept, each
// with a canary in whatever people wrote or had written.
type household struct {
	at     copilot.Place
	canary string
}

func (h household) text(what string) string { return h.canary + " " + what }

func (h household) generated(what string) copilot.Generated {
	return copilot.Unseal(copilot.Sealed(h.text(what)))
}

func (h household) person(what string) copilot.Person {
	return copilot.Person{Platform: h.at.Platform, ID: "u", Name: h.text(what)}
}

func (h household) request(id string) copilot.Request {
	return copilot.Request{
		ID: h.at.Channel + id, Command: "draft", Place: h.at, Person: copilot.Person{Platform: h.at.Platform, ID: id, Name: h.text("asks")},
		Text: h.text("request"), Said: "m", Reply: h.text("reply"),
	}
}

func (h household) revision(number int, digest string) copilot.Revision {
	return copilot.Revision{
		Number: number, Request: fmt.Sprint("r", number), Asked: h.text("asked"), Digest: digest,
		Variants: []copilot.Variant{{Text: h.generated("text"), Digest: digest}}, Hashtags: []string{h.text("hashtag")},
		Points: []copilot.Point{{Text: h.generated("point"), Cites: []copilot.Cite{{Line: "l", Author: h.text("author")}}}},
		State:  copilot.Pending, Made: copilot.Provenance{By: h.person("by")},
	}
}

func (h household) ref(draft string) copilot.Ref {
	return copilot.Ref{Tenant: h.at.Tenant(), Draft: h.at.Channel + "." + draft}
}

// draft keeps one with that name.
func (h household) draft(t testing.TB, s *Store, name string, private bool) copilot.Draft {
	t.Helper()
	d := copilot.Draft{
		ID: h.ref(name).Draft, Command: "draft", Place: h.at, Author: h.person("author"), Brief: h.text("brief " + name),
		Created: time.Unix(1, 0).UTC(), Private: private, About: "l", Revisions: []copilot.Revision{h.revision(1, "one")},
	}
	fresh, err := s.Accept(t.Context(), h.request("for "+name))
	must(t, err)
	if !fresh {
		t.Fatalf("the request for %s is not new", d.ID)
	}
	j := mustClaim(t, s)
	got, err := s.Keep(t.Context(), d, j.Fence, h.audit(d, "drafted"))
	must(t, err)
	must(t, s.Finish(t.Context(), j))
	return got
}

func (h household) audit(d copilot.Draft, act string) copilot.Audit {
	return copilot.Audit{Draft: d.ID, Revision: d.Latest().Number, Digest: d.Latest().Digest, Act: act, Person: h.person("acts"), Reason: h.text("reason")}
}

// decide gives a verdict on the latest revision.
func (h household) decide(t testing.TB, s *Store, d copilot.Draft, v copilot.Verdict) (copilot.Draft, error) {
	t.Helper()
	return s.Decide(t.Context(), d.Ref(), h.decision(d, v), nil, h.audit(d, string(v)))
}

func (h household) decision(d copilot.Draft, v copilot.Verdict) copilot.Decision {
	r := d.Latest()
	return copilot.Decision{Draft: d.ID, Revision: r.Number, Digest: r.Digest, Verdict: v, Reason: h.text("decision"), Person: h.person("decides")}
}

// sign gives one signature of several.
func (h household) sign(t testing.TB, s *Store, d copilot.Draft) {
	t.Helper()
	_, version, err := s.Versioned(t.Context(), h.at)
	must(t, err)
	one := copilot.Signature{Decision: h.decision(d, copilot.Approve)}
	one.For = h.person("for")
	entry := h.audit(d, "signed")
	entry.For = one.For
	_, err = s.Sign(t.Context(), d.Ref(), copilot.Expect{Revision: 1, Digest: "one"}, []copilot.Signature{one}, entry, copilot.Seen{Place: h.at, Profile: version})
	must(t, err)
}

// profile is what the channel says of itself.
func (h household) profile() copilot.Profile {
	return copilot.Profile{
		Audience: h.text("audience"), Voice: copilot.Voice{Words: h.text("voice"), Banned: []string{h.text("banned")}}, Keep: true,
		Audiences: []copilot.Audience{{Name: h.text("named")}}, Approvers: []copilot.Approver{{ID: "boss", Name: h.text("approver")}},
		Authority: copilot.Authority{
			Signatures:  2,
			Steps:       []copilot.Step{{Name: h.text("step"), Approvers: []copilot.Approver{{ID: "lawyer", Name: h.text("lawyer")}}}},
			Delegations: []copilot.Delegation{{From: copilot.Approver{ID: "boss", Name: h.text("from")}, To: copilot.Approver{ID: "other", Name: h.text("to")}, Until: time.Unix(2, 0).UTC()}},
		},
	}
}

// furnish keeps something of everything.
func (h household) furnish(t testing.TB, s *Store) {
	t.Helper()
	ctx, at := t.Context(), h.at
	must(t, s.SetProfile(ctx, at, h.profile()))
	must(t, s.Learn(ctx, at, time.Now(), func(k *copilot.Known) error {
		k.Facts = append(k.Facts, copilot.Fact{ID: "f", Text: h.text("fact"), Source: h.text("source"), By: h.person("knows")})
		return nil
	}))
	must(t, s.Remember(ctx, at, copilot.Exchange{Draft: "d", Person: h.text("asks"), Asked: h.text("asked"), Answer: h.generated("answer"), Reason: h.text("why")}, copilot.Fence{}))
	must(t, s.KeepMinutes(ctx, at, copilot.Minutes{Points: []copilot.Point{{Text: h.generated("minutes")}}}, copilot.Fence{}))
	must(t, s.Timeline(at.Tenant()).Put(ctx, at.Channel, "m", []byte(h.text("message"))))
	must(t, s.CatchUp(ctx, at, h.person("caught up"), time.Now()))
	must(t, s.Posted(ctx, at.Tenant(), "r", "message-1", copilot.Fence{}))
	h.listen(t, s)
	h.drafts(t, s)
	h.queue(t, s)
}

func (h household) ear() copilot.Ear {
	return copilot.Ear{Holder: "h", ID: "e", Lasts: time.Hour}
}

// listen has what is said kept.
func (h household) listen(t testing.TB, s *Store) {
	t.Helper()
	must(t, s.Opt(t.Context(), h.at, true))
	for range 2 {
		_, err := s.Hear(t.Context(), h.at.Tenant(), h.ear())
		must(t, err)
	}
	st, err := s.Stretch(t.Context(), h.at, h.ear())
	must(t, err)
	at := time.Now().UnixMicro()
	must(t, s.Lay(t.Context(), h.at, st.Opening, copilot.Laid{From: at, Lines: []copilot.Kept{{ID: "m1", At: at, Top: true, Body: h.text("laid")}}}))
	must(t, s.Note(t.Context(), h.at, copilot.Kept{ID: "m2", At: at + 1, Top: true, Body: h.text("said")}))
}

// drafts are in every state there is.
func (h household) drafts(t testing.TB, s *Store) {
	t.Helper()
	h.draft(t, s, "pending", false)
	h.draft(t, s, "private", true)
	h.sign(t, s, h.draft(t, s, "signed", false))
	d := h.draft(t, s, "edited", false)
	d, err := s.Revise(t.Context(), d.Ref(), copilot.Expect{Revision: 1, Digest: "one"}, h.revision(2, "two"), copilot.Fence{}, h.audit(d, "edited"))
	must(t, err)
	must(t, s.Refuse(t.Context(), d.Ref(), h.audit(d, "refused")))
	must(t, s.Redact(t.Context(), d.Ref(), h.revision(2, "two")))
	for _, v := range []copilot.Verdict{copilot.Approve, copilot.Reject, copilot.RequestChanges, copilot.Withdraw} {
		_, err := h.decide(t, s, h.draft(t, s, string(v), false), v)
		must(t, err)
	}
}

// queue leaves a job that waits and one that was given up.
func (h household) queue(t testing.TB, s *Store) {
	t.Helper()
	_, err := s.Accept(t.Context(), h.request("parked"))
	must(t, err)
	must(t, s.Park(t.Context(), mustClaim(t, s), h.text("cause")))
	_, err = s.Accept(t.Context(), h.request("waiting"))
	must(t, err)
}

// survey is all that can be read of a channel, as text.
func (h household) survey(t testing.TB, s *Store) string {
	t.Helper()
	ctx, at := t.Context(), h.at
	var all []any
	add := func(v any, err error) {
		t.Helper()
		must(t, err)
		all = append(all, v)
	}
	p, err := s.Profile(ctx, at)
	add(p, err)
	f, err := s.Facts(ctx, at, time.Now())
	add(f, err)
	must(t, s.Learn(ctx, at, time.Now(), func(k *copilot.Known) error { all = append(all, *k); return nil }))
	recent, err := s.Recent(ctx, at, 100)
	add(recent, err)
	m, err := s.Minutes(ctx, at)
	add(m, err)
	for _, e := range recent {
		add(copilot.Seal(e.Answer), nil)
	}
	for _, point := range m.Points {
		add(copilot.Seal(point.Text), nil)
	}
	messages, err := s.Timeline(at.Tenant()).List(ctx, at.Channel, 0)
	add(fmt.Sprintf("%s", messages), err)
	one, err := s.Timeline(at.Tenant()).Find(ctx, at.Channel, "m")
	add(string(one), err)
	st, err := s.Stretch(ctx, at, h.ear())
	slices.SortFunc(st.Lines, func(a, b copilot.Kept) int { return strings.Compare(a.ID, b.ID) })
	add(st, err)
	citing, err := s.Citing(ctx, at, "l")
	add(citing, err)
	drafts, err := s.Drafts(ctx, copilot.Filter{Tenant: at.Tenant(), Channel: at.Channel})
	must(t, err)
	for _, d := range drafts {
		again, err := s.Draft(ctx, d.Ref())
		must(t, err)
		trail, err := s.Trail(ctx, d.Ref())
		add(trail, err)
		for _, d := range []copilot.Draft{d, again} {
			d.Revisions = nil
			add(d, nil)
		}
		for _, r := range slices.Concat(d.Revisions, again.Revisions) {
			if r.Decision != nil {
				add(*r.Decision, nil)
			}
			for _, v := range r.Variants {
				add(copilot.Seal(v.Text), nil)
			}
			r.Decision = nil // it would be printed as where it lies
			add(r, nil)
		}
	}
	return fmt.Sprintf("%+v", all)
}

// seen counts the canaries of a household in what somebody saw.
func (h household) seen(in string) int { return strings.Count(in, h.canary+" ") }
