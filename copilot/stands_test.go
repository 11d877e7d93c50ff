package copilot_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/check"
)

const soupBar = "Our soup bar opens on 3 May 2027 at noon, a bowl costs €6."

// again answers a follow-up with the text as it was.
func again(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
	words := soupBar
	if len(p.Previous) > 0 {
		words = p.Previous[0]
	}
	if p.Reason != "" && !strings.Contains(p.Reason, "instead") { // else nothing is new
		words += " Come in."
	}
	return copilot.Answer{Text: "=== fact\n" + words, Writer: "script", Model: "script-1"}, nil
}

// edit has Marc write other words by hand.
func (b *bench) edit(t *testing.T, d copilot.Draft, words string, tags ...string) copilot.Draft {
	t.Helper()
	d, err := b.Edit(b.ctx, d.Ref(), copilot.Edit{
		Expect: copilot.Expect{Revision: d.Latest().Number, Digest: d.Latest().Digest}, Texts: []string{words}, Hashtags: tags,
		Person: marc, Request: "edit-" + words + strings.Join(tags, ""),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// followUp asks for a revision in words.
func (b *bench) followUp(t *testing.T, d copilot.Draft, words string) copilot.Draft {
	t.Helper()
	b.accept(t, copilot.Request{ID: "f-" + words, Place: channel, Person: lea, Text: words, Draft: d.ID, Time: time.Now()})
	b.work(t, empty)
	return b.now(t, d)
}

func unsupported(r copilot.Revision) int {
	n := 0
	for _, f := range r.Findings {
		if f.Kind == check.Unsupported || f.Kind == check.Contradiction {
			n++
		}
	}
	return n
}

// What is doubted in an edit by hand is doubted in what follows up on it, until a person
// says in words that it is so, or somebody signs it.
func TestFollowUpsDoNotVouchForAnEdit(t *testing.T) {
	b := newBench(t, writerFunc(again))
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Approvers: []copilot.Approver{{ID: "marc", Name: "Marc Olivier"}}}))
	r := draftRequest("r1", soupBar)
	r.Options = map[string]string{"network": "linkedin", "variants": "1"}
	b.accept(t, r)
	b.work(t, empty)
	d := b.drafts(t)[0]
	if n := unsupported(d.Latest()); n != 0 {
		t.Fatalf("the brief itself is doubted: %+v", d.Latest().Findings)
	}
	d = b.edit(t, d, "Our soup bar opens on 5 May 2027 at noon, a bowl costs €9.")
	if n := unsupported(d.Latest()); n != 2 {
		t.Fatalf("the edit: %+v", d.Latest().Findings)
	}
	for _, words := range []string{"for X instead", "for Mastodon instead"} {
		if d = b.followUp(t, d, words); unsupported(d.Latest()) != 2 {
			t.Errorf("%s: %+v", words, d.Latest().Findings)
		}
	}
	if d = b.followUp(t, d, "Price is €9 and the date 5 May 2027"); unsupported(d.Latest()) != 0 {
		t.Errorf("what was said in words is doubted: %+v", d.Latest().Findings)
	}
	if d = b.followUp(t, d, "Price is €90"); unsupported(d.Latest()) != 0 {
		t.Errorf("what was said in words before is doubted: %+v", d.Latest().Findings)
	}
	d = b.edit(t, d, "Our soup bar opens on 7 May 2027 at noon, a bowl costs €9.")
	if _, err := b.Decide(b.ctx, d.Ref(), decide(d, d.Latest(), copilot.Approve)); err != nil {
		t.Fatal(err)
	}
	b.followUp(t, d, "for LinkedIn instead")
	for _, made := range b.drafts(t) {
		if made.ID != d.ID && unsupported(made.Latest()) != 0 {
			t.Errorf("what was signed is doubted: %+v", made.Latest().Findings)
		}
	}
	if len(b.drafts(t)) != 2 {
		t.Fatal("no draft follows up on the signed one")
	}
}

// A link that a person put into a text by hand is not taken out of what follows up on it.
func TestFollowUpsKeepTheLinksOfAnEdit(t *testing.T) {
	b := newBench(t, writerFunc(again))
	r := draftRequest("r1", soupBar)
	r.Options = map[string]string{"variants": "1"}
	b.accept(t, r)
	b.work(t, empty)
	d := b.edit(t, b.drafts(t)[0], soupBar+" See https://soup.example/may")
	if got := whole(mustCard(t, b, b.followUp(t, d, "for X instead"))); !strings.Contains(got, "https://soup.example/may") {
		t.Errorf("the card says\n%s", got)
	}
}

func mustCard(t *testing.T, b *bench, d copilot.Draft) copilot.Card {
	t.Helper()
	card, err := b.Card(b.ctx, d.Ref(), 0, "en")
	mustDo(t, err)
	return card
}

// mending takes the deleted words out of its first try itself, so that a note quotes them.
func mending(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
	words := "Ana says that the sponsor pays 9001 euros"
	if len(p.Doubts) > 0 {
		words = "Ana says " + recalled
	}
	return copilot.Answer{Text: "=== tldr\n- We open on Monday. [m2]\n- " + words + ". [m1]\n", Writer: "script", Model: "script-1"}, nil
}

// What a note quotes of a correction goes with the message, out of the revision that is
// put on top too, and out of one that an earlier version put there.
func TestNotesDoNotQuoteWhatIsDeleted(t *testing.T) {
	b := newBench(t, writerFunc(mending))
	d := summarized(t, b, channel, false)
	if raw := b.raw(t, d); !strings.Contains(raw, `"Changes"`) {
		t.Fatalf("nothing was corrected:\n%s", raw)
	}
	b.Memory = &failing{b.Memory, 1}
	if err := b.SourceChanged(b.ctx, channel, "l1", true); err == nil {
		t.Fatal("the failure is not told")
	}
	if top, err := copilot.EncodeRevision(b.now(t, d).Latest()); err != nil || strings.Contains(string(top), "9001") {
		t.Errorf("%v, put on top: %s", err, top)
	}
	b.changed(t, channel, "l1", true)
	if raw := b.raw(t, d); strings.Contains(raw, "9000") || strings.Contains(raw, "9001") || len(b.now(t, d).Revisions) != 2 {
		t.Errorf("the store holds\n%s", raw)
	}
	d = b.now(t, d)
	old := d.Latest()
	old.Notes = append(slices.Clone(old.Notes), copilot.Note{Key: "note.corrected", Args: map[string]any{"Count": 1, "Changes": []string{"9001", "9000"}}})
	mustDo(t, b.store.Redact(b.ctx, d.Ref(), old))
	b.changed(t, channel, "l1", true)
	if raw := b.raw(t, d); strings.Contains(raw, "9001") {
		t.Errorf("of an older version the store holds\n%s", raw)
	}
}

// A hashtag that a person types stays as it was typed, in capitals alone is an edit, and
// what stood there before still comes from where it did.
func TestHashtagsByHandStayAsTyped(t *testing.T) {
	b := newBench(t, writerFunc(func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		return copilot.Answer{Text: "=== fact\nThe soup is on.\n=== hashtags\n#OpenSource #NewTerrace", Writer: "script"}, nil
	}))
	b.chat.lines = []copilot.Line{{ID: "l1", Author: "Ana", Text: "We have a new terrace", Time: time.Now()}}
	r := draftRequest("r1", "The soup is on, with open source recipes")
	r.About, r.Options = "l1", map[string]string{"variants": "1", "network": "instagram"}
	b.accept(t, r)
	b.work(t, empty)
	d := b.drafts(t)[0]
	if got := d.Latest(); len(got.Origins) != 2 || got.Origins[1] != (copilot.Origin{Kind: copilot.FromTalk}) {
		t.Fatalf("%v from %+v", got.Hashtags, got.Origins)
	}
	got := b.edit(t, d, "The soup is on.", "#OPENSOURCE", "#NewTerrace", "#Mine").Latest()
	if strings.Join(got.Hashtags, " ") != "#OPENSOURCE #NewTerrace #Mine" {
		t.Errorf("kept %v", got.Hashtags)
	}
	for i, want := range []copilot.OriginKind{copilot.FromBrief, copilot.FromTalk, copilot.FromPerson} {
		if got.Origins[i].Kind != want {
			t.Errorf("%s is from %s, want %s", got.Hashtags[i], got.Origins[i].Kind, want)
		}
	}
}
