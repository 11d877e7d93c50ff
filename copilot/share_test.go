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
	if err := b.Share(b.ctx, d.Ref(), at(d), marc); err == nil {
		t.Error("Marc shared what he cannot see")
	}
	for range 3 {
		if err := b.Share(b.ctx, d.Ref(), at(d), lea); err != nil {
			t.Fatal(err)
		}
	}
	b.work(t, empty)
	shared := b.drafts(t)
	if len(shared) != 1 || shared[0].Private || shared[0].Latest().Digest != d.Latest().Digest {
		t.Fatalf("shared %+v", shared)
	}
	if !slices.ContainsFunc(b.chat.spots, func(s copilot.Spot) bool { return s.For.ID == "" && s.Place == channel }) {
		t.Error("it was not shown at the channel")
	}
	private := b.chat.last(t, "message-r1")
	if slices.ContainsFunc(private.Actions(), func(a copilot.Action) bool { return a.Act == copilot.ActShare }) {
		t.Error("the private card still offers to share")
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

// at is the revision that a click on the latest card carries.
func at(d copilot.Draft) copilot.Expect {
	return copilot.Expect{Revision: d.Latest().Number, Digest: d.Latest().Digest}
}

// Whoever cannot read the channel any more cannot share there either: they alone
// are told, and may try again when they can.
func TestShareNeedsReading(t *testing.T) {
	b, d := privately(t)
	shown := len(b.chat.spots)
	b.chat.forbids = true
	if err := b.Share(b.ctx, d.Ref(), at(d), lea); err != nil {
		t.Fatal(err)
	}
	b.work(t, empty)
	if shared := b.drafts(t); len(shared) != 0 || len(b.chat.spots) != shown {
		t.Errorf("%d drafts shared, %d cards shown, want none", len(shared), len(b.chat.spots)-shown)
	}
	if len(b.chat.told) != 1 {
		t.Errorf("told %q", b.chat.told)
	}
	b.chat.forbids = false
	if err := b.Share(b.ctx, d.Ref(), at(d), lea); err != nil {
		t.Fatal(err)
	}
	b.work(t, empty)
	if shared := b.drafts(t); len(shared) != 1 {
		t.Errorf("%d drafts shared at the second click", len(shared))
	}
}

// forgetful loses the name of a message, once.
type forgetful struct {
	copilot.Memory
	lost bool
}

func (m *forgetful) Posted(ctx context.Context, t copilot.Tenant, request, message string, fence copilot.Fence) error {
	if !m.lost && strings.HasPrefix(request, "share:") {
		m.lost = true
		return errors.New("the store went away")
	}
	return m.Memory.Posted(ctx, t, request, message, fence)
}

// P5: when nobody knows whether the shared card was made, the chat is asked to look
// for it before it makes another.
func TestSharedCardIsLookedFor(t *testing.T) {
	b, d := privately(t)
	b.Memory = &forgetful{Memory: b.store}
	if err := b.Share(b.ctx, d.Ref(), at(d), lea); err != nil {
		t.Fatal(err)
	}
	b.work(t, empty)
	var looked []bool
	for _, spot := range b.chat.spots {
		if strings.HasPrefix(spot.Key, "share:") && spot.Message == "" {
			looked = append(looked, spot.Again)
		}
	}
	if len(looked) < 2 || slices.Contains(looked[1:], false) {
		t.Errorf("shown without a message, looking first: %v", looked)
	}
}

// P2: what is shared is what was clicked, and what was withdrawn is not shared.
func TestShareIsOfTheTextThatWasClicked(t *testing.T) {
	b, d := privately(t)
	stale := func(e copilot.Expect) {
		t.Helper()
		err := b.Share(b.ctx, d.Ref(), e, lea)
		if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Kind != copilot.FaultStale {
			t.Errorf("sharing %v gives %v", e, err)
		}
	}
	stale(copilot.Expect{Revision: 1, Digest: "another"})
	stale(copilot.Expect{Revision: 2, Digest: d.Latest().Digest})
	_, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.Withdraw, Person: lea})
	if err != nil {
		t.Fatal(err)
	}
	stale(at(d))
	b.work(t, empty)
	if shared := b.drafts(t); len(shared) != 0 {
		t.Errorf("%d drafts shared", len(shared))
	}
}

// P6: a follow-up in words is about what as many people see as will see the answer.
func TestFollowUpsKeepTheirAudience(t *testing.T) {
	b, d := privately(t)
	ask := func(id string, private bool) {
		b.accept(t, copilot.Request{ID: id, Command: "summarize", Place: channel, Person: lea, Text: "shorter", Time: time.Now(), Private: private})
		b.work(t, empty)
	}
	ask("aloud", false)
	d, err := b.Draft(b.ctx, d.Ref())
	if err != nil || len(d.Revisions) != 1 {
		t.Errorf("the private draft has %d revisions, one of them before everybody: %v", len(d.Revisions), err)
	}
	public := b.drafts(t)
	if len(public) != 1 {
		t.Fatalf("%d public drafts", len(public))
	}
	ask("quietly", true)
	now, err := b.Draft(b.ctx, public[0].Ref())
	if err != nil || len(now.Revisions) != 1 {
		t.Errorf("the public draft has %d revisions, one of them before Léa alone: %v", len(now.Revisions), err)
	}
}

// P6: to whom a private draft is not shown, it is not there.
func TestPrivateCannotBeTouchedByOthers(t *testing.T) {
	b, d := privately(t)
	_, edit := b.Edit(b.ctx, d.Ref(), copilot.Edit{Expect: at(d), Texts: []string{"mine now"}, Person: marc, Request: "e1"})
	for name, err := range map[string]error{
		"edit":      edit,
		"follow up": b.Click(b.ctx, d.Ref(), copilot.Click{Act: copilot.ActFollowUp, Expect: at(d), Person: marc, Request: "f1", Form: map[string]string{"text": "shorter"}}),
		"share":     b.Click(b.ctx, d.Ref(), copilot.Click{Act: copilot.ActShare, Expect: at(d), Person: marc}),
	} {
		if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Kind != copilot.FaultAbsent {
			t.Errorf("%s by somebody else: %v", name, err)
		}
	}
}

// A decision that stands but cannot be shown is said to the person who made it.
func TestUnshownDecisionIsTold(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.marcSigns(t)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	d := b.drafts(t)[0]
	b.chat.showErr = errors.New("the platform is away")
	_, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.Approve, Person: marc})
	if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Key != "fault.unshown" {
		t.Errorf("approving gives %v", err)
	}
	if d, err = b.Draft(b.ctx, d.Ref()); err != nil || d.State() != copilot.Approved {
		t.Errorf("the draft is %s, %v", d.State(), err)
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

// A card whose revision was overtaken says so, and names nobody who could sign it.
func TestOvertakenCardSaysSo(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.marcSigns(t)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	d := b.drafts(t)[0]
	b.accept(t, copilot.Request{ID: "r2", Place: channel, Person: lea, Text: "say Tuesday", Draft: d.ID, Time: time.Now()})
	_, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{
		Revision: 1, Digest: d.Latest().Digest, Verdict: copilot.RequestChanges, Reason: "on Tuesday", Person: marc,
	})
	if err != nil {
		t.Fatal(err)
	}
	b.Writer = writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{Text: "=== fact\nWe open on Tuesday.", Writer: "echo"}, nil
	})
	b.work(t, empty)
	card := b.chat.last(t, "message-r1")
	var stamped, named bool
	for _, block := range card.Blocks() {
		stamped = stamped || block.Kind == copilot.BlockStamp && strings.Contains(block.Text, "Superseded")
		named = named || block.Kind == copilot.BlockSignOff
	}
	if !stamped || named || len(card.Actions()) > 0 {
		t.Errorf("stamped %v, names who may sign %v, %d actions: %s", stamped, named, len(card.Actions()), said(card))
	}
}

// A link that people said in the conversation is not repeated in its summary, and
// is no doubt either.
func TestLinksOfTheConversationAreNoDoubt(t *testing.T) {
	b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{Text: "=== tldr\n- The page is https://events.example.org/spring. [m1]\n- See https://evil.example/x [m1]\n", Writer: "echo"}, nil
	}))
	b.chat.lines = []copilot.Line{{ID: "1", Author: "Ana", Text: "The page is https://events.example.org/spring", Time: time.Now()}}
	b.accept(t, copilot.Request{ID: "r1", Command: "summarize", Place: channel, Person: lea, Time: time.Now()})
	b.work(t, empty)
	var hosts []string
	d, err := b.Draft(b.ctx, b.drafts(t)[0].Ref())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Latest().Findings {
		if f.Code == "link_removed" {
			hosts = append(hosts, f.Args["host"])
		}
	}
	if !slices.Equal(hosts, []string{"evil.example"}) {
		t.Errorf("doubted links to %v", hosts)
	}
}
