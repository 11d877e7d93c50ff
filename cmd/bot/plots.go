package main

import (
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/web"
	"github.com/brouillon/brouillon/copilot"
)

// draws says whether there are pages with the plots of figures: they need an address that
// people reach, and a key that is the same tomorrow and in every replica.
func (s *Settings) draws() bool {
	return s.Public != nil && s.SecretKey.Set() && (s.Slack.configured() || s.Discord.configured())
}

// newPlots are those pages for the people of the chats that are configured; nil where there
// are none.
func newPlots(s *Settings, h house, core *copilot.Copilot, ports platforms) (*web.Plots, error) {
	ended, err := h.countPlots()
	if err != nil || !s.draws() {
		return nil, err
	}
	sights := map[string]web.Sight{}
	if ports.slack != nil {
		sights[slack.Platform] = ports.slack
	}
	if ports.discord != nil {
		sights[discord.Platform] = ports.discord
	}
	return web.NewPlots(web.PlotsOptions{
		Courses: core, Sights: sights, Public: s.Public, Secret: s.SecretKey, Prefixes: map[string]string{slack.Platform: s.Slack.Prefix},
		Log: h.log, Now: time.Now, Locale: s.Locale, Ended: ended,
	})
}

// countPlots counts how links to plots are opened. No label names anybody.
func (h house) countPlots() (func(outcome string), error) {
	counter := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "brouillon_plots_total",
		Help: "Links to plots that were opened: shown, foreign (none of this bot), over, refused (not theirs to see), often (too many at once), left (before it was there) or failed.",
	}, []string{"outcome"})
	if err := h.registry.Register(counter); err != nil {
		return nil, fmt.Errorf("counting plots: %w", err)
	}
	for _, outcome := range web.PlotsOutcomes() {
		counter.WithLabelValues(outcome)
	}
	return func(outcome string) { counter.WithLabelValues(outcome).Inc() }, nil
}

// links tells chats where figures are drawn; nil where they are not.
func (h house) links() func(at copilot.Place, by copilot.Person, whole bool, days int) string {
	if h.plots == nil {
		return nil
	}
	return h.plots.Link
}

// drawn are the rooms, and the pages beside them.
func (h house) drawn(rooms http.Handler) http.Handler {
	if h.plots == nil {
		return rooms
	}
	mux := http.NewServeMux()
	mux.Handle(web.PlotsPath, h.plots)
	mux.Handle("/", rooms)
	return mux
}
