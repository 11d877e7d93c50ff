package slack

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestForgottenWhileItIsRead: Slack says that something changed while the answer
// from before the change is on its way. It is not kept, and nobody waits for it.
func TestForgottenWhileItIsRead(t *testing.T) {
	var c *Chat
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.people.forget("U1")
		c.groups.forget()
		if strings.Contains(r.URL.Path, "users.info") {
			_, _ = io.WriteString(w, `{"ok":true,"user":{"id":"U1","team_id":"T1"}}`)
			return
		}
		_, _ = io.WriteString(w, `{"ok":true,"usergroups":[{"id":"S1","handle":"team"}]}`)
	}))
	defer server.Close()
	c = NewChat(ChatOptions{BotToken: copilot.NewSecret("xoxb-x"), URL: server.URL, Log: slog.New(slog.DiscardHandler)})
	if _, err := c.people.find(t.Context(), "U1", time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, known := c.people.recall("U1", time.Hour); known {
		t.Error("what was forgotten is believed")
	}
	if all, err := c.groups.all(t.Context(), "T1", "U1"); err != nil || len(all) != 1 || len(c.groups.known) != 0 {
		t.Errorf("%v, %v; believed %v", all, err, c.groups.known)
	}
}
