package slack

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
)

const aSecret = "0123456789abcdef0123456789abcdef"

// TestBodiesAreNotWaitedFor: whoever is not Slack, and sends no body, holds nothing
// open.
func TestBodiesAreNotWaitedFor(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	s, err := NewServer(NewDoor(&witness{}, silentSlack(t), DoorOptions{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }}), copilot.NewSecret(aSecret))
	if err != nil {
		t.Fatal(err)
	}
	s.signed.Within = time.Millisecond
	stamped := func(at time.Time) string {
		return fmt.Sprintf("X-Slack-Request-Timestamp: %d\r\nX-Slack-Signature: v0=%s\r\n", at.Unix(), strings.Repeat("0", 64))
	}
	for name, c := range map[string]struct {
		headers string
		want    int
	}{
		"unsigned":  {"", http.StatusUnauthorized},
		"too old":   {stamped(now.Add(-time.Hour)), http.StatusUnauthorized},
		"malformed": {"X-Slack-Request-Timestamp: now\r\nX-Slack-Signature: v0=1\r\n", http.StatusUnauthorized},
		"signed":    {stamped(now), http.StatusRequestTimeout},
	} {
		if status := chattest.Bodiless(t, s, "/slack/events", c.headers); status != c.want {
			t.Errorf("%s: %d, want %d", name, status, c.want)
		}
	}
}

// TestUnsignedAreNotLoud: a wrong secret is noticed, and nobody fills the log.
func TestUnsignedAreNotLoud(t *testing.T) {
	chattest.UnsignedIsNotLoud(t, "/slack/events", func(log *slog.Logger, now func() time.Time) http.Handler {
		s, err := NewServer(NewDoor(&witness{}, silentSlack(t), DoorOptions{Log: log, Now: now}), copilot.NewSecret(aSecret))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
