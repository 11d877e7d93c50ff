package chattest

import (
	"bufio"
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Bodiless calls a server and promises a body that never comes. It gives back the
// status of the answer; headers are lines that end in "\r\n".
func Bodiless(t testing.TB, server http.Handler, path, headers string) int {
	t.Helper()
	front := httptest.NewServer(server)
	defer front.Close()
	connection, err := net.Dial("tcp", front.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	if _, err := io.WriteString(connection, "POST "+path+" HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n"+headers+"\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

// UnsignedIsNotLoud fails unless a server warns once a minute of calls that nobody
// signed, and else speaks of them only to who debugs it.
func UnsignedIsNotLoud(t testing.TB, path string, serverOf func(log *slog.Logger, now func() time.Time) http.Handler) {
	t.Helper()
	now := NewClock().Now()
	var logged bytes.Buffer
	log := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	server := serverOf(log, func() time.Time { return now })
	for range 2 {
		for range 10 {
			server.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, path, strings.NewReader("{}")))
		}
		now = now.Add(time.Minute)
	}
	if n := strings.Count(logged.String(), "level=WARN"); n != 2 || strings.Count(logged.String(), "level=DEBUG") != 18 {
		t.Errorf("%d warnings in %s", n, logged.String())
	}
}
