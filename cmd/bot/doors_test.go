package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// bounded remembers whether a deadline was set for what is still to come.
type bounded struct {
	*httptest.ResponseRecorder
	until time.Time
}

func (b *bounded) SetReadDeadline(t time.Time) error {
	b.until = t
	return nil
}

// TestPromisesAreKeptInTime: who says that something follows has a minute to send it,
// whatever is asked for, probes and a wrong name among it.
func TestPromisesAreKeptInTime(t *testing.T) {
	d := newDoors(prometheus.NewRegistry(), &Settings{}, slog.New(slog.DiscardHandler))
	for path, body := range map[string]io.Reader{
		"/healthz": strings.NewReader("x"), "/readyz": strings.NewReader("x"), "/events": strings.NewReader("x"), "/nowhere": strings.NewReader("x"), "/": http.NoBody,
	} {
		w := &bounded{ResponseRecorder: httptest.NewRecorder()}
		d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, body))
		if got, want := !w.until.IsZero(), body != http.NoBody; got != want {
			t.Errorf("%s: bounded %v, want %v", path, got, want)
		}
	}
}
