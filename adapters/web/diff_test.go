package web

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

// marked writes spans with what changed in brackets.
func marked(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Changed {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// TestCompareByKind: hashtags are held against hashtags, also where there is one text less.
func TestCompareByKind(t *testing.T) {
	text := func(words string) copilot.Block { return copilot.Block{Kind: copilot.BlockText, Text: words} }
	hashtags := copilot.Block{Kind: copilot.BlockHashtags, Text: "#Halo #Lyon"}
	a, b := compareTexts([]copilot.Block{text("one"), text("two"), hashtags}, []copilot.Block{text("one!"), hashtags})
	var said []string
	for _, c := range append(a, b...) {
		said = append(said, marked(c.Spans))
	}
	if got := strings.Join(said, "|"); got != "one|[two]|#Halo #Lyon|one[!]|#Halo #Lyon" {
		t.Errorf("it marks %s", got)
	}
}

func joined(spans []span, changed bool) string {
	var b strings.Builder
	for _, s := range spans {
		if changed || !s.Changed {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ a, b, before, after string }{
		{"", "", "", ""},
		{"same words", "same words", "same words", "same words"},
		{"out on 7 April", "out on 14 April", "out on [7] April", "out on [14] April"},
		{"We ride.", "We ride at night.", "We ride.", "We ride[ at night]."},
		{"l’été arrive", "l’hiver arrive", "[l’été] arrive", "[l’hiver] arrive"},
		{"", "new", "", "[new]"},
		{"gone", "", "[gone]", ""},
		{"a b c", "c a b", "a b[ c]", "[c ]a b"},
		{"#Launch\n#Ride", "#Launch\n#Ride\n#Lyon", "#Launch\n#Ride", "#Launch\n#Ride[\n#Lyon]"},
		{"#Ride #Lyon", "#Lyon #Halo", "[#Ride ]#Lyon", "#Lyon[ #Halo]"},
		{"one\n\ntwo", "one\ntwo", "one[\n\n]two", "one[\n]two"},
	} {
		before, after := diff(c.a, c.b)
		if marked(before) != c.before || marked(after) != c.after {
			t.Errorf("diff(%q, %q) = %q, %q; want %q, %q", c.a, c.b, marked(before), marked(after), c.before, c.after)
		}
	}
}

// TestDiffLosesNothing holds that each side is exactly its text, that what is
// unmarked is the same on both, and that the comparison does not depend on the
// side.
func TestDiffLosesNothing(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", " ", "\n", "é", "14", "!", "👍", "\xff"}), 0, 40)
	rapid.Check(t, func(t *rapid.T) {
		a, b := strings.Join(words.Draw(t, "a"), ""), strings.Join(words.Draw(t, "b"), "")
		before, after := diff(a, b)
		if joined(before, true) != a || joined(after, true) != b {
			t.Fatalf("diff(%q, %q) loses text: %q, %q", a, b, marked(before), marked(after))
		}
		if joined(before, false) != joined(after, false) {
			t.Fatalf("what is the same differs: %q, %q", marked(before), marked(after))
		}
		if a == b && strings.Contains(marked(before)+marked(after), "[") {
			t.Fatal("a text differs from itself")
		}
	})
}

// TestDiffOfStrangers holds that two long texts with nothing in common are not
// compared for ever: the work is bounded by maxEdits.
func TestDiffOfStrangers(t *testing.T) {
	a, b := strings.Repeat("one two ", 20_000), strings.Repeat("three four ", 20_000)
	before, after := diff("same "+a+"end", "same "+b+"end")
	if joined(before, true) != "same "+a+"end" || joined(after, true) != "same "+b+"end" {
		t.Error("text is lost")
	}
	if before[0].Text != "same " || before[0].Changed || !strings.HasSuffix(before[len(before)-1].Text, "end") {
		t.Errorf("the ends are not recognised: %d spans", len(before))
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("out on 7 April", "out on 14 April")
	f.Add("\xff\xfe", "é\u200b")
	f.Fuzz(func(t *testing.T, a, b string) {
		before, after := diff(a, b)
		if joined(before, true) != a || joined(after, true) != b || joined(before, false) != joined(after, false) {
			t.Errorf("diff(%q, %q) = %q, %q", a, b, marked(before), marked(after))
		}
	})
}

// TestMarksKeepTheText holds that a text cut at the marks of its findings is
// still exactly that text (P2), whatever the marks.
func TestMarksKeepTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) copilot.Mark {
			return copilot.Mark{Start: rapid.IntRange(-3, 30).Draw(t, "start"), End: rapid.IntRange(-3, 30).Draw(t, "end")}
		}), 0, 5).Draw(t, "marks")
		var b strings.Builder
		for _, p := range split(text, marks) {
			b.WriteString(p.Text)
		}
		if b.String() != text {
			t.Fatalf("split(%q, %v) is %q", text, marks, b.String())
		}
	})
	got := split("Halo 2 à 89 €", []copilot.Mark{{Start: 9, End: 13}, {Start: 0, End: 4}, {Start: 2, End: 6}})
	if want := []part{{"Halo 2", true}, {" à ", false}, {"89 €", true}}; !slices.Equal(got, want) {
		t.Errorf("split = %+v, want %+v", got, want)
	}
	got = split("in 2️⃣ days", []copilot.Mark{{Start: 3, End: 4}}) // a digit, and what makes a key of it
	if want := []part{{"in ", false}, {"2️⃣", true}, {" days", false}}; !slices.Equal(got, want) {
		t.Errorf("split = %+v, want %+v", got, want)
	}
}

// TestComparedBandsAreTheStates: a revision that was signed has the band of one, also beside
// another.
func TestComparedBandsAreTheStates(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	d := s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	s.as("lea", "en").post("/d/"+d.ID+"/edit", clickOn(d, "text.1", "One.", "text.2", "Two.", "hashtags", "#Halo2"))
	d, err := s.store.Draft(t.Context(), d.Ref())
	if err != nil {
		t.Fatal(err)
	}
	marc := s.as("marc", "en")
	marc.post("/d/"+d.ID+"/approve", clickOn(d, "variant", "1"))
	_, compared, _ := strings.Cut(marc.get("/d/"+d.ID).Body, `class="sides"`)
	if strings.Count(compared, `class="sheet is-superseded"`) != 1 || strings.Count(compared, `class="sheet is-approved"`) != 1 {
		t.Errorf("the sides are %q", paper.FindAllString(compared, -1))
	}
}
