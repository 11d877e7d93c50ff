package copilot_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// opting notes who keeps, as it is told; meanwhile, unless nil, is done first.
type opting struct {
	copilot.Stretches
	told      []bool
	meanwhile func(in bool)
	fails     error
}

// Opt is copilot.Stretches.
func (o *opting) Opt(_ context.Context, _ copilot.Place, in bool) error {
	if o.meanwhile != nil {
		do := o.meanwhile
		o.meanwhile = nil
		do(in)
	}
	o.told = append(o.told, in)
	return o.fails
}

// A channel keeps what goes by as its profile says in the end, whoever was slow to say so;
// and nothing else that is learnt waits for that, or fails with it.
func TestAnOptOutIsNotUndone(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	o := &opting{}
	b.Stretches = o
	mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "f", Text: "Lumo is a lamp"}))
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Audience: "makers"}))
	if len(o.told) > 0 {
		t.Fatalf("told %v of what changes nothing", o.told)
	}
	out := func(bool) { mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{})) }
	for name, in := range map[string]func() error{
		"a profile": func() error { return b.SetProfile(b.ctx, channel, copilot.Profile{Keep: true}) },
		"a file":    func() error { _, err := b.Import(b.ctx, channel, lea, []byte("keep: true")); return err },
	} {
		o.told, o.meanwhile = nil, out
		mustDo(t, in())
		if want := []bool{false, true, false}; !slices.Equal(o.told, want) {
			t.Errorf("%s: told %v, want %v", name, o.told, want)
		}
	}
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{Keep: true}))
	o.fails = errors.New("the store is away")
	mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "g", Text: "Lumo weighs 98 g"}))
	if err := b.SetProfile(b.ctx, channel, copilot.Profile{}); err == nil {
		t.Error("an opt-out that failed is not told")
	}
}

// A file with a fact that is over is refused as one that is typed, and changes nothing.
func TestFactsThatAreOverAreNotImported(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	_, err := b.Import(b.ctx, channel, lea, []byte("audience: makers\nfacts:\n- text: a\n  until: \"2020-12-31\""))
	if f, ok := errors.AsType[*copilot.Fault](err); !ok || f.Key != "fault.facts.until" {
		t.Fatalf("%v", err)
	}
	if p, err := b.Profile(b.ctx, channel); err != nil || p.Audience != "" {
		t.Errorf("kept %+v, %v", p, err)
	}
}
