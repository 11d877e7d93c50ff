package web

import (
	"net/http"
	"net/url"
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
