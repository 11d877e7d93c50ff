package main

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/brouillon/brouillon/adapters/slack"
)

// doors is the HTTP side of the bot. It is open before the store answers, so
// that whoever watches over the bot can see that it is alive and waiting.
type doors struct {
	mux     *http.ServeMux
	rooms   atomic.Pointer[http.Handler] // nil until the store is there
	ready   atomic.Pointer[func(context.Context) error]
	closing atomic.Bool
}

func newDoors(registry *prometheus.Registry) *doors {
	d := &doors{mux: http.NewServeMux()}
	d.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("alive\n")) })
	d.mux.HandleFunc("GET /readyz", d.readiness)
	d.mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	d.mux.HandleFunc("/", d.room)
	return d
}

// open lets people in.
func (d *doors) open(rooms http.Handler, ready func(context.Context) error) {
	d.rooms.Store(&rooms)
	d.ready.Store(&ready)
}

// close turns readiness off, before anything stops.
func (d *doors) close() { d.closing.Store(true) }

func (d *doors) readiness(w http.ResponseWriter, r *http.Request) {
	ready := d.ready.Load()
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	switch {
	case d.closing.Load():
		http.Error(w, "stopping", http.StatusServiceUnavailable)
	case ready == nil:
		http.Error(w, "waiting for the store", http.StatusServiceUnavailable)
	case (*ready)(ctx) != nil:
		http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
	default:
		_, _ = w.Write([]byte("ready\n"))
	}
}

func (d *doors) room(w http.ResponseWriter, r *http.Request) {
	rooms := d.rooms.Load()
	if rooms == nil && strings.HasPrefix(r.URL.Path, "/slack/") {
		slack.Away(w, r)
		return
	}
	if rooms == nil {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "Waiting for the store; try again in a moment. / Le stockage n’est pas encore là ; réessayez dans un instant.", http.StatusServiceUnavailable)
		return
	}
	(*rooms).ServeHTTP(w, r)
}
