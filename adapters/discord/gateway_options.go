package discord

import (
	"cmp"
	"crypto/tls"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// GatewayOptions say how the gateway is reached, and how patient it is with it. A
// time of 0 is the default.
type GatewayOptions struct {
	Token  copilot.Secret // of the bot, without "Bot "
	Log    *slog.Logger
	Now    func() time.Time // default time.Now; with a monotonic reading
	Chance func() float64   // in [0, 1), for jitter; default math/rand
	Client *http.Client     // for GET /gateway; with a time-out
	Seats  Seats
	Name   string // of the seat, such as "discord:<application id>"
	Taken  error  // what Seats answers when the seat is another's; nil when no error says so

	Lasts time.Duration // how long the seat lasts without renewal; 10 s
	Renew time.Duration // how often it is renewed; 3 s
	Look  time.Duration // how often the others try to get it; 2 s

	OpenWithin time.Duration // until READY or RESUMED; 20 s
	Silence    time.Duration // nothing read for so long: the connection is dead; 100 s
	ComeBack   time.Duration // the library's time to let go of what was cut; 5 s
	FirstPause time.Duration // before connecting again; 1 s, doubled each time
	MostPause  time.Duration // 60 s
	Drain      time.Duration // for deliveries at work when it ends; 5 s

	proxy func(*http.Request) (*url.URL, error) // default that of the environment
	tls   *tls.Config                           // default the system's roots
}

// withDefaults fills in what was not said. Silence is more than two heartbeats
// (Discord asks for one each 41 s, and answers it).
func (o GatewayOptions) withDefaults() GatewayOptions {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Chance == nil {
		o.Chance = rand.Float64
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 15 * time.Second}
	}
	if o.proxy == nil {
		o.proxy = http.ProxyFromEnvironment
	}
	o.Lasts = cmp.Or(o.Lasts, 10*time.Second)
	o.Renew = cmp.Or(o.Renew, 3*time.Second)
	o.Look = cmp.Or(o.Look, 2*time.Second)
	o.OpenWithin = cmp.Or(o.OpenWithin, 20*time.Second)
	o.Silence = cmp.Or(o.Silence, 100*time.Second)
	o.ComeBack = cmp.Or(o.ComeBack, 5*time.Second)
	o.FirstPause = cmp.Or(o.FirstPause, time.Second)
	o.MostPause = cmp.Or(o.MostPause, time.Minute)
	o.Drain = cmp.Or(o.Drain, 5*time.Second)
	return o
}
