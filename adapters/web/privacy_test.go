package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestOptOut: what somebody writes in the workbench is not read when they do not want it,
// and the summary says so without naming them.
func TestOptOut(t *testing.T) {
	w := &scripted{answer: plainAnswer}
	s := newStage(t, w)
	lea, marc := s.as("lea", "fr"), s.as("marc", "en")
	marc.post("/c/launch", url.Values{"text": {"/copilot opt-out"}})
	if page := read(marc.get("/c/launch").Body); !strings.Contains(page, "is not read any more") {
		t.Errorf("Marc is not told")
	}
	if page := read(lea.get("/c/launch").Body); strings.Contains(page, "is not read any more") {
		t.Error("others are told too")
	}
	out, err := s.core.Memory.OptedOut(t.Context(), Tenant(), []string{"marc", "lea"})
	if err != nil || len(out) != 1 || out["marc"].IsZero() {
		t.Errorf("out: %v, %v", out, err)
	}
	marc.post("/c/launch", url.Values{"text": {"/copilot opt in"}})
	if out, err = s.core.Memory.OptedOut(t.Context(), Tenant(), []string{"marc"}); err != nil || len(out) != 0 {
		t.Errorf("out: %v, %v", out, err)
	}
}

// TestForget: whoever uses the workbench has forgotten what is kept of themselves, after
// they were told what that is; only the manager what is kept of a channel.
func TestForget(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	lea, marc := s.as("lea", "en"), s.as("marc", "en")
	types := func(who *browser, words, want string) {
		t.Helper()
		who.post("/c/launch", url.Values{"text": {words}})
		s.until("told "+want, func() bool { return strings.Contains(read(who.get("/c/launch").Body), want) })
	}
	lea.post("/c/launch", url.Values{"text": {"/draft We open on Monday at eight"}})
	s.settle()
	types(lea, "/copilot context", "1 draft you asked for")
	types(lea, "/copilot forget me", "To do it: /copilot forget me yes")
	if got := lea.post("/c/launch", url.Values{"text": {"/copilot forget channel yes"}}); !strings.Contains(read(got.Body), "Only a manager") {
		t.Errorf("%d %s", got.Status, read(got.Body))
	}
	types(marc, "/copilot forget channel", "This would erase what is kept of this channel")
	types(lea, "/copilot forget me yes", "1 unsigned draft: its texts")
	d, err := s.core.Drafts(t.Context(), copilot.Filter{Tenant: Tenant()})
	if err != nil || d[0].State() != copilot.Withdrawn || d[0].Brief != "" || d[0].Author.ID != "" {
		t.Errorf("left: %+v, %v", d, err)
	}
	if page := read(marc.get("/audit").Body); !strings.Contains(page, "had what was kept forgotten") {
		t.Error("it is not on record")
	}
}
