package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/copilot"
)

// doors is the HTTP side of the bot. It is open before the store answers, so
// that whoever watches over the bot can see that it is alive and waiting.
type doors struct {
	mux     *http.ServeMux
	rooms   atomic.Pointer[http.Handler] // nil until the store is there
	ready   atomic.Pointer[func(context.Context) error]
	asked   *lately[error] // nil where whoever watches over the bot alone asks whether it is ready
	closing atomic.Bool
	away    *http.ServeMux // what platforms are answered until then
}

func newDoors(registry *prometheus.Registry, s *Settings, log *slog.Logger) *doors {
	d := &doors{mux: http.NewServeMux(), away: http.NewServeMux()}
	if s.SignIn != nil {
		d.asked = &lately[error]{now: time.Now, good: goodForDoor, within: doorWithin}
	}
	d.away.HandleFunc("/slack/", slack.Away)
	if key, err := discord.ParsePublicKey(s.Discord.PublicKey); err == nil {
		d.away.Handle("/discord/", discord.Away(key, log, time.Now))
	}
	d.away.HandleFunc("/", notYet)
	process := copilot.Reference(rand.Text()) // that which answers here, and nothing about it
	d.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set(processHeader, process)
		_, _ = io.WriteString(w, saidAlive+"\n")
	})
	d.mux.HandleFunc("GET /readyz", d.readiness)
	if besides(s) {
		d.mux.Handle("GET /metrics", metrics(registry))
	}
	d.mux.HandleFunc("/", d.room)
	return d
}

// What /healthz answers: by the header bot doctor tells whether the public address leads to
// the process that it finds on this machine.
const (
	saidAlive     = "alive"
	processHeader = "Brouillon-Process"
)

// deafError names a platform that refused the bot while it ran.
type deafError string

func (e deafError) Error() string {
	return "the bot is not heard in " + string(e) + " any more: see its log, and restart it"
}

// ServeHTTP answers, and while the bot is stopping lets go of the connection after
// that: one that is kept open is closed in the end, just when somebody may be sending.
func (d *doors) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if d.closing.Load() {
		w.Header().Set("Connection", "close")
	}
	if r.ContentLength != 0 { // before anybody answers: an answer waits for what was promised
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(sendWithin))
	}
	d.mux.ServeHTTP(w, r)
}

// sendWithin is how long somebody may take to send what they said they would: who sends
// nothing, or a byte now and then, holds no connection for longer.
const sendWithin = time.Minute

// open lets people in.
func (d *doors) open(rooms http.Handler, ready func(context.Context) error) {
	d.rooms.Store(&rooms)
	d.ready.Store(&ready)
}

// close turns readiness off, before anything stops.
func (d *doors) close() { d.closing.Store(true) }

func (d *doors) readiness(w http.ResponseWriter, r *http.Request) {
	ready := d.ready.Load()
	switch {
	case d.closing.Load():
		http.Error(w, "stopping", http.StatusServiceUnavailable)
		return
	case ready == nil:
		http.Error(w, "waiting for the store", http.StatusServiceUnavailable)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	err := d.asked.answer(ctx, *ready)
	_, deaf := errors.AsType[deafError](err)
	_, unfit := errors.AsType[unfitError](err)
	switch {
	case deaf, unfit:
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	case err != nil:
		http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
	default:
		_, _ = w.Write([]byte("ready\n"))
	}
}

func (d *doors) room(w http.ResponseWriter, r *http.Request) {
	rooms := d.rooms.Load()
	if rooms == nil {
		d.away.ServeHTTP(w, r)
		return
	}
	(*rooms).ServeHTTP(w, r)
}

// notYet is what everybody else is told until the store is there.
func notYet(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, "Waiting for the store; try again in a moment. / Le stockage n’est pas encore là ; réessayez dans un instant.", http.StatusServiceUnavailable)
}
