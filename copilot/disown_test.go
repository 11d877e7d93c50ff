package copilot_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestDisownedClicksAreOnRecord: a click that came from no button of ours is on record
// with the draft as it is, in our words and in none of the forger's.
func TestDisownedClicksAreOnRecord(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.marcSigns(t)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	d := b.drafts(t)[0]
	for _, act := range []copilot.Act{copilot.ActApprove, "signed by everybody"} {
		k := copilot.Click{Act: act, Expect: copilot.Expect{Revision: 7, Digest: "0f"}, Person: marc}
		err := b.Disown(b.ctx, d.Ref(), k)
		fault, _ := errors.AsType[*copilot.Fault](err)
		if fault == nil || fault.Key != "fault.forged" || fault.Kind != copilot.FaultForbidden {
			t.Errorf("%q: %v", act, err)
		}
		k.Person = lea
		if err := b.Disown(b.ctx, copilot.Ref{Tenant: d.Ref().Tenant, Draft: "gone"}, k); !errors.As(err, &fault) || fault.Key != "fault.forged" {
			t.Errorf("of no draft, %q: %v", act, err)
		}
	}
	trail, err := b.Trail(b.ctx, d.Ref())
	if err != nil || len(trail) != 3 {
		t.Fatalf("%d entries (%v), want 3", len(trail), err)
	}
	for n, want := range map[int]string{1: "“Approve”", 2: "“Something no card offers”"} {
		a := trail[n]
		if a.Act != "refused" || a.Person.ID != marc.ID || a.Revision != 1 || a.Digest != d.Latest().Digest {
			t.Errorf("on record is %+v", a)
		}
		if said := a.Sentence("en"); !strings.Contains(said, want) || !strings.Contains(said, "not a button of the card") {
			t.Errorf("the record says %q", said)
		}
	}
	if now := b.drafts(t)[0]; now.State() != copilot.Pending {
		t.Errorf("it is %s", now.State())
	}
}

// TestShownAgain: the card of a draft, or that a request was given up, stands in the
// message that it stood in.
func TestShownAgain(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	shown := len(b.chat.cards["message-r1"])
	if err := b.ShowAgain(b.ctx, b.drafts(t)[0].Ref(), ""); err != nil {
		t.Fatal(err)
	}
	if now := len(b.chat.cards["message-r1"]); now != shown+1 {
		t.Errorf("shown %d times more", now-shown)
	}
	err := b.ShowAgain(b.ctx, copilot.Ref{Tenant: channel.Tenant()}, "r1")
	if fault, _ := errors.AsType[*copilot.Fault](err); fault == nil || fault.Kind != copilot.FaultAbsent {
		t.Errorf("what was not given up: %v", err)
	}
}
