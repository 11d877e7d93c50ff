package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/copilot"
)

// wing is the bot's side of one platform.
type wing interface {
	route(mux *http.ServeMux)           // adds the addresses that the platform calls
	run(ctx context.Context)            // hears the platform until ctx ends
	deaf() error                        // why nobody is heard any more until a restart; nil while people are
	close()                             // waits for what is still being done, once nothing more comes in
	announce(n notices, address string) // says how the platform reaches the bot
}

// wings are the platforms that are configured.
type wings []wing

// platforms are the ports of the platforms; nil where one is not configured.
type platforms struct {
	slack   *slack.Chat
	discord *discord.Chat
}

// newPlatforms makes the ports that are configured; it calls nobody.
func newPlatforms(s *Settings, h house) (platforms, error) {
	var p platforms
	var err error
	p.slack = newSlackChat(s, h)
	p.discord, err = newDiscordChat(s, h)
	return p, err
}

// join adds the ports to those of the core.
func (p platforms) join(chats map[string]copilot.Chat) {
	if p.slack != nil {
		chats[slack.Platform] = p.slack
	}
	if p.discord != nil {
		chats[discord.Platform] = p.discord
	}
}

// open opens the ways in. It returns an error when a platform refuses what it is
// shown.
func (p platforms) open(ctx context.Context, s *Settings, h house, core *copilot.Copilot) (wings, error) {
	var all wings
	if p.slack != nil {
		w, err := newSlackWing(ctx, s, h, core, p.slack)
		if err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	if p.discord != nil {
		w, err := newDiscordWing(ctx, s, h, core, p.discord)
		if err != nil {
			return all, err
		}
		all = append(all, w)
	}
	return all, nil
}

// countForged counts the clicks that a platform's door refused as forged.
func (h house) countForged(platform string, forged func() int64) error {
	counter := prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "brouillon_forged_clicks_total", ConstLabels: prometheus.Labels{"chat": platform},
		Help: "Clicks on buttons that do not say what the bot put there; more than none deserves a look at the log.",
	}, func() float64 { return float64(forged()) })
	if err := h.registry.Register(counter); err != nil {
		return fmt.Errorf("%s: %w", platform, err)
	}
	return nil
}

// route adds what the platforms call to the rooms.
func (all wings) route(rooms http.Handler) http.Handler {
	mux := http.NewServeMux()
	for _, w := range all {
		w.route(mux)
	}
	mux.Handle("/", rooms)
	return mux
}

func (all wings) run(ctx context.Context, running *sync.WaitGroup) {
	for _, w := range all {
		running.Go(func() { w.run(ctx) })
	}
}

// well is nil while the store answers and people are heard on a platform, if there is
// any: one that is lost does not close the others.
func (all wings) well(ping func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		var lost error
		for _, w := range all {
			if lost = w.deaf(); lost == nil {
				break
			}
		}
		if lost != nil {
			return lost
		}
		return ping(ctx)
	}
}

func (all wings) close() {
	for _, w := range all {
		w.close()
	}
}

func (all wings) announce(n notices, address string) {
	for _, w := range all {
		w.announce(n, address)
	}
}

// finish waits, for as long as a stop may take, for what a door and then its chat are
// still doing.
func finish(log *slog.Logger, door interface{ Close(context.Context) error }, chat interface{ Close(context.Context) }) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	logClose(log, door.Close(ctx))
	chat.Close(ctx)
}
