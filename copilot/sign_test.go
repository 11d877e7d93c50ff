package copilot_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// twoVersions answers with two.
func twoVersions(context.Context, copilot.Prompt) (copilot.Answer, error) {
	return copilot.Answer{Text: "=== fact\nWe open on Monday.\n=== story\nCome in on Monday.", Writer: "echo"}, nil
}

func person(id, name string) copilot.Person {
	return copilot.Person{Platform: "test", ID: id, Name: name, Locale: "en"}
}

func named(people ...copilot.Person) []copilot.Approver {
	var all []copilot.Approver
	for _, p := range people {
		all = append(all, copilot.Approver{ID: p.ID, Name: p.Name})
	}
	return all
}

var (
	bea  = person("bea", "Bea")
	carl = person("carl", "Carl")
)

// pending is a draft of lea's in a channel that signs off as the profile says.
func (b *bench) pending(t *testing.T, p copilot.Profile) copilot.Draft {
	t.Helper()
	mustDo(t, b.SetProfile(b.ctx, channel, p))
	r := draftRequest("r1", "We open on Monday")
	b.accept(t, r)
	b.work(t, empty)
	return b.drafts(t)[0]
}

// word gives a verdict on the latest revision as it was read, and returns the key of the
// fault, "" for none.
func (b *bench) word(t *testing.T, d copilot.Draft, who copilot.Person, v copilot.Verdict) (copilot.Draft, string) {
	t.Helper()
	got, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{
		Revision: d.Latest().Number, Digest: d.Latest().Digest, Verdict: v, Person: who, Reason: "because",
	})
	fault, ok := errors.AsType[*copilot.Fault](err)
	if err != nil && !ok {
		t.Fatal(err)
	}
	if fault == nil {
		return got, ""
	}
	return got, fault.Key
}

// lastEntry is what went on record last of a draft.
func (b *bench) lastEntry(t *testing.T, d copilot.Draft) copilot.Audit {
	t.Helper()
	trail, err := b.Trail(b.ctx, d.Ref())
	mustDo(t, err)
	return trail[len(trail)-1]
}

// P3: where a text needs several signatures, one that is not the last moves nothing, and
// says so; nobody gives two; the last one moves it, and all are named.
func TestSeveralSign(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	d := b.pending(t, copilot.Profile{Approvers: named(ana, bea, carl), Authority: copilot.Authority{Signatures: 2}})
	if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "Needs 2 signatures") || !strings.Contains(s, "Ana, Bea, Carl") {
		t.Errorf("the card says\n%s", s)
	}
	got, fault := b.word(t, d, ana, copilot.Approve)
	if fault != "" || got.State() != copilot.Pending {
		t.Fatalf("the first of two: %s, %q", got.State(), fault)
	}
	card := b.chat.last(t, "message-r1")
	if s := said(card); !strings.Contains(s, "1 of 2 signatures: Ana (") || !strings.HasPrefix(s, copilot.Label("en")) {
		t.Errorf("the card says\n%s", s)
	}
	if _, fault := b.word(t, d, ana, copilot.Approve); fault != "fault.approver.twice" || b.lastEntry(t, d).Why != "approver.twice" {
		t.Errorf("signed twice: %q", fault)
	}
	got, fault = b.word(t, d, bea, copilot.Approve)
	if fault != "" || got.State() != copilot.Approved {
		t.Fatalf("the last of two: %s, %q", got.State(), fault)
	}
	for _, want := range []string{"signed off by Ana, Bea", "Signed off by Bea", "after Ana ("} {
		if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, want) {
			t.Errorf("the card does not say %q:\n%s", want, s)
		}
	}
	if _, fault := b.word(t, d, carl, copilot.Approve); fault != "fault.stale.decided" {
		t.Errorf("a third is told %q", fault)
	}
	receipt, err := b.Receipt(b.ctx, d.Ref(), "en")
	if err != nil || len(receipt.Before) != 1 || !receipt.Before[0].Person.Same(ana) || receipt.Before[0].Entry.Position == 0 {
		t.Errorf("the receipt names %+v, %v", receipt.Before, err)
	}
}

// P2: signatures are of one text. A new revision has none of them, and another version is
// not signed beside.
func TestSignaturesAreOfOneText(t *testing.T) {
	b := newBench(t, writerFunc(again))
	d := b.pending(t, copilot.Profile{Approvers: named(ana, bea, marc), Authority: copilot.Authority{Signatures: 2}})
	_, fault := b.word(t, d, ana, copilot.Approve)
	if fault != "" {
		t.Fatal(fault)
	}
	edited := b.edit(t, d, "Another text, by hand.")
	got, fault := b.word(t, edited, bea, copilot.Approve)
	if fault != "" || got.State() != copilot.Pending || len(got.Latest().Standing()) != 1 {
		t.Fatalf("after an edit one signature is %s, %q", got.State(), fault)
	}
	if _, fault := b.word(t, d, carl, copilot.Approve); fault == "" {
		t.Error("the text before is signed")
	}
}

func TestSignaturesAreOfOneVersion(t *testing.T) {
	b := newBench(t, writerFunc(twoVersions))
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: named(ana, bea), Authority: copilot.Authority{Signatures: 2}}))
	r := draftRequest("r1", "We open on Monday")
	r.Options = map[string]string{"variants": "2"}
	b.accept(t, r)
	b.work(t, empty)
	d := b.drafts(t)[0]
	sign := func(who copilot.Person, variant int) (copilot.Draft, error) {
		return b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Variant: variant, Verdict: copilot.Approve, Person: who})
	}
	_, err := sign(ana, 2)
	mustDo(t, err)
	_, err = sign(bea, 1)
	if fault, ok := errors.AsType[*copilot.Fault](err); !ok || fault.Key != "fault.variant.signed" {
		t.Errorf("another version: %v", err)
	}
	if offered := b.chat.last(t, "message-r1").Actions()[0].Form[0].Options; len(offered) != 1 || offered[0].Value != "2" {
		t.Errorf("the card offers %v", offered)
	}
	got, err := sign(bea, 2)
	if err != nil || got.State() != copilot.Approved || got.Latest().Decision.Variant != 2 {
		t.Errorf("the same version: %s, %v", got.State(), err)
	}
}

// P3: who signed first is checked again when the last one hands the text over. A signature
// that does not count any more is struck, on record, and said; one that nobody can check
// refuses the last.
func TestSignaturesAreCheckedAgain(t *testing.T) {
	two := copilot.Profile{Approvers: named(ana, bea, carl), Authority: copilot.Authority{Signatures: 2}}
	t.Run("taken off", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, two)
		_, _ = b.word(t, d, ana, copilot.Approve)
		without := two
		without.Approvers = named(bea, carl)
		mustDo(t, b.SetProfile(b.ctx, channel, without))
		got, fault := b.word(t, d, bea, copilot.Approve)
		if fault != "" || got.State() != copilot.Pending || len(got.Latest().Standing()) != 1 {
			t.Fatalf("%s, %q, %+v", got.State(), fault, got.Latest().Signatures)
		}
		if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "The signature of Ana does not count any more: not an approver") || !strings.Contains(s, "1 of 2 signatures: Bea") {
			t.Errorf("the card says\n%s", s)
		}
		trail, err := b.Trail(b.ctx, d.Ref())
		mustDo(t, err)
		struck := trail[len(trail)-2]
		if struck.Act != "struck" || !struck.Person.Same(ana) || struck.Why != "approver.other" || !strings.Contains(struck.Sentence("en"), "struck (not an approver)") {
			t.Errorf("on record: %+v", struck)
		}
		if got, fault := b.word(t, d, carl, copilot.Approve); fault != "" || got.State() != copilot.Approved {
			t.Errorf("two that count: %s, %q", got.State(), fault)
		}
	})
	t.Run("lost authority on the platform", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, two)
		_, _ = b.word(t, d, ana, copilot.Approve)
		b.chat.roleErrs = map[string]error{"ana": copilot.NewFault(copilot.FaultForbidden, "fault.approver.gone", nil, nil)}
		got, fault := b.word(t, d, bea, copilot.Approve)
		if fault != "" || got.State() != copilot.Pending || got.Latest().Signatures[0].Struck != "approver.gone" {
			t.Errorf("%s, %q, %+v", got.State(), fault, got.Latest().Signatures)
		}
	})
	t.Run("denied the bot meanwhile", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, two)
		_, _ = b.word(t, d, ana, copilot.Approve)
		b.Admission = copilot.Admission{Deny: patterns(t, "test:w:@"+ana.ID)}
		got, fault := b.word(t, d, bea, copilot.Approve)
		if fault != "" || got.State() != copilot.Pending || got.Latest().Signatures[0].Struck != "denied.person" {
			t.Errorf("%s, %q, %+v", got.State(), fault, got.Latest().Signatures)
		}
	})
	t.Run("cannot be checked", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, two)
		_, _ = b.word(t, d, ana, copilot.Approve)
		b.chat.roleErrs = map[string]error{"ana": errors.New("api down")}
		got, fault := b.word(t, d, bea, copilot.Approve)
		entry := b.lastEntry(t, d)
		if fault != "fault.approver.again" || entry.Why != "approver.again" || !entry.Person.Same(bea) {
			t.Errorf("%s, %q, %+v", got.State(), fault, entry)
		}
		if now := b.now(t, d); now.State() != copilot.Pending || len(now.Latest().Standing()) != 1 {
			t.Errorf("moved: %s, %+v", now.State(), now.Latest().Signatures)
		}
		b.chat.roleErrs = nil
		if got, fault := b.word(t, d, bea, copilot.Approve); fault != "" || got.State() != copilot.Approved {
			t.Errorf("once it can: %s, %q", got.State(), fault)
		}
	})
	t.Run("not on record", func(t *testing.T) {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, two)
		_, version, err := b.store.Versioned(b.ctx, channel)
		mustDo(t, err)
		forged := copilot.Signature{Decision: copilot.Decision{
			Draft: d.ID, Revision: 1, Digest: d.Latest().Digest, Variant: 1, Text: d.Latest().Variants[0].Digest, Verdict: copilot.Approve, Person: ana, Step: 1,
		}}
		_, err = b.store.Sign(b.ctx, d.Ref(), at(d), []copilot.Signature{forged}, copilot.Audit{Draft: d.ID, Act: "other", Person: ana}, copilot.Seen{Place: channel, Profile: version})
		mustDo(t, err)
		got, fault := b.word(t, d, bea, copilot.Approve)
		if fault != "" || got.State() != copilot.Pending || got.Latest().Signatures[0].Struck != "signature.record" {
			t.Errorf("%s, %q, %+v", got.State(), fault, got.Latest().Signatures)
		}
	})
}

// P3: nothing lies between the check and the move. An approver who is taken off after they
// were checked is checked anew.
func TestTakenOffBetweenCheckAndMove(t *testing.T) {
	for name, signatures := range map[string]int{"the only one": 0, "the first of two": 2} {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, copilot.Profile{Approvers: named(ana, bea, carl), Authority: copilot.Authority{Signatures: signatures}})
		var once sync.Once
		b.chat.asked = func(copilot.Person) {
			once.Do(func() {
				mustDo(t, b.store.SetProfile(b.ctx, channel, copilot.Profile{Approvers: named(bea, carl), Authority: copilot.Authority{Signatures: signatures}}))
			})
		}
		_, fault := b.word(t, d, ana, copilot.Approve)
		if now := b.now(t, d); fault != "fault.approver.other" || now.State() != copilot.Pending || len(now.Latest().Signatures) > 0 {
			t.Errorf("%s: %q, %s, %+v", name, fault, now.State(), now.Latest().Signatures)
		}
		if e := b.lastEntry(t, d); e.Act != "refused" || e.Why != "approver.other" {
			t.Errorf("%s: on record %+v", name, e)
		}
	}
}

// Steps are signed in their order, and whoever comes too early, or late, is told whose turn
// it is.
func TestStepsInOrder(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	d := b.pending(t, copilot.Profile{Authority: copilot.Authority{Steps: []copilot.Step{
		{Name: "Legal", Approvers: named(ana, bea), Signatures: 2}, {Name: "Brand lead", Approvers: named(carl, ana)},
	}}})
	if s := said(b.chat.last(t, "message-r1")); !strings.Contains(s, "1. Legal (2 of: Ana, Bea) · 2. Brand lead (one of: Carl, Ana)") {
		t.Errorf("the card says\n%s", s)
	}
	for i, c := range []struct {
		who   copilot.Person
		fault string
		state copilot.State
	}{
		{carl, "fault.approver.early", copilot.Pending},
		{ana, "", copilot.Pending},
		{carl, "fault.approver.early", copilot.Pending},
		{bea, "", copilot.Pending},
		{bea, "fault.approver.twice", copilot.Pending},
		{ana, "fault.approver.twice", copilot.Pending}, // named in the second step too: one person is one signature
		{marc, "fault.approver.other", copilot.Pending},
		{carl, "", copilot.Approved},
	} {
		_, fault := b.word(t, d, c.who, copilot.Approve)
		if now := b.now(t, d); fault != c.fault || now.State() != c.state {
			t.Fatalf("%d, %s: %q, %s", i, c.who.Name, fault, now.State())
		}
		if e := b.lastEntry(t, d); fault != "" && "fault."+e.Why != fault {
			t.Errorf("%d: on record %+v", i, e)
		}
	}
}

// Any approver ends a text that others have signed, and who may not does not.
func TestSignedIsStillRejected(t *testing.T) {
	for _, v := range []copilot.Verdict{copilot.Reject, copilot.RequestChanges, copilot.Withdraw} {
		b := newBench(t, writerFunc(echo))
		d := b.pending(t, copilot.Profile{Approvers: named(ana, bea), Authority: copilot.Authority{Signatures: 2}})
		_, _ = b.word(t, d, ana, copilot.Approve)
		if _, fault := b.word(t, d, carl, v); fault == "" {
			t.Errorf("%s by somebody else", v)
		}
		want, _ := v.Outcome()
		if got, fault := b.word(t, d, bea, v); fault != "" || got.State() != want {
			t.Errorf("%s: %s, %q", v, got.State(), fault)
		}
	}
}
