package copilot_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

// What a file says takes the place of what a channel knew, but for its approvers;
// a fact that was there before is still held by whoever said it; and the same file
// again changes nothing.
func TestImport(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	mustDo(t, b.SetProfile(b.ctx, channel, copilot.Profile{
		Audience: "makers", Voice: copilot.Voice{Banned: []string{"cheap"}}, Approvers: []copilot.Approver{{ID: "marc", Name: "Marc"}}, SelfSignOff: true,
	}))
	mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "f1", Text: "We open at 8", By: lea}))
	mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "f2", Text: "We close at 6", By: lea}))
	file := []byte("voice: {traits: [warm], emoji: none}\nfacts:\n- text: We open at 8\n- {text: Free tea, source: Ana, until: 2999-01-01}\n")
	known, err := b.Import(b.ctx, channel, marc, file)
	mustDo(t, err)
	p, facts := known.Profile, known.Facts
	if len(facts) != 2 || facts[0].By.ID != "lea" || facts[0].ID != "f1" || facts[1].By.ID != "marc" || facts[1].At.IsZero() {
		t.Errorf("facts %+v", facts)
	}
	want := copilot.Profile{Audience: "makers", Voice: copilot.Voice{Traits: []string{"warm"}, Emoji: "none"}, Approvers: p.Approvers, SelfSignOff: true}
	if diff := cmp.Diff(want, p); diff != "" || len(p.Approvers) != 1 {
		t.Errorf("%s\napprovers %v", diff, p.Approvers)
	}
	first, err := b.Export(b.ctx, channel)
	mustDo(t, err)
	_, err = b.Import(b.ctx, channel, lea, first)
	mustDo(t, err)
	kept, err := b.Facts(b.ctx, channel)
	mustDo(t, err)
	byText := func(a, b copilot.Fact) int { return strings.Compare(a.Text, b.Text) }
	slices.SortFunc(facts, byText)
	slices.SortFunc(kept, byText)
	if diff := cmp.Diff(facts, kept); diff != "" {
		t.Errorf("the same file again changed facts:\n%s", diff)
	}
	_, err = b.Import(b.ctx, channel, lea, []byte("audience: riders\nfacts:\n- text: One\n- sauce: none\n"))
	if f, ok := errors.AsType[*copilot.Fault](err); !ok || !strings.Contains(f.Sentence("en"), "Line 4") {
		t.Errorf("a wrong file: %v", err)
	}
	again, err := b.Export(b.ctx, channel)
	mustDo(t, err)
	if diff := cmp.Diff(string(first), string(again)); diff != "" {
		t.Errorf("a wrong file changed\n%s", diff)
	}
}

// What does not fit is refused with its name, in the reader's language.
func TestWhatDoesNotFitIsRefused(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	many := make([]string, 201)
	for name, c := range map[string]struct {
		p    copilot.Profile
		want string
	}{
		"words":    {copilot.Profile{Voice: copilot.Voice{Words: strings.Repeat("é", 4_001)}}, "Ton de la marque\u00a0: «\u00a0éééé"},
		"audience": {copilot.Profile{Audience: strings.Repeat("é", 1_001)}, "1001 caractères, le maximum est 1000"},
		"banned":   {copilot.Profile{Voice: copilot.Voice{Banned: many}}, "201, c’est trop\u00a0; le maximum est 200"},
		"sample":   {copilot.Profile{Voice: copilot.Voice{Samples: []copilot.Sample{{Text: strings.Repeat("x", 5_001)}}}}, "Exemples de publications"},
	} {
		err := b.SetProfile(b.ctx, channel, c.p)
		if f, ok := errors.AsType[*copilot.Fault](err); !ok || !strings.Contains(f.Sentence("fr"), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if p, err := b.Profile(b.ctx, channel); err != nil || p.Audience != "" {
		t.Errorf("kept %+v, %v", p, err)
	}
	if err := b.AddFact(b.ctx, channel, copilot.Fact{ID: "f", Text: strings.Repeat("x", 1_001)}); err == nil {
		t.Error("a fact of 1,001 characters is kept")
	}
	for i := range 100 {
		mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: strings.Repeat("i", i+1), Text: strings.Repeat("fact ", i+1)}))
	}
	mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "i", Text: "another"}))
	if err := b.AddFact(b.ctx, channel, copilot.Fact{ID: "one more", Text: "one more"}); err == nil {
		t.Error("101 facts are kept")
	}
}

// A fact that is said again is kept once, as it was said last: a file that says one
// twice is refused, and the channel's own has to be read.
func TestAFactIsKeptOnce(t *testing.T) {
	b := newBench(t, writerFunc(echo))
	mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "f1", Text: "We open at 8", By: lea}))
	mustDo(t, b.AddFact(b.ctx, channel, copilot.Fact{ID: "f2", Text: "We open at 8", Source: "Ana", By: marc}))
	kept, err := b.Facts(b.ctx, channel)
	mustDo(t, err)
	if len(kept) != 1 || kept[0].ID != "f1" || kept[0].Source != "Ana" || kept[0].By.ID != "marc" {
		t.Errorf("kept %+v", kept)
	}
	file, err := b.Export(b.ctx, channel)
	mustDo(t, err)
	if _, err = b.Import(b.ctx, channel, lea, file); err != nil {
		t.Errorf("the channel's own file is refused: %v", err)
	}
}

func mustDo(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
