package slack

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestCitationsLinkWhatWasRead: of a link nothing is printed but what was read of
// it.
func TestCitationsLinkWhatWasRead(t *testing.T) {
	raw := "https://acme.slack.com/archives/C0LAUNCH01/p1712345678123456?thread_ts=1712345678.000001&cid=C1|<!channel>"
	for _, at := range []time.Time{{}, time.Unix(1, 0)} {
		said := citation(copilot.Cite{Author: "Lea", Link: raw, Time: at})
		if strings.Contains(said, "<!channel>") || strings.Contains(said, "&cid") || !strings.Contains(said, "p1712345678123456?thread_ts=1712345678.000001&amp;cid=C0LAUNCH01") {
			t.Error(said)
		}
	}
}

// A finding about a post that is like another leads to that one.
func TestFindingsLinkTheirTwin(t *testing.T) {
	link := "https://acme.slack.com/archives/C0LAUNCH01/p1712345678123456"
	said := findings([]copilot.Item{{Text: "We <open>", Detail: "Almost the same as Lea", Cites: []copilot.Cite{{Author: "see it", Link: link}}}})
	if want := "⚠️ “We &lt;open&gt;” — Almost the same as Lea <" + link + "|[see it]>"; said[0] != want {
		t.Errorf("said %q, want %q", said[0], want)
	}
}
