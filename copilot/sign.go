package copilot

import (
	"context"
	"errors"
	"slices"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// sign keeps an approval that is not the last one needed: nothing moves by it.
func (c *Copilot) sign(ctx context.Context, draft Draft, p Profile, d Decision) (Draft, error) {
	all := append(slices.Clone(draft.Latest().Signatures), Signature{Decision: d})
	signed, err := c.Memory.Sign(ctx, draft.Ref(), Expect{d.Revision, d.Digest}, all, entryOf(d, actSigned), d.Under)
	if err != nil {
		return draft, err
	}
	return signed, c.refresh(ctx, signed, p)
}

// The acts on record of a signature that is not the last.
const (
	actSigned = "signed"
	actStruck = "struck"
)

// again checks every earlier signature once more, before the last one hands the text over:
// ErrChanged when one was struck. One that nobody can check now refuses the last.
func (c *Copilot) again(ctx context.Context, draft Draft, may *rights, seen Seen) error {
	r := draft.Latest()
	if len(r.Standing()) == 0 {
		return nil
	}
	trail, err := c.Memory.Trail(ctx, draft.Ref())
	if err != nil {
		return storeFault(err)
	}
	for i, s := range r.Signatures {
		if s.Struck != "" {
			continue
		}
		why, err := c.counts(ctx, draft, s, trail, may)
		if err != nil {
			return NewFault(FaultForbidden, "fault.approver.again", catalogue.Args{"Name": called(s.Person.Name)}, err)
		}
		if why != "" {
			return c.strike(ctx, draft, i, why, seen)
		}
	}
	return nil
}

// counts says why a signature does not count any more; "" when it does.
func (c *Copilot) counts(ctx context.Context, draft Draft, s Signature, trail []Audit, may *rights) (why string, err error) {
	r := draft.Latest()
	as, chosen := choose(r, s.Decision)
	switch {
	case s.Revision != r.Number || s.Digest != r.Digest || chosen != nil || as.Text != s.Text:
		return "signature.text", nil
	case s.Person.ID == "", !slices.ContainsFunc(trail, s.recorded): // nobody, of who was erased
		return "signature.record", nil
	case draft.ownBy(s.Person, s.For) && !may.profile.SelfSignOff:
		return "approver.self", nil
	}
	return may.still(ctx, s)
}

// recorded says whether an entry of the audit is that of the signature.
func (s Signature) recorded(a Audit) bool {
	return a.Act == actSigned && a.Revision == s.Revision && a.Digest == s.Digest && a.Text == s.Text &&
		(Entry{Audit: a}).records(s.Decision)
}

// strike puts on record that a signature does not count any more. What comes of it has to
// be looked at anew: ErrChanged.
func (c *Copilot) strike(ctx context.Context, draft Draft, i int, why string, seen Seen) error {
	all := slices.Clone(draft.Latest().Signatures)
	all[i].Struck = why
	s := all[i]
	entry := entryOf(s.Decision, actStruck)
	entry.Why, entry.At = why, c.Now()
	if _, err := c.Memory.Sign(ctx, draft.Ref(), Expect{s.Revision, s.Digest}, all, entry, seen); err != nil {
		return err
	}
	c.Log.InfoContext(ctx, "a signature was struck", "draft", draft.ID, "why", why)
	return ErrChanged
}

// sameVariant refuses to sign another text than those who signed before: signatures of
// different texts would make none of them complete.
func sameVariant(signed []Signature, d Decision) error {
	for _, s := range signed {
		if s.Variant != d.Variant {
			return NewFault(FaultInput, "fault.variant.signed", catalogue.Args{"Name": called(s.Person.Name), "Variant": s.Variant}, nil)
		}
	}
	return nil
}

// decideTries is how often a word is looked at anew because who may sign off, or who has
// signed, changed meanwhile: each time somebody else got on, or a signature was struck.
const decideTries = 3 * MostSignatures

// Decide moves a draft by a person's word. It checks the person now, compares
// revision and digest, moves the state together with its audit entry in one
// atomic step, and shows the card anew. Where more signatures are needed, the draft stays
// pending, and this one is kept; the last one moves it, after all the others were checked
// again. The error is a *Fault; a second click is told who decided what and when.
func (c *Copilot) Decide(ctx context.Context, ref Ref, d Decision) (Draft, error) {
	return c.deciding(ctx, ref, string(d.Verdict), func(ctx context.Context) (Draft, error) { return c.decideAnew(ctx, ref, d) })
}

// deciding does something to a draft as a stage.
func (c *Copilot) deciding(ctx context.Context, ref Ref, act string, do func(context.Context) (Draft, error)) (d Draft, err error) {
	c.within(ctx, Stage{Kind: StageDecide, Chat: ref.Platform, Act: act}, func(ctx context.Context) End {
		d, err = do(ctx)
		return decidedAs(d, act, err)
	})
	return d, err
}

// decideAnew decides, again while what it went by changes meanwhile.
func (c *Copilot) decideAnew(ctx context.Context, ref Ref, d Decision) (Draft, error) {
	for range decideTries {
		draft, err := c.decide(ctx, ref, d)
		if !errors.Is(err, ErrChanged) {
			return draft, err
		}
	}
	return Draft{}, NewFault(FaultStale, "fault.stale.often", nil, nil)
}
