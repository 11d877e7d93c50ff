package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestOptOut: anybody says for themselves that they do not want to be read, in their
// language. From then on nothing that Slack delivers of theirs is kept, nothing is quoted,
// and what others say is.
func TestOptOut(t *testing.T) {
	s := overHTTPIdle(t, setting{})
	s.keeps()
	s.Say(marc, launch, "", "before canary")
	s.saved(copilot.Reading{Place: s.place()})
	if said := s.says(marc, "ne pas me lire"); !strings.Contains(said, "n’est plus lu") {
		t.Fatalf("told %q", said)
	}
	s.saved(copilot.Reading{Place: s.place()})
	ts := s.Say(marc, launch, "", "after canary")
	s.Edit(marc, launch, ts, "edited canary")
	s.Say(lea, launch, "", "kept of Léa")
	if lies := s.lies(); strings.Contains(lies, "canary") || !strings.Contains(lies, "kept of Léa") {
		t.Errorf("kept: %s", lies)
	}
	if said := s.says(marc, "me lire"); !strings.Contains(said, "lu de nouveau") {
		t.Fatalf("told %q", said)
	}
	s.saved(copilot.Reading{Place: s.place()})
	if lies := s.lies(); !strings.Contains(lies, "edited canary") {
		t.Errorf("kept: %s", lies)
	}
}
