package copilot

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot/check"
)

// doubted is a draft of a summary whose first point rests on a message that is
// gone, and whose second says a figure that is in no message: a finding about it
// quotes the first.
func doubted(t *testing.T) Draft {
	t.Helper()
	w := says("=== tldr\n- Ana pays 60 euros for the stand. [m1]\n- Ana pays 900 euros for the stand. [m2]\n")
	w.answers[0].Incomplete = true
	r := compose(t, w, "/summarize", Material{Conversation: Conversation{Lines: []Line{
		{ID: "l1", Author: "Ana", Text: "Ana pays 60 euros for the stand"}, {ID: "l2", Author: "Ana", Text: "The stand is paid by Ana"},
	}}})
	return asDraft(asks("/summarize"), r)
}

// What is left of a revision stays doubted, without what a finding quotes of the
// message: an edit must not vouch for it later.
func TestRedactedStaysDoubted(t *testing.T) {
	d := doubted(t)
	s := sourceChange{line: "l1", gone: true}
	r, ok := s.redacted(d.Latest(), s.words(d))
	if !ok || r.Digest != d.Latest().Digest || r.Variants[0].Digest != d.Latest().Variants[0].Digest {
		t.Fatalf("redacted %v, digest %s", ok, r.Digest)
	}
	kept, err := EncodeRevision(r)
	if err != nil || strings.Contains(string(kept), "60 euros") {
		t.Errorf("%v, kept: %s", err, kept)
	}
	text := []rune(r.Variants[0].Text.s)
	var kinds []check.Kind
	for _, f := range r.Findings {
		kinds = append(kinds, f.Kind)
		if string(text[f.Start:f.End]) != f.Text || strings.ContainsAny(f.Why("en"), "{}") {
			t.Errorf("%+v stands at %q and says %q", f, string(text[f.Start:f.End]), f.Why("en"))
		}
	}
	if !slices.Contains(kinds, check.Incomplete) || !slices.ContainsFunc(r.Findings, func(f check.Finding) bool { return strings.Contains(f.Text, "900") }) {
		t.Errorf("findings %+v", r.Findings)
	}
	if _, again := s.redacted(r, s.words(Draft{Revisions: []Revision{r}})); again {
		t.Error("redacted twice")
	}
}

// The revision that goes on without the message is as doubted and as incomplete
// as the one before, and no finding of it quotes the message.
func TestWithoutIsChecked(t *testing.T) {
	d := doubted(t)
	s := sourceChange{line: "l1", gone: true}
	c := New(Config{Composer: composer(says())})
	r := c.without(d, Profile{}, s, s.noted(d))
	if len(r.Points) != 1 || r.State != Pending || r.Asked != "" || !check.Blocks(r.Findings) {
		t.Errorf("%d points, findings %+v", len(r.Points), r.Findings)
	}
	if !slices.ContainsFunc(r.Findings, func(f check.Finding) bool { return strings.Contains(f.Text, "900") }) {
		t.Errorf("the figure is not doubted any more: %+v", r.Findings)
	}
	kept, err := EncodeRevision(r)
	if err != nil || strings.Contains(string(kept), "60 euros") {
		t.Errorf("%v, kept: %s", err, kept)
	}
	if len(d.Latest().Points) != 2 || strings.Contains(d.Latest().Variants[0].Text.s, "deleted") {
		t.Error("the draft at hand was changed")
	}
}

func TestPurged(t *testing.T) {
	s := sourceChange{line: "l1", gone: true}
	for text, want := range map[string]string{
		"- OK\n- It is OK with us.":                 "- [a message was deleted]\n- It is OK with us.",
		"Then the sponsor pays for everything, OK.": "Then [a message was deleted], OK.",
		"Nothing of the kind.":                      "Nothing of the kind.",
	} {
		r := Revision{Settings: Settings{Language: "en"}, Variants: []Variant{{Text: newGenerated(text)}}}
		got := s.purged(r, []string{"OK", "the sponsor pays for everything"})
		if diff := cmp.Diff(want, got[0].Text.s); diff != "" {
			t.Error(diff)
		}
	}
}
