package copilot

import (
	"context"
	"errors"
	"slices"

	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Receipt is what is on record of a signature: who signed which exact text, when, in what
// role, with what before their eyes, and where that stands in the chain.
type Receipt struct {
	Draft    Draft
	Decision Decision // as it is on record: of a person who was erased, without them and their words
	Digest   string   // SHA-256 of the text that was signed, in hexadecimal
	Card     Card     // of the signed revision
	Signed   Block    // of the card: its Copy is the text, byte for byte
	Entry    Entry    // Position 0: of a version that had no chain
	Before   []Signed // the signatures before it, where more than one was needed
}

// Signed is a signature where it stands in the record.
type Signed struct {
	Decision // as it is on record, as in Receipt
	Entry    Entry
}

// Receipt is that of a signed draft; a *Fault when nobody signed it, or when what is kept
// is not what was signed.
func (c *Copilot) Receipt(ctx context.Context, ref Ref, locale string) (Receipt, error) {
	d, err := c.draft(ctx, ref)
	if err != nil {
		return Receipt{}, err
	}
	r := d.Latest()
	if r.State != Approved || r.Decision == nil {
		return Receipt{}, NewFault(FaultInput, "fault.receipt.unsigned", nil, nil)
	}
	last, err := c.signed(ctx, ref, *r.Decision, string(Approve), locale)
	if err != nil {
		return Receipt{}, err
	}
	var before []Signed
	standing := r.Standing()
	for i, s := range standing {
		one, err := c.signed(ctx, ref, s.Decision, actSigned, locale)
		if err != nil {
			return Receipt{}, err
		}
		before, standing[i].Decision = append(before, one), one.Decision
	}
	said := last.Decision
	r.Decision, r.Signatures = &said, standing
	receipt := Receipt{Draft: d, Decision: said, Digest: said.Text, Card: cardOf(d, r, Profile{}, locale), Entry: last.Entry, Before: before}
	blocks := receipt.Card.Blocks()
	i := slices.IndexFunc(blocks, func(b Block) bool { return b.Copy != "" && plainDigest(b.Copy) == receipt.Digest })
	if i < 0 {
		return Receipt{}, NewFault(FaultStale, "fault.receipt.changed", nil, nil)
	}
	receipt.Signed = blocks[i]
	return receipt, nil
}

// records says whether an entry says the same of a signature as the draft does, which no
// link covers: of a person who was erased, all but that.
func (e Entry) records(d Decision) bool {
	return e.Role == d.Role && e.Step == d.Step && e.Acknowledged == d.Acknowledged && e.Variant == d.Variant && e.At.Equal(d.At) &&
		(e.Nameless() || e.Person.Same(d.Person) && e.Person.Name == d.Person.Name && e.For == d.For && e.Reason == d.Reason)
}

// signed is a signature as it is on record, as an act.
func (c *Copilot) signed(ctx context.Context, ref Ref, d Decision, act, locale string) (Signed, error) {
	entry, err := c.signature(ctx, ref, d, act)
	if entry.Nameless() {
		d.Person, d.For, d.Reason = Person{Name: catalogue.Say(locale, "receipt.person.erased", nil)}, Person{}, ""
	}
	return Signed{d.Shown(), entry}, err
}

// signature finds the entry of a decision in the record.
func (c *Copilot) signature(ctx context.Context, ref Ref, d Decision, act string) (Entry, error) {
	trail, err := c.Memory.Trail(ctx, ref)
	if err != nil {
		return Entry{}, unread(err)
	}
	for i, a := range slices.Backward(trail) {
		if a.Act != act || a.Revision != d.Revision || a.Text != d.Text || a.Digest != d.Digest || act == actSigned && !a.At.Equal(d.At) {
			continue
		}
		e, err := c.Memory.Entry(ctx, ref, i+1)
		if err != nil && !errors.Is(err, ErrAbsent) {
			return Entry{}, unread(err)
		}
		e.Audit, e.Number = a, i+1
		if e.Broken || e.Position > 0 && !e.records(d) { // a version that linked nothing knew less
			break
		}
		return e, nil
	}
	return Entry{}, NewFault(FaultStale, "fault.receipt.changed", nil, nil)
}
