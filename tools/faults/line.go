package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// line is the network between one replica and Redis, which can be bad.
type line struct {
	t     testing.TB
	proxy *toxiproxy.Proxy
}

// newLine is a good one.
func newLine(t testing.TB, name, upstream string) *line {
	t.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	l := &line{t, toxiproxy.NewProxy(server, name, "127.0.0.1:0", upstream)}
	if err := l.proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.proxy.Stop)
	return l
}

func (l *line) address() string { return l.proxy.Listen }

// worsen adds a toxic of toxiproxy's, with the numbers that it takes.
func (l *line) worsen(kind string, numbers map[string]int) {
	toxic, err := json.Marshal(map[string]any{"name": kind, "type": kind, "attributes": numbers})
	if err == nil {
		_, err = l.proxy.Toxics.AddToxicJson(bytes.NewReader(toxic))
	}
	if err != nil {
		l.t.Errorf("toxiproxy: %s: %v", kind, err)
	}
}

// mend takes all toxics away.
func (l *line) mend() { l.proxy.Toxics.ResetToxics(context.Background()) }

// cut ends every connection; join lets new ones through.
func (l *line) cut() { l.proxy.Stop() }

func (l *line) join() {
	if err := l.proxy.Start(); err != nil {
		l.t.Errorf("toxiproxy: %v", err)
	}
}
