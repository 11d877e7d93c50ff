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

// pen writes answers in turn, the last one again and again; "…" at the end of one
// says that it was cut there.
func pen(answers ...string) writerFunc {
	return func(context.Context, copilot.Prompt) (copilot.Answer, error) {
		answer := answers[0]
		if len(answers) > 1 {
			answers = answers[1:]
		}
		words, cut := strings.CutSuffix(answer, "…")
		return copilot.Answer{Text: words, Writer: "pen", Model: "pen-1", Incomplete: cut}, nil
	}
}

const (
	opens = "=== fact\nWe open on Monday."
	cutIn = "=== fact\nWe open on…"
	twice = "=== fact\nWe open on Monday.\n=== story\nMonday, we…"
	tldr  = "=== tldr\n- We open on Monday. [m1]\n"
)

// incomplete is a way for a draft to be incomplete.
type incomplete struct {
	answers []string
	request copilot.Request
	window  int // of the writer, in runes; 0: no bound
	then    func(t *testing.T, b *bench, d copilot.Draft)
}

// waysToBeIncomplete are all that there are.
func waysToBeIncomplete() map[string]incomplete {
	draft, two := draftRequest("r1", "We open on Monday"), draftRequest("r1", "We open on Monday")
	two.Options = map[string]string{"variants": "2"}
	summary := copilot.Request{ID: "r1", Command: "summarize", Place: channel, Person: lea, Time: time.Now()}
	private := summary
	private.Private = true
	tags := summary
	tags.Command, tags.Text = "hashtags", "We open on Monday"
	return map[string]incomplete{
		"a draft":       {answers: []string{cutIn}, request: draft},
		"two versions":  {answers: []string{twice}, request: two},
		"hashtags":      {answers: []string{"=== hashtags\n#Monday…"}, request: tags},
		"a summary":     {answers: []string{tldr + "…"}, request: summary},
		"a part of one": {answers: []string{tldr + "…", tldr}, request: summary, window: 60},
		"a follow-up": {answers: []string{opens, cutIn}, request: draft, then: func(t *testing.T, b *bench, d copilot.Draft) {
			b.act(t, copilot.ActFollowUp, lea, d, map[string]string{"text": "shorter"})
		}},
		"a change that was asked for": {answers: []string{opens, cutIn}, request: draft, then: func(t *testing.T, b *bench, d copilot.Draft) {
			b.act(t, copilot.ActChanges, marc, d, map[string]string{"reason": "say when"})
		}},
		"what was private": {answers: []string{tldr + "…"}, request: private, then: func(t *testing.T, b *bench, d copilot.Draft) {
			b.act(t, copilot.ActShare, lea, d, nil)
		}},
		"an edit of other words": {answers: []string{twice}, request: two, then: func(t *testing.T, b *bench, d copilot.Draft) {
			b.act(t, copilot.ActEdit, lea, d, map[string]string{"text.1": "We open on Monday!", "text.2": "Monday, we"})
		}},
		"an edit of hashtags": {answers: []string{cutIn}, request: draft, then: func(t *testing.T, b *bench, d copilot.Draft) {
			b.act(t, copilot.ActEdit, lea, d, map[string]string{"text.1": "We open on", "hashtags": "#Monday"})
		}},
		"a message edited": {answers: []string{tldr + "…"}, request: summary, then: func(t *testing.T, b *bench, d copilot.Draft) {
			b.changed(t, channel, "l1", false)
		}},
		"a message deleted": {answers: []string{tldr + "- Two tables. [m2]\n…"}, request: summary, then: func(t *testing.T, b *bench, d copilot.Draft) {
			b.changed(t, channel, "l1", true)
		}},
	}
}

// What the writer did not finish says so and cannot be signed off, however it came
// to be, whatever happened to it, and whichever text is chosen.
func TestIncompleteCannotBeSignedOff(t *testing.T) {
	for name, way := range waysToBeIncomplete() {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, pen(way.answers...))
			b.Window = way.window
			b.marcSigns(t)
			b.chat.lines = []copilot.Line{
				{ID: "l1", Author: "Ana", Text: "We open on Monday.", Time: time.Now()},
				{ID: "l2", Author: "Ana", Text: "Two tables.", Time: time.Now()},
			}
			b.accept(t, way.request)
			b.work(t, empty)
			if way.then != nil {
				before := b.newest(t)
				way.then(t, b, before)
				if now := b.newest(t); now.ID == before.ID && len(now.Revisions) == len(before.Revisions) {
					t.Fatal("nothing happened to the draft")
				}
			}
			b.unsignable(t, b.newest(t))
		})
	}
}

// newest is the draft that can be signed, or else Léa's private one.
func (b *bench) newest(t *testing.T) copilot.Draft {
	t.Helper()
	all, err := b.Drafts(b.ctx, copilot.Filter{Tenant: channel.Tenant(), For: lea})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d drafts, %v", len(all), err)
	}
	if open := b.drafts(t); len(open) > 0 {
		all = open
	}
	return b.now(t, all[0])
}

// act clicks on a draft's latest revision and waits for what comes of it.
func (b *bench) act(t *testing.T, act copilot.Act, who copilot.Person, d copilot.Draft, form map[string]string) {
	t.Helper()
	last := d.Latest()
	click := copilot.Click{
		Act: act, Expect: copilot.Expect{Revision: last.Number, Digest: last.Digest}, Person: who,
		Form: form, Request: fmt.Sprint("click-", last.Number),
	}
	if err := b.Click(b.ctx, d.Ref(), click); err != nil {
		t.Fatal(err)
	}
	b.work(t, empty)
}

// unsignable holds that a draft is shown as incomplete, and signed by no click.
func (b *bench) unsignable(t *testing.T, d copilot.Draft) {
	t.Helper()
	last := d.Latest()
	for variant := range len(last.Variants) + 2 {
		for locale, says := range map[string]string{"en": "The writer stopped before the end.", "fr": "La rédaction s’est arrêtée avant la fin."} {
			signer := marc
			signer.Locale = locale
			_, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: last.Number, Digest: last.Digest, Variant: variant, Verdict: copilot.Approve, Person: signer})
			fault, ok := errors.AsType[*copilot.Fault](err)
			if !ok || fault.Key != "fault.blocked" || !strings.Contains(fault.Sentence(locale), says) {
				t.Errorf("version %d approved in %s: %v", variant, locale, err)
			}
		}
	}
	if state := b.now(t, d).State(); state != last.State {
		t.Errorf("it is %s, not %s", state, last.State)
	}
	card, err := b.Card(b.ctx, d.Ref(), 0, "en")
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(card.Actions(), func(a copilot.Action) bool { return a.Act == copilot.ActApprove }) {
		t.Error("the card offers to approve it")
	}
	if !marked(card) {
		t.Errorf("the card does not say so:\n%+v", card.Blocks())
	}
}

// marked says whether a card says that its text is incomplete: among what is to be
// looked at, and over each text.
func marked(c copilot.Card) bool {
	blocks := c.Blocks()
	found := slices.ContainsFunc(blocks, func(b copilot.Block) bool {
		return slices.ContainsFunc(b.Items, func(i copilot.Item) bool { return i.Kind == "incomplete" && i.Blocks })
	})
	return found && !slices.ContainsFunc(blocks, func(b copilot.Block) bool { return b.Kind == copilot.BlockText && !b.Partial })
}

// Who finishes by hand what the writer did not has finished it.
func TestFinishedByHandCanBeSignedOff(t *testing.T) {
	b := newBench(t, pen(cutIn))
	b.marcSigns(t)
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	b.act(t, copilot.ActEdit, lea, b.newest(t), map[string]string{"text.1": "We open on Monday."})
	d := b.newest(t)
	d, err := b.Decide(b.ctx, d.Ref(), copilot.Decision{Revision: 2, Digest: d.Latest().Digest, Verdict: copilot.Approve, Person: marc})
	if err != nil || d.State() != copilot.Approved {
		t.Errorf("%s, %v", d.State(), err)
	}
}

// A whole text that the checks doubt is not given up for a better one that was cut.
func TestCutCorrectionIsLeft(t *testing.T) {
	doubted := "=== fact\nWe open on Monday with 700 chairs, 800 lamps, 900 books, 600 beds and 500 bikes."
	b := newBench(t, pen(doubted, cutIn))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	card, err := b.Card(b.ctx, b.newest(t).Ref(), 0, "en")
	if err != nil {
		t.Fatal(err)
	}
	if marked(card) || !strings.Contains(said(card), "500 bikes") {
		t.Errorf("shown: %s", said(card))
	}
}
