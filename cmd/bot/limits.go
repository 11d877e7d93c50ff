package main

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/brouillon/brouillon/copilot"
)

// LimitsConfig is who may use it, and how much, as given.
type LimitsConfig struct {
	Person    string `name:"limit-person" env:"BOT_LIMIT_PERSON" group:"limits" default:"20" placeholder:"N" help:"Requests a minute that each person may make, over all bots on one Redis: as many at once, then one for every such part of a minute. Clicks on sign-off buttons are never limited. 0: no limit. Default: ${default}."`
	Channel   string `name:"limit-channel" env:"BOT_LIMIT_CHANNEL" group:"limits" default:"60" placeholder:"N" help:"The same for each channel. Default: ${default}."`
	Workspace string `name:"limit-workspace" env:"BOT_LIMIT_WORKSPACE" group:"limits" default:"300" placeholder:"N" help:"The same for each workspace or server. Default: ${default}."`

	TokensPerson    string `name:"tokens-person" env:"BOT_TOKENS_PERSON" group:"limits" default:"0" placeholder:"N" help:"Tokens a day (UTC) of each person, after which the built-in writer takes over for them alone; a card says so when 80 percent are used. A call sets 2000 tokens aside for its answer. 0: no limit."`
	TokensChannel   string `name:"tokens-channel" env:"BOT_TOKENS_CHANNEL" group:"limits" default:"0" placeholder:"N" help:"The same for each channel."`
	TokensWorkspace string `name:"tokens-workspace" env:"BOT_TOKENS_WORKSPACE" group:"limits" default:"0" placeholder:"N" help:"The same for each workspace or server."`

	Allow string `name:"allow" env:"BOT_ALLOW" group:"limits" placeholder:"LIST" help:"Where and for whom the bot is there, comma separated: PLATFORM, PLATFORM:WORKSPACE, PLATFORM:WORKSPACE:CHANNEL or PLATFORM:WORKSPACE:@PERSON, by their ids, such as slack:T0123:C0456 or discord:123:@789. Places on the list: no others, on any platform; people of a workspace on it: none of its other people. Default: everywhere, for everybody."`
	Deny  string `name:"deny" env:"BOT_DENY" group:"limits" placeholder:"LIST" help:"Where and for whom it is not, in the same form, or * for all; it wins over --allow. Nothing is read or kept there."`
}

// mostRequests is more than anybody asks for in a minute.
const mostRequests = 1_000_000

func (c LimitsConfig) requests(f *faults) copilot.Bounds {
	return copilot.Bounds{
		Person:    f.number("BOT_LIMIT_PERSON", c.Person, 0, mostRequests),
		Channel:   f.number("BOT_LIMIT_CHANNEL", c.Channel, 0, mostRequests),
		Workspace: f.number("BOT_LIMIT_WORKSPACE", c.Workspace, 0, mostRequests),
	}
}

func (c LimitsConfig) tokens(f *faults) copilot.Bounds {
	return copilot.Bounds{
		Person:    f.number("BOT_TOKENS_PERSON", c.TokensPerson, 0, 1_000_000_000),
		Channel:   f.number("BOT_TOKENS_CHANNEL", c.TokensChannel, 0, 1_000_000_000),
		Workspace: f.number("BOT_TOKENS_WORKSPACE", c.TokensWorkspace, 0, 1_000_000_000),
	}
}

// countRefused counts what is turned away unread, by why. No label names anybody.
func (h house) countRefused() (func(why string), error) {
	counter := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "brouillon_refused_total",
		Help: "Requests that were turned away unread, by why: limit_person, limit_channel, limit_workspace, denied_person or denied_place.",
	}, []string{"why"})
	if err := h.registry.Register(counter); err != nil {
		return nil, fmt.Errorf("counting refusals: %w", err)
	}
	for _, why := range []string{"limit_person", "limit_channel", "limit_workspace", "denied_person", "denied_place"} {
		counter.WithLabelValues(why)
	}
	return func(why string) { counter.WithLabelValues(why).Inc() }, nil
}
