package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics says what is measured.
func metrics(registry *prometheus.Registry) http.Handler {
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

// countDropped counts the lines of the log that nobody took in time.
func countDropped(all ...*spout) prometheus.Collector {
	return prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "brouillon_log_dropped_total", Help: "Lines of the log that were dropped, because nobody took them in time.",
	}, func() (dropped float64) {
		for _, one := range all {
			dropped += float64(one.dropped.Load())
		}
		return dropped
	})
}

// besides says whether what is measured stands at the same address as all else: not
// where it was given one of its own, and not where people or platforms elsewhere come in.
func besides(s *Settings) bool {
	return s.Metrics == "" && s.Workbench != "open" && s.SignIn == nil && s.Public == nil
}

// serveMetrics serves them at an address of their own, if they have one, until the
// server it returns is shut.
func serveMetrics(ctx context.Context, s *Settings, registry *prometheus.Registry, log *slog.Logger) (*http.Server, error) {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", metrics(registry))
	return serveAside(ctx, "BOT_METRICS_ADDR", s.Metrics, mux, log)
}

// serveAside serves something at an address of its own, which a variable names, until the
// server it returns is shut; with no address, nothing.
func serveAside(ctx context.Context, variable, address string, what http.Handler, log *slog.Logger) (*http.Server, error) {
	server := &http.Server{
		Handler: what, ReadTimeout: 10 * time.Second, WriteTimeout: asideWithin, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	if address == "" {
		return server, nil
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, taken(variable, address, err)
	}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("not served any more", "at", variable, "error", err)
		}
	}()
	return server, nil
}

// closeAside ends what is served aside, at once: a profile that somebody takes would hold the
// stop up for longer than whoever runs the bot waits for it.
func closeAside(server *http.Server) { _ = server.Close() }

// asideWithin is how long an answer there may take: a minute of profile among them.
const asideWithin = 2 * time.Minute
