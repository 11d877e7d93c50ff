package copilot_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

// priced answers as w does, and says what each call took, unless it is as shy as that.
func priced(w func(context.Context, copilot.Prompt) (copilot.Answer, error), shy bool) writerFunc {
	return func(ctx context.Context, p copilot.Prompt) (copilot.Answer, error) {
		a, err := w(ctx, p)
		a.Model = "m"
		if !shy {
			a.Usage = copilot.Usage{Prompt: 100, Completion: 10}
		}
		return a, err
	}
}

// took are the tokens of each revision; nil where nobody knows.
func took(d copilot.Draft) []*copilot.Usage {
	var all []*copilot.Usage
	for _, r := range d.Revisions {
		if used, known := r.Made.Took(); known {
			all = append(all, &used)
		} else {
			all = append(all, nil)
		}
	}
	return all
}

// The tokens of all calls that made a revision are kept with it: of a correction and of an
// opinion too. An edit by hand takes none.
func TestTokensAreKept(t *testing.T) {
	b := newBench(t, priced(echo, false))
	b.accept(t, draftRequest("r1", "We open on Monday"))
	b.work(t, empty)
	d := b.edit(t, b.now(t, b.drafts(t)[0]), "We open on Tuesday.")
	d = b.followUp(t, d, "shorter")
	if diff := cmp.Diff([]*copilot.Usage{{Prompt: 100, Completion: 10}, {}, {Prompt: 100, Completion: 10}}, took(d)); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	b.SecondOpinion = true
	b.accept(t, draftRequest("r2", "We close on Friday"))
	b.work(t, empty)
	if got := took(b.now(t, b.drafts(t)[0])); *got[0] != (copilot.Usage{Prompt: 200, Completion: 20}) {
		t.Errorf("with an opinion it took %+v", got[0])
	}
}

// What an endpoint does not say, nobody knows; a writer without a model takes nothing.
func TestTokensNobodyKnows(t *testing.T) {
	for name, c := range map[string]struct {
		w     writerFunc
		known bool
	}{"an endpoint that does not say": {priced(echo, true), false}, "no model": {echo, true}} {
		b := newBench(t, c.w)
		b.accept(t, draftRequest("r1", "We open on Monday"))
		b.work(t, empty)
		if used, known := b.drafts(t)[0].Latest().Made.Took(); known != c.known || used != (copilot.Usage{}) {
			t.Errorf("%s: %+v, known: %v", name, used, known)
		}
	}
	before := copilot.Provenance{Writer: "openai", Model: "m"} // a version before kept nothing
	if _, known := before.Took(); known {
		t.Error("what a version before did not keep is known")
	}
}

// A text is paid for once: where it was written, not where it is shared, nor where a message
// that it rests on went away.
func TestTokensAreCountedOnce(t *testing.T) {
	b := newBench(t, priced(talked, false))
	d := b.now(t, summarized(t, b, channel, true))
	r := d.Latest()
	mustDo(t, b.Share(b.ctx, d.Ref(), copilot.Expect{Revision: r.Number, Digest: r.Digest}, lea))
	b.work(t, empty)
	var shared copilot.Draft
	for _, other := range b.drafts(t) {
		if !other.Private {
			shared = other
		}
	}
	b.changed(t, channel, "l1", true)
	total := copilot.Usage{}
	for _, d := range []copilot.Draft{b.now(t, d), b.now(t, shared)} {
		if len(d.Revisions) != 2 {
			t.Fatalf("%d revisions after a message was deleted", len(d.Revisions))
		}
		for _, used := range took(d) {
			total.Prompt += used.Prompt
		}
	}
	if total.Prompt != 100 {
		t.Errorf("counted %d of the prompt, want the 100 of the one call", total.Prompt)
	}
}
