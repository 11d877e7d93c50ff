package copilot

import (
	"context"
	"strings"
	"testing"
	"time"
)

// A writer is told where a fact comes from and until when it holds, in the language it
// writes in, and never one that holds no longer. What it then says of the end is nothing
// to doubt; another end is. The version of what it was told is kept.
func TestFactsHaveSourceAndEnd(t *testing.T) {
	newYear := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	m := Material{Facts: []Fact{
		{ID: "a", Text: "Halo 2 costs 89 €", Source: "price list", Expires: newYear},
		{ID: "b", Text: "Halo 2 ends as it is asked for", Expires: noon},
		{ID: "c", Text: "Halo 2 was lent", Expires: noon.Add(-time.Minute)},
	}}
	for lang, said := range map[string]struct{ line, right, wrong string }{
		"en": {`(source: "price list") (until 31 December 2026)`, "Halo 2 costs 89 € until 31 December.", "Halo 2 costs 89 € until 24 December."},
		"fr": {`(source : "price list") (jusqu’au 31 décembre 2026)`, "Halo 2 coûte 89 € jusqu’au 31 décembre.", "Halo 2 coûte 89 € jusqu’au 24 décembre."},
	} {
		for text, doubted := range map[string]bool{said.right: false, said.wrong: true} {
			w := says("=== fact\n" + text)
			r := asks("/draft variants:1 Halo 2")
			r.Options["language"] = lang
			got, err := composer(w).Compose(context.Background(), r, m, nil)
			if err != nil {
				t.Fatal(err)
			}
			if user := w.asked[0].User; !strings.Contains(user, `"Halo 2 costs 89 €" `+said.line) || strings.Contains(user, "lent") || strings.Contains(user, "asked for\"") {
				t.Errorf("%s: the writer is told\n%s", lang, user)
			}
			if wrong := len(got.Findings) > 0; wrong != doubted {
				t.Errorf("%s: %q: %+v", lang, text, got.Findings)
			}
			if got.Made.Prompt != PromptVersion || len(got.Made.Facts) != 1 {
				t.Errorf("kept: %+v", got.Made)
			}
			var shown string
			for _, b := range Show(asDraft(r, got), got, Profile{}, lang).Blocks() {
				if b.Kind == BlockSources {
					shown = b.Items[0].Detail
				}
			}
			if !strings.HasPrefix(shown, "price list · ") || !strings.HasSuffix(shown, "2026") {
				t.Errorf("%s: the card says of the fact %q", lang, shown)
			}
		}
	}
}

// A fact that ends within a day says at which moment.
func TestFactEndsAtAMoment(t *testing.T) {
	f := Fact{Expires: time.Date(2027, 3, 1, 15, 0, 0, 0, time.UTC)}
	for lang, want := range map[string]string{"en": "until 1 Mar 2027, 15:00 UTC", "fr": "jusqu’au 1er mars 2027, 15:00 UTC"} {
		if got := holdsUntil(lang, f); got != want {
			t.Errorf("%q", got)
		}
	}
	f.Expires = time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)
	if en, fr := holdsUntil("en", f), holdsUntil("fr", f); en != "until 1 March 2027" || fr != "jusqu’au 1er mars 2027" {
		t.Errorf("%q, %q", en, fr)
	}
}

// A fact whose last day is two weeks away ends soon; one whose last day is after that does not.
func TestFactEndsSoon(t *testing.T) {
	for _, clock := range []int{0, 10, 23} {
		now := time.Date(2026, 11, 27, clock, 0, 0, 0, time.UTC)
		c := &Copilot{Config: Config{Composer: Composer{Now: func() time.Time { return now }}}}
		for days, want := range map[int]bool{1: true, 14: true, 15: false} {
			ends, ok := UntilSaid(now.AddDate(0, 0, days).Format(time.DateOnly), now)
			if said := c.line("en", Fact{Text: "We open at 8", Expires: ends}); !ok || strings.Contains(said, "⚠") != want {
				t.Errorf("%d days after %s: %q", days, now, said)
			}
		}
	}
}
