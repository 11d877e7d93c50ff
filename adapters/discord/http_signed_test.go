package discord

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
)

// someKey is a public key that nobody has the other half of.
var someKey = strings.Repeat("ab", 32)

// TestBodiesAreNotWaitedFor: whoever is not Discord, and sends no body, holds nothing
// open.
func TestBodiesAreNotWaitedFor(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	s, err := NewServer(NewDoor(&keeper{}, silentDiscord(t), DoorOptions{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }}), someKey)
	if err != nil {
		t.Fatal(err)
	}
	s.signed.Within = time.Millisecond
	stamped := func(at time.Time, mark string) string {
		return fmt.Sprintf("X-Signature-Timestamp: %d\r\nX-Signature-Ed25519: %s\r\n", at.Unix(), mark)
	}
	whole := strings.Repeat("0", 128)
	for name, c := range map[string]struct {
		headers string
		want    int
	}{
		"unsigned":    {"", http.StatusUnauthorized},
		"too old":     {stamped(now.Add(-time.Hour), whole), http.StatusUnauthorized},
		"malformed":   {stamped(now, "0"), http.StatusUnauthorized},
		"it may come": {stamped(now, whole), http.StatusRequestTimeout},
	} {
		if status := chattest.Bodiless(t, s, interactionsPath, c.headers); status != c.want {
			t.Errorf("%s: %d, want %d", name, status, c.want)
		}
	}
}

// TestUnsignedAreNotLoud: a wrong key is noticed, and nobody fills the log.
func TestUnsignedAreNotLoud(t *testing.T) {
	t.Parallel()
	chattest.UnsignedIsNotLoud(t, interactionsPath, func(log *slog.Logger, now func() time.Time) http.Handler {
		s, err := NewServer(NewDoor(&keeper{}, silentDiscord(t), DoorOptions{Log: log, Now: now}), someKey)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
