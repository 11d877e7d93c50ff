package network

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var finders = map[string]func(string) []Span{
	"Hashtags": Hashtags, "Mentions": Mentions, "Links": Links, "Cashtags": Cashtags,
}

// checkSpansOf is the promise of every finder: spans are in order, apart from
// each other, and say exactly where they are.
func checkSpansOf(t interface{ Fatalf(string, ...any) }, text string) {
	r := []rune(text)
	for name, find := range finders {
		end := 0
		for _, s := range find(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(r) || string(r[s.Start:s.End]) != s.Text {
				t.Fatalf("%s(%q): bad span %+v after %d", name, text, s, end)
			}
			end = s.End
		}
	}
}

func TestSpansAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkSpansOf(t, drawText(t)) })
}

func FuzzSpans(f *testing.F) {
	for _, s := range fragments {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSpansOf(t, text)
		if tag := Tag(text); tag != "" && !ValidHashtag(tag) {
			t.Errorf("Tag(%q) = %q", text, tag)
		}
		for _, s := range Links(text) {
			if again := Links(s.Text); len(again) == 0 {
				t.Errorf("%q is a link in %q but not alone", s.Text, text)
			}
		}
	})
}

// What is found alone is found again in its own text, and passes for valid.
func TestFoundHashtagsAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, s := range Hashtags(drawText(t)) {
			if !ValidHashtag(s.Text) {
				t.Fatalf("found %q, which is not valid", s.Text)
			}
		}
	})
}

func TestOutsideKeepsWhatStartsFirst(t *testing.T) {
	a := []Span{{Start: 0, End: 4}, {Start: 5, End: 8}, {Start: 12, End: 14}}
	b := []Span{{Start: 2, End: 6}, {Start: 7, End: 9}, {Start: 10, End: 13}}
	// The first of b falls to the first of a, so that the second of a lives and
	// takes the second of b with it; the third of b takes the third of a.
	want := []Span{{Start: 0, End: 4}, {Start: 5, End: 8}}
	if diff := cmp.Diff(want, outside(a, b)); diff != "" {
		t.Error(diff)
	}
}
