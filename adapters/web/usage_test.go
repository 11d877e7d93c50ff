package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestUsageAtTheWorkbench is told to whoever asks alone; what all channels use as well, for
// without a sign-in everybody may change settings.
func TestUsageAtTheWorkbench(t *testing.T) {
	s := newStage(t, &scripted{answer: plainAnswer})
	s.core.Accounts, s.core.Limits = s.store, copilot.Limits{Requests: copilot.Bounds{Person: 20}}
	lea, marc := s.as("lea", "en"), s.as("marc", "fr")
	s.draft("launch", "/draft network:linkedin Halo 2 is out on 14 April")
	lea.post("/c/launch", url.Values{"text": {"/copilot usage"}})
	if page := lea.get("/c/launch").Body; !strings.Contains(page, "You · 1 request today · 0 of 20 in this minute") {
		t.Error("Léa is not told what is hers")
	}
	if page := marc.get("/c/launch").Body; strings.Contains(page, "1 request today") {
		t.Error("Marc reads what Léa was told")
	}
	marc.post("/c/launch", url.Values{"text": {"/copilot conso"}})
	if page := marc.get("/c/launch").Body; !strings.Contains(page, "Tous les canaux réunis · 1 demande aujourd’hui") {
		t.Error("Marc is not told what all channels use")
	}
}
