package slack

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestAnswersStayWithSlack: what is given as an address to answer at is called only
// over TLS or where the Web API is, and leads nowhere else.
func TestAnswersStayWithSlack(t *testing.T) {
	called := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called++ }))
	t.Cleanup(other.Close)
	slack := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	t.Cleanup(slack.Close)
	c := NewChat(ChatOptions{BotToken: "xoxb-x", URL: slack.URL})
	for _, address := range []string{"", "://", "http://169.254.169.254/secret", other.URL + "/secret", slack.URL + "/secret", "ftp://x/secret"} {
		if err := c.answer(t.Context(), address, "words"); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if called > 0 {
		t.Errorf("somebody else was called %d times", called)
	}
}
