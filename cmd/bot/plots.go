package main

import (
	"net/http"
	"time"

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
	if !s.draws() {
		return nil, nil
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
		Log: h.log, Now: time.Now, Locale: s.Locale,
	})
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
