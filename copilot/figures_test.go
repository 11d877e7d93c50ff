package copilot

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/copilot/check"
)

// someDraft is a draft of whatever kind, made within a hundred days before noon.
var someDraft = rapid.Custom(func(t *rapid.T) Draft {
	d := Draft{
		Command: rapid.SampledFrom([]string{"draft", "summarize", "hashtags"}).Draw(t, "command"),
		Private: rapid.IntRange(0, 9).Draw(t, "private") == 0,
		Created: noon.Add(-time.Duration(rapid.IntRange(0, 100*24*60).Draw(t, "minutes before")) * time.Minute),
	}
	for n := range rapid.IntRange(1, 4).Draw(t, "revisions") {
		r := Revision{Number: n + 1, State: Superseded, Variants: []Variant{{Text: newGenerated("words")}}}
		r.Made.Writer = rapid.SampledFrom([]string{"openai", writerPerson, "builtin"}).Draw(t, "writer")
		if r.Made.Writer == "openai" {
			r.Made.Model = "m"
			r.Made.Used = rapid.SampledFrom([]*Usage{nil, {Prompt: 100, Completion: 7}, {Prompt: 3}}).Draw(t, "used")
		}
		r.Request = rapid.SampledFrom([]string{"r", sourcePrefix + "x"}).Draw(t, "request")
		for range rapid.IntRange(0, 3).Draw(t, "findings") {
			r.Findings = append(r.Findings, check.Finding{Kind: rapid.SampledFrom(check.Kinds()).Draw(t, "kind")})
		}
		d.Revisions = append(d.Revisions, r)
	}
	last := &d.Revisions[len(d.Revisions)-1]
	last.State = rapid.SampledFrom([]State{Pending, ChangesRequested, Approved, Rejected, Withdrawn, Expired}).Draw(t, "state")
	if last.State.Final() {
		last.Decision = &Decision{At: d.Created.Add(time.Duration(rapid.IntRange(-5, 9_000).Draw(t, "waited")) * time.Second)}
	}
	if rapid.IntRange(0, 9).Draw(t, "forgotten") == 0 {
		blank(&d)
	}
	return d
})

// sameFigures compares, the waits in whatever order.
var sameFigures = cmp.Options{
	cmp.AllowUnexported(Figures{}), cmpopts.EquateEmpty(),
	cmpopts.SortSlices(func(a, b time.Duration) bool { return a < b }),
}

// figuresOf are those of some drafts, in whatever order.
func figuresOf(drafts ...Draft) Figures {
	var f Figures
	for _, d := range drafts {
		f.add(d)
	}
	return f
}

// total adds up figures.
func total(parts []Part) Figures {
	var f Figures
	for _, p := range parts {
		f.Drafts += p.Drafts
		f.Approved += p.Approved
		f.Rejected += p.Rejected
		f.Expired += p.Expired
		f.Withdrawn += p.Withdrawn
		f.Waiting += p.Waiting
		f.Private += p.Private
		f.FirstPass += p.FirstPass
		f.Edits += p.Edits
		f.Wishes += p.Wishes
		f.Checked += p.Checked
		f.Posts += p.Posts
		f.Alike += p.Alike
		f.Known += p.Known
		f.Bought += p.Bought
		f.Tokens.Prompt += p.Tokens.Prompt
		f.Tokens.Completion += p.Tokens.Completion
		f.waits = append(f.waits, p.waits...)
		for kind, n := range p.Findings {
			for range n {
				count(&f.Findings, kind)
			}
		}
		for command, n := range p.Commands {
			for range n {
				count(&f.Commands, command)
			}
		}
	}
	return f
}

// The parts of a course add up to the whole, which is that of the drafts of its days, in
// whatever order they come; and what is counted apart adds up.
func TestFiguresAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts := rapid.SliceOfN(someDraft, 0, 40).Draw(t, "drafts")
		days := rapid.SampledFrom(Periods()).Draw(t, "days")
		c, again := newCourse(days, noon), newCourse(days, noon)
		var within []Draft
		for _, d := range drafts {
			c.add(d)
			if !d.Created.Before(c.Begin) {
				within = append(within, d)
			}
		}
		order := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).Perm(len(drafts))
		for _, i := range order {
			again.add(drafts[i])
		}
		for what, pair := range map[string][2]any{
			"in another order": {c, again}, "of its days": {c.Whole, figuresOf(within...)}, "of its parts": {c.Whole, total(c.Parts)},
		} {
			if diff := cmp.Diff(pair[0], pair[1], sameFigures); diff != "" {
				t.Fatalf("%s:\n%s", what, diff)
			}
		}
		w, asked := c.Whole, 0
		for _, n := range w.Commands {
			asked += n
		}
		if w.Approved+w.Rejected+w.Expired+w.Withdrawn+w.Waiting+w.Private != w.Drafts || asked != w.Drafts {
			t.Fatalf("does not add up: %+v", w)
		}
		if w.FirstPass > w.Approved || w.Alike > w.Posts || w.Posts > w.Checked || w.Checked > w.Drafts || w.Bought > w.Known || w.Known > w.Drafts {
			t.Fatalf("more of some than of all: %+v", w)
		}
	})
}

// One more draft changes the part in which it was made, and no other.
func TestADraftChangesItsPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drafts := rapid.SliceOfN(someDraft, 0, 20).Draw(t, "drafts")
		days := rapid.SampledFrom(Periods()).Draw(t, "days")
		one := someDraft.Draw(t, "one more")
		with, without := newCourse(days, noon), newCourse(days, noon)
		for _, d := range drafts {
			with.add(d)
			without.add(d)
		}
		with.add(one)
		changed := 0
		for i, p := range with.Parts {
			mine := !one.Created.Before(p.Begin) && one.Created.Before(with.after(p.Begin))
			if same := cmp.Equal(p, without.Parts[i], sameFigures); same == mine {
				t.Fatalf("of %v, part %v: changed is %v", one.Created, p.Begin, !same)
			}
			if mine {
				changed++
			}
		}
		if want := !one.Created.Before(with.Begin); (changed == 1) != want {
			t.Fatalf("%d parts changed for %v, since %v", changed, one.Created, with.Begin)
		}
	})
}

// A course has a part for every day, or week, with none left out; today is the last.
func TestPartsOfACourse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := noon.Add(time.Duration(rapid.IntRange(0, 1_000*24*60).Draw(t, "minutes")) * time.Minute)
		days := rapid.SampledFrom(Periods()).Draw(t, "days")
		c, covered := newCourse(days, now), 0
		for i, p := range c.Parts {
			if i > 0 && !p.Begin.Equal(c.Last(c.Parts[i-1]).AddDate(0, 0, 1)) {
				t.Fatalf("a gap before %v", p.Begin)
			}
			if i > 0 && c.Weekly() && p.Begin.Weekday() != time.Monday {
				t.Fatalf("a week begins on a %v", p.Begin.Weekday())
			}
			covered += int(c.Last(p).Sub(p.Begin)/day) + 1
		}
		if last := c.Last(c.Parts[len(c.Parts)-1]); covered != days || !last.Equal(now.UTC().Truncate(day)) {
			t.Fatalf("%d days up to %v, want %d up to %v", covered, last, days, now)
		}
		c.add(Draft{Created: now.Add(time.Hour * 24), Revisions: []Revision{{State: Pending}}}) // a clock ahead of ours
		if c.Parts[len(c.Parts)-1].Drafts != 1 {
			t.Fatal("what a clock ahead of ours made is lost")
		}
	})
}

// So many percent needed that time at most, by nearest rank.
func TestWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waits := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) time.Duration {
			return time.Duration(rapid.IntRange(0, 9_999).Draw(t, "s")) * time.Second
		}), 1, 50).Draw(t, "waits")
		percent := rapid.IntRange(1, 100).Draw(t, "percent")
		got, ok := Figures{waits: waits}.Within(percent)
		atMost, below := 0, 0
		for _, w := range waits {
			if w <= got {
				atMost++
			}
			if w < got {
				below++
			}
		}
		if !ok || atMost*100 < percent*len(waits) || below*100 >= percent*len(waits) {
			t.Fatalf("within %d%% of %v: %v", percent, waits, got)
		}
	})
	if _, ok := figuresOf().Within(50); ok {
		t.Error("there is a median of nothing")
	}
}

// What a draft counts as, one by one.
func TestFiguresOfADraft(t *testing.T) {
	written := func(number int, by string, s State) Revision {
		r := Revision{Number: number, State: s, Variants: []Variant{{Text: newGenerated("words")}}}
		r.Made.Writer = by
		return r
	}
	signed := func(r Revision) Revision {
		r.State, r.Decision = Approved, &Decision{At: noon.Add(time.Hour)}
		return r
	}
	same := written(1, "builtin", Superseded)
	same.Findings = []check.Finding{{Kind: check.Sameness}, {Kind: check.Sameness}, {Kind: check.WornOut}}
	gone := Draft{Command: "draft", Created: noon, Revisions: []Revision{same}}
	gone.Revisions[0].Settings.Language = catalogue.French
	gone.Revisions[0].State = Withdrawn
	blank(&gone)
	deleted := written(2, writerPerson, Pending)
	deleted.Request = sourcePrefix + "1"
	unknown := written(1, "openai", Pending)
	unknown.Made.Model = "m"
	for name, c := range map[string]struct {
		d    Draft
		want Figures
	}{
		"signed at once": {
			Draft{Command: "draft", Created: noon, Revisions: []Revision{signed(written(1, "builtin", Approved))}},
			Figures{Drafts: 1, Approved: 1, FirstPass: 1, Checked: 1, Posts: 1, Known: 1, Bought: 1, waits: []time.Duration{time.Hour}},
		},
		"edited, asked for anew, signed": {
			Draft{Command: "draft", Created: noon, Revisions: []Revision{same, written(2, writerPerson, Superseded), signed(written(3, "builtin", Approved))}},
			Figures{
				Drafts: 1, Approved: 1, Edits: 1, Wishes: 1, Checked: 1, Posts: 1, Alike: 1, Known: 1, Bought: 1, waits: []time.Duration{time.Hour},
				Findings: map[check.Kind]int{check.Sameness: 2, check.WornOut: 1},
			},
		},
		"a message was deleted under an edit": {
			Draft{Command: "summarize", Created: noon, Revisions: []Revision{written(1, "builtin", Superseded), deleted}},
			Figures{Drafts: 1, Waiting: 1, Checked: 1, Known: 1},
		},
		"a message was deleted, signed": {
			Draft{Command: "summarize", Created: noon, Revisions: []Revision{written(1, "builtin", Superseded), signed(deleted)}},
			Figures{Drafts: 1, Approved: 1, FirstPass: 1, Checked: 1, Known: 1, Bought: 1, waits: []time.Duration{time.Hour}},
		},
		"a message was deleted, edited, signed": {
			Draft{Command: "summarize", Created: noon, Revisions: []Revision{written(1, "builtin", Superseded), deleted, signed(written(3, writerPerson, Approved))}},
			Figures{Drafts: 1, Approved: 1, Edits: 1, Checked: 1, Known: 1, Bought: 1, waits: []time.Duration{time.Hour}},
		},
		"private": {
			Draft{Command: "summarize", Private: true, Created: noon, Revisions: []Revision{written(1, "builtin", Pending)}},
			Figures{Drafts: 1, Private: 1, Checked: 1, Known: 1},
		},
		"forgotten": {gone, Figures{Drafts: 1, Withdrawn: 1, Known: 1}},
		"of a version before": {
			Draft{Command: "draft", Created: noon, Revisions: []Revision{unknown}},
			Figures{Drafts: 1, Waiting: 1, Checked: 1, Posts: 1},
		},
	} {
		c.want.Commands = map[string]int{c.d.Command: 1}
		if diff := cmp.Diff(c.want, figuresOf(c.d), sameFigures); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Tokens cost what a million of them do.
func TestCost(t *testing.T) {
	p := Prices{Prompt: 0.25, Completion: 2, Currency: "EUR"}
	if got := p.Cost(Usage{Prompt: 2_000_000, Completion: 500_000}); got != 1.5 || !p.Set() || (Prices{}).Set() {
		t.Errorf("costs %v", got)
	}
}
