package slack

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const aSecret = "0123456789abcdef0123456789abcdef"

// TestBodiesAreNotWaitedFor: whoever is not Slack, and sends no body, holds nothing
// open.
func TestBodiesAreNotWaitedFor(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	s, err := NewServer(NewDoor(&witness{}, silentSlack(t), DoorOptions{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }}), aSecret)
	if err != nil {
		t.Fatal(err)
	}
	s.within = time.Millisecond
	front := httptest.NewServer(s)
	t.Cleanup(front.Close)
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
		connection, err := net.Dial("tcp", front.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := io.WriteString(connection, "POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n"+c.headers+"\r\n"); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(connection), nil)
		if err != nil || response.StatusCode != c.want {
			t.Errorf("%s: %+v, %v", name, response, err)
			continue
		}
		_ = response.Body.Close()
	}
}

// TestUnsignedAreNotLoud: a wrong secret is noticed, and nobody fills the log.
func TestUnsignedAreNotLoud(t *testing.T) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	var logged bytes.Buffer
	log := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := NewServer(NewDoor(&witness{}, silentSlack(t), DoorOptions{Log: log, Now: func() time.Time { return now }}), aSecret)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for range 10 {
			s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/slack/events", strings.NewReader("{}")))
		}
		now = now.Add(time.Minute)
	}
	if n := strings.Count(logged.String(), "level=WARN"); n != 2 || strings.Count(logged.String(), "level=DEBUG") != 18 {
		t.Errorf("%d warnings in %s", n, logged.String())
	}
}
