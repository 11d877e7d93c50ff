package main

import (
	"context"
	"net/http"
	"time"

	"github.com/brouillon/brouillon/adapters/telemetry"
)

// tracesWithin is how long a collector may take to take nothing.
const tracesWithin = 5 * time.Second

// examineTraces delivers no spans to the collector, to hear whether it would take some.
func examineTraces(ctx context.Context, s *Settings, c *chart) {
	if s.Traces == nil {
		c.ok("No OTEL_EXPORTER_OTLP_ENDPOINT: nothing is traced.")
		return
	}
	ctx, cancel := context.WithTimeout(ctx, tracesWithin)
	defer cancel()
	if err := telemetry.Probe(ctx, s.Traces.Endpoint, s.Traces.Headers, http.ProxyFromEnvironment); err != nil {
		c.warn("See whether the collector is there and takes OTLP over HTTP (port 4318, not 4317), and what OTEL_EXPORTER_OTLP_HEADERS it wants. The bot works without it.",
			"The collector takes no traces: %v", err)
		return
	}
	c.ok("The collector takes traces.")
}
