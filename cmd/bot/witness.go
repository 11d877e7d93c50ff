package main

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/telemetry"
	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// platformsOf are the platforms that people may be on.
func platformsOf(s *Settings) []string {
	all := []string{web.Platform}
	if s.Slack.configured() {
		all = append(all, slack.Platform)
	}
	if s.Discord.configured() {
		all = append(all, discord.Platform)
	}
	return all
}

// newWitness is who is told what becomes of the work. It returns an error when the registry
// has its figures already.
func newWitness(s *Settings, registry prometheus.Registerer, traces *telemetry.Traces) (*telemetry.Witness, error) {
	return telemetry.New(telemetry.Options{Registry: registry, Chats: platformsOf(s), Traces: traces})
}

// told is who is told, in an interface that is nil for nobody.
func (h house) told() copilot.Witness {
	if h.witness == nil {
		return nil
	}
	return h.witness
}

// failed counts the calls of a platform that failed; nil: nobody counts.
func (h house) failed(platform string) func(kind string) {
	if h.witness == nil {
		return nil
	}
	return func(kind string) { h.witness.PlatformFailed(platform, kind) }
}

// register adds what is known from the start: which version runs, and whether it is ready.
func (d *doors) register(registry prometheus.Registerer, now func() time.Time) error {
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "brouillon_build_info", Help: "1, for the version that runs.",
		ConstLabels: prometheus.Labels{"version": version, "go": runtime.Version()},
	})
	info.Set(1)
	asked := forScrapes[error](now)
	ready := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "brouillon_ready", Help: "1 while the bot is ready, as /readyz says.",
	}, func() float64 { return d.fitness(asked) })
	for _, c := range []prometheus.Collector{info, ready} {
		if err := registry.Register(c); err != nil {
			return fmt.Errorf("registering what is known from the start: %w", err)
		}
	}
	return nil
}

// fitness is 1 while the bot is ready, as far as it was so lately.
func (d *doors) fitness(asked *lately[error]) float64 {
	ready := d.ready.Load()
	if d.closing.Load() || ready == nil || asked.answer(context.Background(), *ready) != nil {
		return 0
	}
	return 1
}

// watchStore has the figures tell how the queue is, and the connections to the store.
func watchStore(registry prometheus.Registerer, store *memory.Store, now func() time.Time) error {
	standing := telemetry.Standing{Depth: depthOf(store.Depth, now), Pool: func() telemetry.Pool { return telemetry.Pool(store.Pool()) }}
	if err := registry.Register(standing); err != nil {
		return fmt.Errorf("registering the queue's figures: %w", err)
	}
	return nil
}

// depthOf is how the queue is, as ask says it or said it lately; also that it could not.
func depthOf(ask func(context.Context) (copilot.Depth, error), now func() time.Time) func() (copilot.Depth, error) {
	type answer struct {
		depth copilot.Depth
		err   error
	}
	asked := forScrapes[answer](now)
	return func() (copilot.Depth, error) {
		said := asked.answer(context.Background(), func(ctx context.Context) answer {
			depth, err := ask(ctx)
			return answer{depth, err}
		})
		return said.depth, said.err
	}
}

// farewell is how long the last traces may take to be delivered when the bot stops.
const farewell = 3 * time.Second

// deliver delivers the last traces.
func deliver(traces *telemetry.Traces, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if err := traces.Close(ctx); err != nil {
		log.Warn("not all traces are delivered", "error", err)
	}
}
