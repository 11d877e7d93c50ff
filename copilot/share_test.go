package copilot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// minutes is a writer of summaries.
func minutes(context.Context, copilot.Prompt) (copilot.Answer, error) {
	return copilot.Answer{Text: "=== tldr\n- We open on Monday. [m1]\n", Writer: "echo"}, nil
}

// privately has Léa summarize the channel for herself.
func privately(t *testing.T) (*bench, copilot.Draft) {
	t.Helper()
	b := newBench(t, writerFunc(minutes))
	b.chat.lines = []copilot.Line{{ID: "1", Author: "Ana", Text: "We open on Monday.", Time: time.Now()}}
	approvers := []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}}
	if err := b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: approvers}); err != nil {
		t.Fatal(err)
	}
	b.accept(t, copilot.Request{ID: "r1", Command: "summarize", Place: channel, Person: lea, Time: time.Now(), Private: true})
	b.work(t, empty)
	mine, err := b.Drafts(b.ctx, copilot.Filter{Tenant: channel.Tenant(), For: lea})
	if err != nil || len(mine) != 1 {
		t.Fatalf("Léa's drafts: %d, %v", len(mine), err)
	}
	d, err := b.Draft(b.ctx, mine[0].Ref())
	if err != nil {
		t.Fatal(err)
	}
	return b, d
}

// P6: a private answer is shown to the person who asked, listed to nobody else,
// not told to the writer for somebody else, and cannot be signed.
func TestPrivateIsForOneAlone(t *testing.T) {
	b, d := privately(t)
	for _, spot := range b.chat.spots {
		if !spot.For.Same(lea) {
			t.Errorf("shown at %+v, want to Léa alone", spot)
		}
	}
	if others := b.drafts(t); len(others) != 0 {
		t.Errorf("%d private drafts are listed to others", len(others))
	}
	_, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.Approve, Person: marc})
	if fault, ok := errors.AsType[*copilot.Fault](err); !ok || fault.Key != "fault.private" {
		t.Errorf("approving gives %v", err)
	}
	b.accept(t, copilot.Request{ID: "r2", Command: "summarize", Place: channel, Person: marc, Text: "shorter", Time: time.Now(), Private: true})
	b.work(t, empty)
	d, err = b.Draft(b.ctx, d.Ref())
	if err != nil || len(d.Revisions) != 1 {
		t.Errorf("Marc's “shorter” revised Léa's private draft: %d revisions, %v", len(d.Revisions), err)
	}
}

// Sharing makes a draft of the very same text before everybody, once, and only
// by whoever it was for.
func TestShare(t *testing.T) {
	b, d := privately(t)
	if err := b.Share(b.ctx, d.Ref(), marc); err == nil {
		t.Error("Marc shared what he cannot see")
	}
	for range 3 {
		if err := b.Share(b.ctx, d.Ref(), lea); err != nil {
			t.Fatal(err)
		}
	}
	b.work(t, empty)
	shared := b.drafts(t)
	if len(shared) != 1 || shared[0].Private || shared[0].Latest().Digest != d.Latest().Digest {
		t.Fatalf("shared %+v", shared)
	}
	if last := b.chat.spots[len(b.chat.spots)-1]; last.For.ID != "" || last.Place != channel {
		t.Errorf("shared at %+v, want at the channel", last)
	}
	card := b.chat.last(t, "message-"+shared[0].Latest().Request)
	may := func(act copilot.Act) bool {
		return slices.ContainsFunc(card.Actions(), func(a copilot.Action) bool { return a.Act == act })
	}
	if !may(copilot.ActApprove) || may(copilot.ActShare) {
		t.Errorf("the shared card offers %v", card.Actions())
	}
	trail, err := b.Trail(b.ctx, shared[0].Ref())
	if err != nil || len(trail) != 1 || trail[0].Act != "shared" {
		t.Errorf("audit %+v, %v", trail, err)
	}
}

// Whoever cannot read the channel any more cannot share there either.
func TestShareNeedsReading(t *testing.T) {
	b, d := privately(t)
	b.chat.forbids = true
	if err := b.Share(b.ctx, d.Ref(), lea); err != nil {
		t.Fatal(err)
	}
	b.work(t, empty)
	if shared := b.drafts(t); len(shared) != 0 {
		t.Error("shared all the same")
	}
}

// P4: where a place takes no message, the person is told what happened instead.
func TestFailureIsToldWhereNothingCanBeShown(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.chat.showErr = copilot.NewFault(copilot.FaultForbidden, "fault.conversation.forbidden", nil, nil)
	b.chat.locale = "fr"
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	if len(b.chat.told) != 1 || !strings.Contains(b.chat.told[0], "We open on Monday") ||
		!strings.Contains(b.chat.told[0], b.chat.showErr.(*copilot.Fault).Sentence("fr")) {
		t.Errorf("told %q", b.chat.told)
	}
}

// A request about one message reads that message, and keeps only its id.
func TestAbout(t *testing.T) {
	var asked copilot.Prompt
	b := newBench(t, writerFunc(func(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
		asked = p
		return copilot.Answer{Text: "=== fact\nWe refund you by Friday.", Writer: "echo"}, nil
	}))
	b.chat.lines = []copilot.Line{{ID: "7", Author: "Ana", Text: "Where is my refund?", Time: time.Now()}}
	r := draftRequest("r1", "say sorry, refund by Friday")
	r.About = "7"
	b.accept(t, r)
	b.work(t, empty)
	if len(asked.Lines) != 1 || asked.Lines[0].Text != "Where is my refund?" || !strings.Contains(asked.User, "Where is my refund?") {
		t.Errorf("the writer was told %+v", asked.Lines)
	}
	d := b.drafts(t)[0]
	if d.About != "7" || strings.Contains(d.Brief, "refund?") {
		t.Errorf("kept %+v", d)
	}
	if got := b.chat.readings[0]; got.Only != "7" || !got.For.Same(lea) {
		t.Errorf("read %+v", got)
	}
}
