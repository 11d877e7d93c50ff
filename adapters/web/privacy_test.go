package web

import (
	"net/url"
	"strings"
	"testing"
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
