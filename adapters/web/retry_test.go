package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestRetryAll: the manager has everything tried again that was given up, in the place
// of each failure, and is told how much that is; nobody else does.
func TestRetryAll(t *testing.T) {
	w := &scripted{answer: plainAnswer}
	w.fail(&copilot.WriterError{Kind: copilot.WriterForbidden})
	s := newStage(t, w)
	s.as("lea", "en").post("/c/launch", url.Values{"text": {"/draft Halo 2 is out"}})
	s.until("the request is given up", func() bool {
		parked, err := s.core.Queue.Parked(t.Context())
		return err == nil && len(parked) == 1
	})
	w.fail(nil)
	retry := url.Values{"text": {"/copilot retry"}}
	if got := s.as("lea", "en").post("/c/launch", retry); got.Status != http.StatusForbidden || !strings.Contains(read(got.Body), "Only a manager has everything") {
		t.Errorf("Léa: %d, %s", got.Status, read(got.Body))
	}
	for _, c := range []struct{ lang, said string }{{"en", "1 request that had been given up is tried again."}, {"fr", "Aucune demande n’est abandonnée"}} {
		if c.lang == "fr" { // the second time there is nothing
			s.until("there is an answer in its place", func() bool {
				page := s.as("lea", "en").get("/c/launch").Body
				return strings.Contains(page, "Draft for LinkedIn") && !strings.Contains(page, "/retry")
			})
		}
		s.as("marc", c.lang).post("/c/launch", retry)
		if page := read(s.as("marc", c.lang).get("/c/launch").Body); !strings.Contains(page, c.said) {
			t.Errorf("%s: Marc is not told %q", c.lang, c.said)
		}
	}
}
