package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
)

// TestEntriesAreLines holds that the page reads back the lists it shows: an entry
// may have a comma in it.
func TestEntriesAreLines(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	at := channels[0].place("")
	want := copilot.Voice{Traits: []string{"warm, not sweet", "dry"}, Preferred: []string{"here; now"}, Banned: []string{"never, ever", "best"}}
	form := url.Values{"hashtags": {"#Halo2, Ride;#Night"}}
	for name, list := range map[string][]string{"traits": want.Traits, "preferred": want.Preferred, "banned": want.Banned} {
		form.Set(name, strings.Join(list, "\r\n")) // as browsers end a line
	}
	if got := s.as("lea", "en").post("/c/launch/settings", form); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, read(got.Body))
	}
	p, err := s.core.Profile(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, p.Voice); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"#Halo2", "#Ride", "#Night"}, p.Hashtags); diff != "" {
		t.Error(diff)
	}
}

// TestASampleOfSeveralLinesIsDropped as a browser sends it, with other ends of lines
// than are kept.
func TestASampleOfSeveralLinesIsDropped(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b, at := s.as("lea", "en"), channels[0].place("")
	kept := func() []copilot.Sample {
		t.Helper()
		p, err := s.core.Profile(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		return p.Samples
	}
	b.post("/c/launch/settings", url.Values{"sample": {"Two lines,\r\none post"}})
	if got := kept(); len(got) != 1 || got[0].Text != "Two lines,\none post" {
		t.Fatalf("kept %+v", got)
	}
	b.post("/c/launch/settings", url.Values{"drop-sample": {"Two lines,\r\none post"}})
	if got := kept(); len(got) != 0 {
		t.Errorf("kept %+v", got)
	}
}

// TestARefusedFormIsHandedBack holds that nobody types or ticks anything twice, and
// that the page lists what is kept.
func TestARefusedFormIsHandedBack(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b := s.as("lea", "en")
	b.post("/c/launch/settings", url.Values{"sample": {"Old\npost"}, "fact": {"Free tea"}})
	facts, err := s.core.Facts(t.Context(), channels[0].place(""))
	if err != nil || len(facts) != 1 {
		t.Fatalf("facts %+v, %v", facts, err)
	}
	got := b.post("/c/launch/settings", url.Values{
		"traits": {strings.Repeat("x", 101)}, "sample": {"New post"}, "sample-network": {"mastodon"}, "drop-sample": {"Old\r\npost"},
		"fact": {"Free <cake>"}, "source": {"Ana"}, "until": {"2999-12-31"}, "drop": {facts[0].ID},
	})
	if got.Status != http.StatusUnprocessableEntity {
		t.Fatalf("%d", got.Status)
	}
	for _, shown := range []string{
		">New post</textarea>", `value="mastodon" selected`, "<p dir=\"auto\">Old\npost", "value=\"Old\npost\" checked", "Free tea",
		`name="drop" value="` + facts[0].ID + `" checked`, `value="Free &lt;cake&gt;"`, `value="Ana"`, `value="2999-12-31"`,
	} {
		if !strings.Contains(got.Body, shown) {
			t.Errorf("the page does not show %s", shown)
		}
	}
	if n := strings.Count(got.Body, "New post"); n != 1 {
		t.Errorf("a sample that is not kept is listed: shown %d times", n)
	}
}

// TestAFactIsPutInPlaceOfAnother in one form: what is dropped makes room for what is
// added, which may say the same; and nothing is dropped when nothing is added.
func TestAFactIsPutInPlaceOfAnother(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	b, at := s.as("lea", "en"), channels[0].place("")
	for i := range 100 {
		if err := s.core.AddFact(t.Context(), at, copilot.Fact{ID: strconv.Itoa(i), Text: "Fact " + strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	has := func(words string) bool {
		t.Helper()
		facts, err := s.core.Facts(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(facts, func(f copilot.Fact) bool { return f.Text == words })
	}
	b.post("/c/launch/settings", url.Values{"drop": {"7"}, "fact": {"Fact 100"}})
	if has("Fact 7") || !has("Fact 100") {
		t.Error("the hundredth fact does not take the place of the one dropped")
	}
	b.post("/c/launch/settings", url.Values{"drop": {"8"}, "fact": {"Fact 8"}, "source": {"Ana"}})
	if !has("Fact 8") {
		t.Error("a fact said anew is dropped with the old one")
	}
	b.post("/c/launch/settings", url.Values{"drop": {"9"}, "fact": {strings.Repeat("x", 1_001)}})
	if !has("Fact 9") {
		t.Error("a fact is dropped by a form that was refused")
	}
}
