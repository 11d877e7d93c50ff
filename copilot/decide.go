package copilot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/text"
)

// decide is one look at a person's word; ErrChanged when it has to be looked at anew.
func (c *Copilot) decide(ctx context.Context, ref Ref, d Decision) (Draft, error) {
	draft, profile, version, err := c.draftUnder(ctx, ref)
	if err != nil {
		return draft, err
	}
	d.At, d.Reason = c.Now(), text.Canonical(d.Reason)
	if err := c.intime(ctx, draft, profile, version, d); err != nil {
		return draft, err
	}
	may := c.over(draft, profile)
	if d, err = may.allow(ctx, draft, d); err != nil {
		return draft, c.refuse(ctx, draft, d, err)
	}
	if d, err = complete(draft, d); err != nil {
		return draft, err
	}
	d.Under = Seen{Place: draft.Place, Profile: version, Signed: draft.Latest().Signed, State: draft.State()}
	if d.Verdict == Withdraw && draft.Author.Same(d.Person) {
		d.Under.Profile = "" // they need no approver's right
	}
	if d.Verdict == Approve {
		if draft.State() != Pending { // nothing that was not looked at here may be moved
			return draft, staleFault(&StaleError{draft}, d.Person.Locale)
		}
		signed := draft.Latest().Standing()
		if err := sameVariant(signed, d); err != nil {
			return draft, err
		}
		if !profile.completes(signed, d.Step-1) {
			signed, err := c.sign(ctx, draft, profile, d)
			return signed, staleFault(err, d.Person.Locale)
		}
		if err := c.again(ctx, draft, may, d.Under); err != nil {
			return draft, c.refuse(ctx, draft, d, staleFault(err, d.Person.Locale))
		}
	}
	moved, err := c.Memory.Decide(ctx, ref, d, c.next(ctx, draft, d), entryOf(d, string(d.Verdict)))
	if err != nil {
		return draft, staleFault(err, d.Person.Locale)
	}
	return moved, c.refresh(ctx, moved, profile)
}

// entryOf is a person's word as it goes on record.
func entryOf(d Decision, act string) Audit {
	return Audit{
		Draft: d.Draft, Revision: d.Revision, Digest: d.Digest, Act: act, Person: d.Person, For: d.For, Step: d.Step,
		Reason: d.Reason, Variant: d.Variant, Text: d.Text, Role: d.Role, Acknowledged: d.Acknowledged, At: d.At,
	}
}

// May says before a form opens whether a person may give a verdict on a draft now, so
// that nobody writes what is refused in the end. The error is a *Fault; a refusal is
// on record. Whether the verdict still fits, Decide says.
func (c *Copilot) May(ctx context.Context, ref Ref, d Decision) error {
	draft, profile, version, err := c.draftUnder(ctx, ref)
	if err != nil {
		return err
	}
	d.At = c.Now()
	if err := c.intime(ctx, draft, profile, version, d); err != nil {
		return err
	}
	if d, err = c.over(draft, profile).allow(ctx, draft, d); err != nil {
		return c.refuse(ctx, draft, d, err)
	}
	return nil
}

// allow says whether the person may give this verdict, now, and fills in as what.
func (r *rights) allow(ctx context.Context, draft Draft, d Decision) (Decision, error) {
	d.Role, d.For, d.Step = "", Person{}, 0
	if _, ok := d.Verdict.Outcome(); !ok || d.Verdict == Expire {
		return d, NewFault(FaultInput, "fault.verdict", nil, nil)
	}
	if err := r.admit(ctx, d.Person); err != nil {
		return d, err
	}
	if d.Verdict == Withdraw && draft.Author.Same(d.Person) {
		return d, nil
	}
	if draft.Private {
		return d, NewFault(FaultInput, "fault.private", nil, nil)
	}
	if len(r.profile.steps()) == 0 {
		return d, NewFault(FaultForbidden, "fault.approver.nobody", nil, nil)
	}
	var signed []Signature
	if d.Verdict == Approve && draft.State() == Pending {
		signed = draft.Latest().Standing()
	}
	if r.profile.enough(signed) {
		signed = nil // nobody signs any more: whoever may hands it over, also who has signed
	}
	as, err := r.find(ctx, d.Person, signed)
	if fault, ok := errors.AsType[*Fault](err); ok && fault.Key == "fault.approver.other" && d.Verdict == Withdraw {
		err = NewFault(FaultForbidden, "fault.withdraw.other", catalogue.Args{"Name": called(draft.Author.Name)}, nil)
	}
	if err != nil {
		return d, err
	}
	d.Role, d.For = as.Role, as.For
	if d.Verdict != Approve {
		return d, nil
	}
	d.Step = as.Step + 1
	if draft.ownBy(d.Person, d.For) && !r.profile.SelfSignOff {
		return d, NewFault(FaultForbidden, "fault.approver.self", nil, nil)
	}
	if draft.State() != Pending || r.profile.enough(draft.Latest().Standing()) {
		return d, nil // whose turn it was is over
	}
	return d, r.turned(d.Person, as, signed)
}

// ownBy says whether somebody asked for the draft themselves, or signs for who did.
func (d Draft) ownBy(who, behalf Person) bool { return d.Author.Same(who) || d.Author.Same(behalf) }

// refuse writes a refusal down before the person is told.
func (c *Copilot) refuse(ctx context.Context, draft Draft, d Decision, why error) error {
	if errors.Is(why, ErrChanged) {
		return why
	}
	fault := AsFault(why, "")
	if fault.Kind != FaultForbidden {
		return fault
	}
	entry := Audit{
		Draft: draft.ID, Revision: d.Revision, Digest: d.Digest, Act: "refused", Person: d.Person,
		Reason: string(d.Verdict), Why: whyOf(fault), For: d.For, At: d.At,
	}
	if err := c.Memory.Refuse(ctx, draft.Ref(), entry); err != nil {
		c.Log.ErrorContext(ctx, "refusal not audited", "draft", draft.ID, "error", err)
	}
	return fault
}

// whyOf is the reason of a refusal, a key of the catalogue under "refusal.".
func whyOf(f *Fault) string { return strings.TrimPrefix(f.Key, "fault.") }

// complete checks a decision against the draft as it is and fills in what the
// click does not carry.
func complete(draft Draft, d Decision) (Decision, error) {
	r := draft.Latest()
	d.Draft = draft.ID
	if d.Revision != r.Number || d.Digest != r.Digest {
		return d, staleFault(&StaleError{draft}, d.Person.Locale)
	}
	if slices.Contains([]Verdict{RequestChanges, Reject}, d.Verdict) && d.Reason == "" {
		return d, NewFault(FaultInput, "fault.reason", nil, nil)
	}
	d.Acknowledged = 0
	if d.Verdict != Approve {
		d.Variant = 0
		return d, nil
	}
	for _, f := range r.Findings {
		if f.Kind.Blocking() {
			return d, NewFault(FaultInput, "fault.blocked", catalogue.Args{"Why": f.Why(d.Person.Locale)}, nil)
		}
	}
	d, err := choose(r, d)
	for _, f := range r.Findings {
		if d.Variant == 0 || d.Variant == f.Variant+1 {
			d.Acknowledged++
		}
	}
	return d, err
}

// choose names the one text that is signed off.
func choose(r Revision, d Decision) (Decision, error) {
	if len(r.Variants) == 0 { // hashtags alone
		d.Variant, d.Text = 0, plainDigest(r.whole(Generated{}))
		return d, nil
	}
	if len(r.Variants) == 1 && d.Variant == 0 {
		d.Variant = 1
	}
	if d.Variant < 1 || d.Variant > len(r.Variants) {
		return d, NewFault(FaultInput, "fault.variant", catalogue.Args{"Count": len(r.Variants)}, nil)
	}
	d.Text = r.Variants[d.Variant-1].Digest
	return d, nil
}

// next is the request that a wish for changes sends to the writer.
func (c *Copilot) next(ctx context.Context, draft Draft, d Decision) *Request {
	if d.Verdict != RequestChanges {
		return nil
	}
	return &Request{
		ID: fmt.Sprintf("changes:%s:%d", draft.ID, d.Revision), Place: draft.Place, Person: d.Person,
		Text: d.Reason, Draft: draft.ID, Time: d.At, Cause: CauseChanges, Mark: c.mark(ctx),
	}
}

// staleFault tells a person who was overtaken what happened meanwhile.
func staleFault(err error, locale string) error {
	stale, ok := errors.AsType[*StaleError](err)
	if !ok {
		if _, said := errors.AsType[*Fault](err); said || errors.Is(err, ErrChanged) {
			return err
		}
		return storeFault(err)
	}
	r := stale.Draft.Latest()
	if r.Decision != nil {
		return NewFault(FaultStale, "fault.stale.decided", catalogue.Args{"Stamp": stampOf(r, locale)}, err)
	}
	return NewFault(FaultStale, "fault.stale", catalogue.Args{"Revision": r.Number}, err)
}

// refresh shows the cards of a draft as it is now. The state has moved already: of
// a card that cannot be edited the person is told, and the next click on it is
// stale. It goes on when whoever clicked has gone away.
func (c *Copilot) refresh(ctx context.Context, d Draft, p Profile) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), refreshWithin)
	defer cancel()
	remembered, shown := c.conclude(ctx, d, p, Request{})
	if remembered != nil {
		c.Log.ErrorContext(ctx, "exchange not remembered", "draft", d.ID, "error", remembered)
	}
	if shown != nil {
		c.Log.ErrorContext(ctx, "card not refreshed", "draft", d.ID, "error", shown)
		return NewFault(FaultStale, unshown, nil, shown)
	}
	return nil
}

// unshown is that a draft has moved, and its card does not show it.
const unshown = "fault.unshown"

// refreshWithin bounds how long the cards of a moved draft are worked on: longer
// than a platform asks for a rest.
const refreshWithin = 2 * time.Minute

// Edit is a new revision made by a person.
type Edit struct {
	Expect
	Texts    []string // one for each variant, in order
	Hashtags []string
	Person   Person
	Request  string // id of the delivery, so that it counts once
}

// Edit keeps a person's revision and shows it in the place of the one it was
// made from. It is checked like any other, and nobody has signed it (P2).
func (c *Copilot) Edit(ctx context.Context, ref Ref, e Edit) (Draft, error) {
	return c.deciding(ctx, ref, string(ActEdit), func(ctx context.Context) (Draft, error) { return c.edit(ctx, ref, e) })
}

func (c *Copilot) edit(ctx context.Context, ref Ref, e Edit) (Draft, error) {
	draft, err := c.draftFor(ctx, ref, e.Person)
	if err != nil {
		return draft, err
	}
	profile, version, err := c.Memory.Versioned(ctx, draft.Place)
	if err != nil {
		return draft, storeFault(err)
	}
	by := Decision{Revision: e.Revision, Digest: e.Digest, Verdict: Verdict(ActEdit), Person: e.Person, At: c.Now()}
	if err := c.intime(ctx, draft, profile, version, by); err != nil {
		return draft, err
	}
	r, err := c.edited(draft, profile, e)
	if err != nil {
		return draft, err
	}
	r = c.twinned(ctx, ref.Tenant, r)
	if err := c.sameMessage(ctx, ref.Tenant, draft.Latest().Request, r.Request); err != nil {
		return draft, storeFault(err)
	}
	entry := Audit{Draft: draft.ID, Revision: r.Number, Digest: r.Digest, Act: "edited", Person: e.Person, At: r.Made.At}
	revised, err := c.revise(ctx, ref, e.Expect, r, Fence{}, entry)
	if err != nil {
		return draft, staleFault(err, e.Person.Locale)
	}
	return revised, c.refresh(ctx, revised, profile)
}

// edited makes the revision of an edit, checked against the draft's own sources.
func (c *Copilot) edited(draft Draft, p Profile, e Edit) (Revision, error) {
	last := draft.Latest()
	if e.Revision != last.Number || e.Digest != last.Digest || last.State.Final() {
		return last, staleFault(&StaleError{draft}, e.Person.Locale)
	}
	r := Revision{
		Number: last.Number + 1, Request: e.Request, Settings: last.Settings, Coverage: last.Coverage, Phrases: last.Phrases,
		Made: Provenance{Writer: writerPerson, By: e.Person, At: c.Now(), Facts: last.Made.Facts}, State: Pending,
	}
	if len(e.Texts) != len(last.Variants) || len(e.Texts)+len(e.Hashtags) == 0 {
		return r, NewFault(FaultInput, "fault.edit.empty", nil, nil)
	}
	for i, words := range e.Texts {
		if err := checkText(words); err != nil {
			return r, err
		}
		v := Variant{Text: newGenerated(words)}
		if v.Text.Empty() {
			return r, NewFault(FaultInput, "fault.edit.empty", nil, nil)
		}
		if i < len(last.Variants) {
			v.Angle = last.Variants[i].Angle
		}
		r.Variants = append(r.Variants, v)
	}
	job := c.recheck(draft, p, last)
	r = job.tagged(r, e.Hashtags, true)
	r = sealed(r)
	if r.Digest == last.Digest {
		return r, NewFault(FaultInput, "fault.edit.same", nil, nil)
	}
	r.Findings = append(job.check(r, incomplete(last.Findings) && !ended(last, r)), stillDoubted(last, r)...)
	return r, nil
}

// Kept are those of the hashtags that an edit by hand would keep beside its texts, as they
// would be kept: for who counts before anything is saved. The error is a *Fault.
func (c *Copilot) Kept(ctx context.Context, draft Draft, texts, tags []string) ([]string, error) {
	profile, err := c.Memory.Profile(ctx, draft.Place)
	if err != nil {
		return nil, unread(err)
	}
	var r Revision
	for _, words := range texts {
		r.Variants = append(r.Variants, Variant{Text: newGenerated(words)})
	}
	return c.recheck(draft, profile, draft.Latest()).tagged(r, tags, true).Hashtags, nil
}

// ended says whether an edit finished by hand what the writer did not: it was in
// the last text that it stopped, and an edit that left that alone finished nothing.
func ended(cut, edit Revision) bool {
	n := len(cut.Variants)
	return n == 0 || cut.Variants[n-1].Text != edit.Variants[n-1].Text
}

// recheck is the composition a draft's edit is checked in.
func (c *Copilot) recheck(draft Draft, p Profile, last Revision) composition {
	m := Material{Profile: p, Facts: last.Made.Facts, Previous: &draft}
	if taskOfDraft(draft) == TaskSummarize {
		// The conversation is not read again: what the first summary said of it,
		// which was checked against it, stands for it.
		first := draft.Revisions[0]
		for _, v := range first.Variants {
			m.Facts = append(slices.Clone(m.Facts), Fact{ID: "summary", Text: vouched(v.Text, first.Findings)})
		}
	}
	job := composition{brief: draft.Brief, task: taskOfDraft(draft), material: m, settings: last.Settings}
	job.prompt.Network = networkOf(last.Settings)
	job.prompt.MaxTags = maxTags
	return job
}
