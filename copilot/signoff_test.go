package copilot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// P3: fail closed. No approver, a stranger, the author, roles that cannot be
// read, and a role that may.
func TestWhoMaySignOff(t *testing.T) {
	byRole := copilot.Profile{Approvers: []copilot.Approver{{Role: true, ID: "managers", Name: "Managers"}}}
	for name, c := range map[string]struct {
		profile  copilot.Profile
		person   copilot.Person
		rolesErr error
		want     string // the fault's key; empty when it is allowed
	}{
		"nobody set":     {copilot.Profile{}, marc, nil, "fault.approver.nobody"},
		"somebody else":  {copilot.Profile{Approvers: []copilot.Approver{{ID: "zoe", Name: "Zoé"}}}, marc, nil, "fault.approver.other"},
		"empty id":       {copilot.Profile{Approvers: []copilot.Approver{{ID: "", Name: "?"}}}, copilot.Person{Platform: "test"}, nil, "fault.approver.other"},
		"the author":     {byRole, lea, nil, "fault.approver.self"},
		"author allowed": {copilot.Profile{Approvers: byRole.Approvers, SelfSignOff: true}, lea, nil, ""},
		"roles unknown":  {byRole, marc, errors.New("api down"), "fault.approver.roles"},
		"by role":        {byRole, marc, nil, ""},
		"by name":        {copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc"}}}, marc, nil, ""},
	} {
		b := newBench(t, writerFunc(echo))
		if err := b.SetProfile(b.ctx, channel, c.profile); err != nil {
			t.Fatal(err)
		}
		b.accept(t, draftRequest("r1", "We open on Monday"))
		b.work(t, empty)
		b.chat.rolesErr = c.rolesErr
		d := b.drafts(t)[0]
		got, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.Approve, Person: c.person})
		fault, _ := errors.AsType[*copilot.Fault](err)
		switch {
		case c.want == "" && (err != nil || got.State() != copilot.Approved):
			t.Errorf("%s: refused: %v", name, err)
		case c.want != "" && (fault == nil || fault.Key != c.want):
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
		trail, err := b.Trail(b.ctx, d.Ref())
		if err != nil || len(trail) != 2 {
			t.Errorf("%s: %d audit entries (%v), want 2: refusals are on record too", name, len(trail), err)
		}
	}
}

// What a reviewer is to look at does not keep a text from being signed: the button says
// how much of it there is, and the click is on record as having seen it.
func TestSignOffAcknowledgesFindings(t *testing.T) {
	doubtful := func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{Text: "=== fact\nWe open on Monday, with 4,000 guests and Zoé Lambert.", Writer: "echo"}, nil
	}
	b := newBench(t, writerFunc(doubtful))
	b.marcSigns(t)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	d := b.drafts(t)[0]
	n := len(d.Latest().Findings)
	label := b.chat.last(t, "message-r1").Actions()[0].Label
	if want := fmt.Sprintf("Approve, %d things seen", n); n < 2 || label != want {
		t.Errorf("the button says %q, want %q", label, want)
	}
	signed, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.Approve, Person: marc})
	if err != nil || signed.Latest().Decision.Acknowledged != n {
		t.Fatalf("%+v, %v", signed.Latest().Decision, err)
	}
	trail, err := b.Trail(b.ctx, d.Ref())
	if err != nil || len(trail) != 2 || trail[1].Acknowledged != n {
		t.Fatalf("on record: %+v, %v", trail, err)
	}
	for _, said := range []string{said(b.chat.last(t, "message-r1")), trail[1].Sentence("en")} {
		if !strings.Contains(said, fmt.Sprintf("%d things to check were seen", n)) {
			t.Errorf("nothing is said of them: %s", said)
		}
	}
}

// What is acknowledged is what there is to check in the version that is signed: as many
// things as its card lists.
func TestSignOffAcknowledgesTheVersionSigned(t *testing.T) {
	for version, want := range map[int]string{1: "1 thing to check was seen", 2: "3 things to check were seen"} {
		b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
			return copilot.Answer{Text: "=== fact\nWe open on Monday, with 4,000 guests.\n=== story\nWe open on Monday, with 5,000 guests and Zoé Lambert.", Writer: "echo"}, nil
		}))
		b.marcSigns(t)
		r := draftRequest("r1", "We open on Monday")
		r.Options = map[string]string{"variants": "2"}
		b.accept(t, r)
		b.work(t, empty)
		d := b.drafts(t)[0]
		_, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Variant: version, Verdict: copilot.Approve, Person: marc})
		mustDo(t, err)
		listed := 0
		card := b.chat.last(t, "message-r1")
		for _, block := range card.Blocks() {
			if block.Kind == copilot.BlockFindings {
				listed = len(block.Items)
			}
		}
		if words := said(card); listed != 2*version-1 || !strings.Contains(words, want) {
			t.Errorf("version %d: %d listed, the card says\n%s", version, listed, words)
		}
	}
}

// P2: a click that carries another revision or digest changes nothing.
func TestStaleClicksChangeNothing(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.marcSigns(t)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	d := b.drafts(t)[0]
	digest := d.Latest().Digest
	for name, decision := range map[string]copilot.Decision{
		"other digest":   {Revision: 1, Digest: strings.Repeat("0", 64)},
		"no digest":      {Revision: 1},
		"later revision": {Revision: 2, Digest: digest},
		"no revision":    {Digest: digest},
	} {
		decision.Verdict, decision.Person = copilot.Approve, marc
		_, err := b.Decide(b.ctx, d.Ref(), decision)
		if fault, ok := errors.AsType[*copilot.Fault](err); !ok || fault.Kind != copilot.FaultStale {
			t.Errorf("%s: %v", name, err)
		}
	}
	now, err := b.Draft(b.ctx, d.Ref())
	if err != nil || now.State() != copilot.Pending {
		t.Errorf("state is %s, %v", now.State(), err)
	}
}

// P6: a draft of one channel is not there in another, nor in another tenant.
func TestFollowUpsDoNotCrossChannels(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.accept(t, draftRequest("r1", "canary 4711 opens on Monday"))
	b.work(t, empty)
	d := b.drafts(t)[0]
	elsewhere := channel
	elsewhere.Channel = "other"
	b.accept(t, copilot.Request{ID: "r2", Place: elsewhere, Person: lea, Text: "shorter", Draft: d.ID, Time: time.Now()})
	b.work(t, empty)
	if s := said(b.chat.last(t, "message-r2")); strings.Contains(s, "4711") || !strings.Contains(s, "not here") {
		t.Errorf("shown elsewhere: %s", s)
	}
	foreign := copilot.Ref{Tenant: copilot.Tenant{Platform: "test", Workspace: "x"}, Draft: d.ID}
	if _, err := b.Draft(b.ctx, foreign); err == nil {
		t.Error("another tenant can read the draft")
	}
}

// P3: what a channel said before there were bounds keeps nobody an approver; to make it
// longer still is refused.
func TestOldSettingsKeepNoApproverIn(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	old := copilot.Profile{Audience: strings.Repeat("a", 3_000), Approvers: []copilot.Approver{{ID: "zoe", Name: "Zoé"}}}
	if err := b.store.SetProfile(b.ctx, channel, old); err != nil {
		t.Fatal(err)
	}
	without := old
	without.Approvers = nil
	if err := b.SetProfile(b.ctx, channel, without); err != nil {
		t.Errorf("an approver stays: %v", err)
	}
	without.Audience += "b"
	if fault, ok := errors.AsType[*copilot.Fault](b.SetProfile(b.ctx, channel, without)); !ok || fault.Kind != copilot.FaultInput {
		t.Errorf("a longer audience: %v", fault)
	}
}
