package slack

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestAnswersStayWithSlack: what is given as an address to answer at is called only
// over TLS or where the Web API is, and leads nowhere else.
func TestAnswersStayWithSlack(t *testing.T) {
	called := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called++ }))
	t.Cleanup(other.Close)
	slack := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	t.Cleanup(slack.Close)
	c := NewChat(ChatOptions{BotToken: copilot.NewSecret("xoxb-x"), URL: slack.URL})
	for _, address := range []string{"", "://", "http://169.254.169.254/secret", other.URL + "/secret", slack.URL + "/secret", "ftp://x/secret"} {
		if err := c.answer(t.Context(), address, "words"); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if called > 0 {
		t.Errorf("somebody else was called %d times", called)
	}
}

// TestWhispersAreForgottenInTime: an address that is too old does not stay until there
// are too many.
func TestWhispersAreForgottenInTime(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	w := newWhispers(func() time.Time { return now })
	for n := range 2 * 60 { // two hours, each minute somebody else
		w.keep("U"+strconv.Itoa(n), "C1", "https://hooks.slack.test/1")
		now = now.Add(time.Minute)
	}
	if most := int(addressAge/time.Minute) + 2; len(w.known) > most {
		t.Errorf("%d addresses are kept, want at most %d", len(w.known), most)
	}
	if w.take("U119", "C1") == "" {
		t.Error("an address that can be used is forgotten")
	}
}
