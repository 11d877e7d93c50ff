package copilot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// recalled are the words of the message that is deleted in these tests.
const recalled = "the sponsor pays 9000 euros"

// talked answers a summary of which one point rests on the first message alone and
// one on the first and the third.
func talked(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
	if p.Task != copilot.TaskSummarize {
		return copilot.Answer{Text: "=== fact\nWe open on Monday.", Writer: "echo"}, nil
	}
	if p.Length != "" {
		return copilot.Answer{Text: "=== tldr\n- Ana says " + recalled + ". [m1]\n- We open on Monday. [m2]\n", Writer: "echo"}, nil
	}
	return copilot.Answer{Text: "=== tldr\n- We open on Monday. [m2]\n=== decisions\n- Ana says " + recalled + ". [m1]\n- Two tables. [m1] [m3]\n", Writer: "echo"}, nil
}

// summarized has Léa summarize three messages in a channel of her own for a test.
func summarized(t *testing.T, b *bench, at copilot.Place, private bool) copilot.Draft {
	t.Helper()
	b.chat.lines = nil
	for i, words := range []string{recalled, "We open on Monday.", "Two tables."} {
		b.chat.lines = append(b.chat.lines, copilot.Line{ID: fmt.Sprint("l", i+1), Author: "Ana", Text: words, Time: time.Now()})
	}
	if err := b.SetProfile(b.ctx, at, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}}}); err != nil {
		t.Fatal(err)
	}
	id := fmt.Sprint("r-", at.Workspace, "-", at.Channel, "-", private)
	b.accept(t, copilot.Request{ID: id, Command: "summarize", Place: at, Person: lea, Time: time.Now(), Private: private})
	b.work(t, empty)
	all, err := b.Drafts(b.ctx, copilot.Filter{Tenant: at.Tenant(), Channel: at.Channel, For: lea})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d drafts, %v", len(all), err)
	}
	return all[0]
}

func (b *bench) changed(t *testing.T, at copilot.Place, line string, gone bool) {
	t.Helper()
	if err := b.SourceChanged(b.ctx, at, line, gone); err != nil {
		t.Fatal(err)
	}
}

// now is the draft as it is kept.
func (b *bench) now(t *testing.T, d copilot.Draft) copilot.Draft {
	t.Helper()
	d, err := b.Draft(b.ctx, d.Ref())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// raw is everything the store gives away of a draft and of its channel's context.
func (b *bench) raw(t *testing.T, d copilot.Draft) string {
	t.Helper()
	var all []string
	for _, r := range b.now(t, d).Revisions {
		kept, err := copilot.EncodeRevision(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(kept))
	}
	recent, err := b.store.Recent(b.ctx, d.Place, 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range recent {
		kept, err := copilot.EncodeExchange(e)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(kept))
	}
	trail, err := b.Trail(b.ctx, d.Ref())
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, "\n") + fmt.Sprint(trail)
}

// whole is all that a card says.
func whole(c copilot.Card) string {
	s := said(c)
	for _, b := range c.Blocks() {
		for _, i := range b.Items {
			s += i.Text + "\n"
		}
	}
	return s
}

func decide(d copilot.Draft, r copilot.Revision, v copilot.Verdict) copilot.Decision {
	return copilot.Decision{Draft: d.ID, Revision: r.Number, Digest: r.Digest, Verdict: v, Person: marc, Reason: "no"}
}

// What rests on a deleted message alone is taken out of the draft, of its card and
// of every revision that is kept; the rest stays. However often it is told.
func TestDeletedIsTakenOut(t *testing.T) {
	for _, private := range []bool{false, true} {
		b := newBench(t, writerFunc(talked))
		first := summarized(t, b, channel, private)
		thread := channel
		thread.Thread = "t"
		for range 3 {
			b.changed(t, thread, "l1", true)
		}
		d := b.now(t, first)
		if raw := b.raw(t, d); strings.Contains(raw, recalled) || strings.Contains(raw, `"l1"`) || !strings.Contains(raw, "[a message was deleted]") {
			t.Errorf("private %v: the store holds\n%s", private, raw)
		}
		r := d.Latest()
		if len(d.Revisions) != 2 || r.State != copilot.Pending || len(r.Points) != 2 || len(r.Points[1].Cites) != 1 {
			t.Errorf("%d revisions, the latest %+v", len(d.Revisions), r)
		}
		if d.Revisions[0].Digest != first.Latest().Digest || d.Revisions[0].State != copilot.Superseded || r.Digest == first.Latest().Digest {
			t.Error("the first revision lost its digest, or the second has it")
		}
		card := whole(b.chat.last(t, "message-"+first.Latest().Request))
		if strings.Contains(card, recalled) || !strings.Contains(card, "A message that this rested on was deleted") || !strings.Contains(card, "Two tables.") {
			t.Errorf("the card says\n%s", card)
		}
		if len(b.chat.made) != 1 {
			t.Errorf("%d messages", len(b.chat.made))
		}
		trail, err := b.Trail(b.ctx, d.Ref())
		if err != nil || len(trail) != 2 || trail[1].Act != "source_deleted" {
			t.Fatalf("audit %+v, %v", trail, err)
		}
		for lang, want := range map[string]string{"en": "A cited message was deleted, revision 2", "fr": "Un message cité a été supprimé, révision 2"} {
			if got := trail[1].Sentence(lang); got != want {
				t.Errorf("the record says %q", got)
			}
		}
		_, err = b.Decide(b.ctx, d.Ref(), decide(d, first.Latest(), copilot.Approve))
		if fault, ok := errors.AsType[*copilot.Fault](err); !private && (!ok || fault.Kind != copilot.FaultStale) {
			t.Errorf("a click on the old revision gives %v", err)
		}
	}
}

// A draft of which nothing is left says so; nobody withdraws it.
func TestNothingIsLeft(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	d := summarized(t, b, channel, false)
	for _, line := range []string{"l1", "l2", "l3"} {
		b.changed(t, channel, line, true)
	}
	d = b.now(t, d)
	if d.State() != copilot.Pending || len(d.Latest().Points) != 1 || len(d.Latest().Findings) > 0 || len(d.Revisions) != 4 {
		t.Errorf("%d revisions, the latest %+v", len(d.Revisions), d.Latest())
	}
	for locale, want := range map[string]string{
		"en": "Every message this summary rested on was deleted.", "fr": "3 messages sur lesquels ceci reposait ont été supprimés",
	} {
		card, err := b.Card(b.ctx, d.Ref(), 0, locale)
		if err != nil || !strings.Contains(whole(card), want) {
			t.Errorf("%v, the card says\n%s", err, whole(card))
		}
	}
	if raw := b.raw(t, d); strings.Contains(raw, "Two tables") || strings.Contains(raw, "Monday") {
		t.Errorf("the store holds\n%s", raw)
	}
}

// A text that somebody edited by hand says nowhere what it rests on: the words are
// looked for.
func TestDeletedIsTakenOutOfEdits(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	d := summarized(t, b, channel, false)
	text := "In short: Ana says " + recalled + ". And more.\n- Ana says " + recalled + ".\n- We open on Monday."
	d, err := b.Edit(b.ctx, d.Ref(), copilot.Edit{
		Expect: copilot.Expect{Revision: 1, Digest: d.Latest().Digest}, Texts: []string{text}, Person: marc, Request: "e1",
	})
	if err != nil {
		t.Fatal(err)
	}
	b.changed(t, channel, "l1", true)
	b.changed(t, channel, "l1", true)
	d = b.now(t, d)
	if raw := b.raw(t, d); strings.Contains(raw, recalled) || !strings.Contains(raw, "And more.") || len(d.Revisions) != 3 {
		t.Errorf("%d revisions, the store holds\n%s", len(d.Revisions), raw)
	}
}

// Whatever was rejected is no record of a signature: its words go, too.
func TestDeletedIsTakenOutOfWhatWasRejected(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	d := summarized(t, b, channel, false)
	if _, err := b.Decide(b.ctx, d.Ref(), decide(d, d.Latest(), copilot.Reject)); err != nil {
		t.Fatal(err)
	}
	b.changed(t, channel, "l1", true)
	d = b.now(t, d)
	if raw := b.raw(t, d); strings.Contains(raw, recalled) || len(d.Revisions) != 1 || d.State() != copilot.Rejected {
		t.Errorf("%s, %d revisions, the store holds\n%s", d.State(), len(d.Revisions), raw)
	}
	if card := whole(b.chat.last(t, "message-"+d.Latest().Request)); strings.Contains(card, recalled) {
		t.Errorf("the card says\n%s", card)
	}
}

// What is signed is a record of what was signed: it keeps its exact text.
func TestSignedStaysAsItIs(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	d := summarized(t, b, channel, false)
	signed, err := b.Decide(b.ctx, d.Ref(), decide(d, d.Latest(), copilot.Approve))
	if err != nil {
		t.Fatal(err)
	}
	before, shown := b.raw(t, d), len(b.chat.spots)
	b.changed(t, channel, "l1", true)
	b.changed(t, channel, "l2", false)
	if after := b.raw(t, d); after != before || len(b.chat.spots) != shown || b.now(t, d).Latest().Digest != signed.Latest().Digest {
		t.Errorf("was\n%s\nis\n%s", before, after)
	}
}

// Reviewers are told of an edited message, once, until an answer cites it anew.
func TestEditedIsNoted(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	d := summarized(t, b, channel, false)
	first := d.Latest()
	for range 3 {
		b.changed(t, channel, "l1", false)
	}
	d = b.now(t, d)
	if len(d.Revisions) != 2 || d.Latest().Digest != first.Digest || d.State() != copilot.Pending {
		t.Fatalf("%d revisions, %s", len(d.Revisions), d.State())
	}
	if card := whole(b.chat.last(t, "message-"+first.Request)); strings.Count(card, "was edited after it was read") != 1 {
		t.Errorf("the card says\n%s", card)
	}
	_, err := b.Decide(b.ctx, d.Ref(), decide(d, first, copilot.Approve))
	if fault, ok := errors.AsType[*copilot.Fault](err); !ok || fault.Kind != copilot.FaultStale {
		t.Errorf("a click on the old revision gives %v", err)
	}
	b.changed(t, channel, "l2", false)
	if card := whole(b.chat.last(t, "message-"+first.Request)); strings.Count(card, "2 messages that this rests on were edited") != 1 {
		t.Errorf("after another message was edited the card says\n%s", card)
	}
	b.accept(t, copilot.Request{ID: "r2", Place: channel, Person: lea, Text: "shorter", Draft: d.ID, Time: time.Now()})
	b.work(t, empty)
	for range 2 {
		b.changed(t, channel, "l1", false)
	}
	d = b.now(t, d)
	if len(d.Revisions) != 5 || len(d.Latest().Notes) != 1 || d.Latest().Asked != "" {
		t.Errorf("%d revisions after a new answer, notes %+v", len(d.Revisions), d.Latest().Notes)
	}
	b.changed(t, channel, "l1", true)
	if raw := b.raw(t, d); strings.Contains(raw, recalled) {
		t.Errorf("edited, then deleted: the store holds\n%s", raw)
	}
}

// A message of the same id elsewhere is another, and most messages nobody cites.
func TestSourcesDoNotCross(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	places := []copilot.Place{channel, {Platform: "test", Workspace: "w", Channel: "c2"}, {Platform: "test", Workspace: "w2", Channel: "c"}}
	var drafts []copilot.Draft
	var before []string
	for _, at := range places {
		drafts = append(drafts, summarized(t, b, at, false))
	}
	for _, d := range drafts {
		before = append(before, b.raw(t, d))
	}
	b.changed(t, channel, "l1", true)
	b.changed(t, channel, "l9", true)
	b.changed(t, channel, "", true)
	for i, d := range drafts {
		if after := b.raw(t, d); (after == before[i]) != (i > 0) {
			t.Errorf("%+v: was\n%s\nis\n%s", d.Place, before[i], after)
		}
	}
}

// A store that does not answer is said, so that it is told again.
func TestSourceNeedsTheStore(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	summarized(t, b, channel, false)
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	fault, ok := errors.AsType[*copilot.Fault](b.SourceChanged(ctx, channel, "l1", true))
	if !ok || fault.Kind != copilot.FaultStore {
		t.Errorf("it says %v", fault)
	}
}

// A draft about a message goes on without it when it is deleted, and says so.
func TestAboutGoesOnWithoutItsMessage(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	b.chat.lines = []copilot.Line{{ID: "l1", Author: "Ana", Text: "When do you open?", Time: time.Now()}}
	r := draftRequest("r1", "Answer that we open on Monday")
	r.About = "l1"
	b.accept(t, r)
	b.work(t, empty)
	d := b.drafts(t)[0]
	b.changed(t, channel, "l1", true)
	b.changed(t, channel, "l1", false)
	if d := b.now(t, d); len(d.Revisions) != 1 {
		t.Fatalf("%d revisions of a draft that kept no words of it", len(d.Revisions))
	}
	b.chat.gone = true
	b.accept(t, copilot.Request{ID: "r2", Place: channel, Person: lea, Text: "for LinkedIn", Draft: d.ID, Time: time.Now()})
	b.work(t, empty)
	d = b.now(t, d)
	if !slices.ContainsFunc(d.Latest().Notes, func(n copilot.Note) bool { return n.Key == "note.source.gone" }) || len(d.Revisions) != 2 {
		t.Errorf("%d revisions, notes %+v", len(d.Revisions), d.Latest().Notes)
	}
	r.ID = "r3" // asked anew, about a message that is not there
	b.accept(t, r)
	b.work(t, empty)
	if n := len(b.drafts(t)); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

// failing is a store whose Redact fails as often as it says.
type failing struct {
	copilot.Memory
	times int
}

// Redact is copilot.Memory.
func (f *failing) Redact(ctx context.Context, ref copilot.Ref, r copilot.Revision) error {
	if f.times--; f.times >= 0 {
		return errors.New("the connection was cut")
	}
	return f.Memory.Redact(ctx, ref, r)
}

// Cut short in the middle and told again, it does what is left.
func TestDeletedAgainAfterAFailure(t *testing.T) {
	b := newBench(t, writerFunc(talked))
	d := summarized(t, b, channel, false)
	b.Memory = &failing{b.Memory, 1}
	if err := b.SourceChanged(b.ctx, channel, "l1", true); err == nil {
		t.Fatal("the failure is not told")
	}
	b.changed(t, channel, "l1", true)
	if raw := b.raw(t, d); strings.Contains(raw, recalled) || len(b.now(t, d).Revisions) != 2 {
		t.Errorf("%d revisions, the store holds\n%s", len(b.now(t, d).Revisions), raw)
	}
	if card := whole(b.chat.last(t, "message-"+d.Latest().Request)); strings.Contains(card, recalled) {
		t.Errorf("the card says\n%s", card)
	}
}

// uncited is a store in which nothing cites or read anything, and that takes no other
// call.
type uncited struct {
	copilot.Memory
	looks int
}

// Citing is copilot.Memory.
func (u *uncited) Citing(context.Context, copilot.Place, string) ([]string, error) {
	u.looks++
	return nil, nil
}

// ForgetMinutes is copilot.Memory.
func (u *uncited) ForgetMinutes(context.Context, copilot.Place, string) error {
	u.looks++
	return nil
}

// Most messages nobody cites: each costs two looks at the store.
func TestUncitedCostsTwoLooks(t *testing.T) {
	u := &uncited{}
	c := copilot.New(copilot.Config{Memory: u})
	for i, gone := range []bool{true, false} {
		if err := c.SourceChanged(t.Context(), channel, "l1", gone); err != nil || u.looks != 2*(i+1) {
			t.Errorf("%v after %d looks", err, u.looks)
		}
	}
}
