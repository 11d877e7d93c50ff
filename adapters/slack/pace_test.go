package slack

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// TestOvertakenProgressTakesNoTurn has many answers come before their progress
// could be shown: those that are slow afterwards must still be seen being written.
func TestOvertakenProgressTakesNoTurn(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"ok":true}`) }))
	defer server.Close()
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	c := NewChat(ChatOptions{BotToken: "xoxb-test", URL: server.URL, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }})
	defer c.Close(context.Background())
	for i := range 10 * editBurst {
		p := post{"C1", []string{fmt.Sprint(i)}}
		c.offer(t.Context(), p, copilot.Spot{Key: "key"}, copilot.Card{})
		if err := c.quiet(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	if left := c.edits.TokensAt(now); left < 0 {
		t.Errorf("%.0f edits are owed for progress that nobody saw", -left)
	}
}
