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
