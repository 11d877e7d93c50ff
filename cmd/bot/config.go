package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
	"github.com/brouillon/brouillon/memory"
)

// groups are the headings of the help, in order.
var groups = []kong.Group{
	{Key: "web", Title: "Where it listens:"},
	{Key: "door", Title: "Who comes in to the workbench (none: on this machine alone; docs/workbench.md has every step):"},
	{Key: "store", Title: "What it keeps, and where:"},
	{Key: "model", Title: "What writes (none: the built-in writer, which needs no model and invents nothing):"},
	{Key: "slack", Title: "Slack (bot manifest slack prints the app's manifest; docs/slack.md has every step):"},
	{Key: "discord", Title: "Discord (bot register discord writes its commands; docs/discord.md has every step):"},
	{Key: "limits", Title: "Who may use it, and how much:"},
	{Key: "manner", Title: "How it behaves:"},
	{Key: "traces", Title: "Where its traces go (docs/telemetry.md has what is in them):"},
}

// Config is every flag and variable as given. All are text here, so that settle
// can list every fault at once instead of stopping at the first.
type Config struct {
	Listen    string `name:"listen" env:"LISTEN_ADDR" group:"web" placeholder:"HOST:PORT" help:"Address to listen on. Default: 127.0.0.1:8080, or the next free port."`
	Workbench string `name:"workbench" env:"BOT_WORKBENCH" group:"web" default:"loopback" placeholder:"WHERE" help:"Serve the workbench: loopback (only on an address of this machine), open (to people elsewhere, who sign in: BOT_OIDC_ISSUER), published (in a container whose port is published on this machine only: nobody signs in), off. Default: ${default}."`
	Metrics   string `name:"metrics" env:"BOT_METRICS_ADDR" group:"web" placeholder:"HOST:PORT" help:"Address for /metrics alone. Without, it is served with the rest, but not where BOT_PUBLIC_URL is set or the workbench is open: whoever reaches that would read it."`
	Pprof     string `name:"pprof" env:"BOT_PPROF_ADDR" group:"web" placeholder:"HOST:PORT" help:"Address for /debug/pprof/ alone: what the process spends its time and memory on, for go tool pprof. None: not served. Nobody signs in there, so it is one of this machine, e.g. 127.0.0.1:6060."`
	Anywhere  bool   `name:"pprof-anywhere" env:"BOT_PPROF_ANYWHERE" group:"web" help:"Serve /debug/pprof/ although other machines may reach BOT_PPROF_ADDR."`

	SignIn SignInConfig `embed:""`

	Redis      copilot.Secret `name:"redis" env:"REDIS_URL" group:"store" placeholder:"URL" help:"Redis that keeps everything: redis://, rediss://, redis+sentinel://, redis+cluster://. None: kept in this process, gone when it stops."`
	AcceptLoss bool           `name:"accept-loss" env:"BOT_ACCEPT_LOSS" group:"store" help:"Start although Redis is set up to lose what it acknowledged: no append-only file, no appendfsync always, a memory policy that drops data, or a server that does not tell. Implied without a Redis."`
	SecretKey  copilot.Secret `name:"secret-key" env:"BOT_SECRET_KEY" group:"store" placeholder:"TEXT" help:"Secret of at least 32 characters, the same for all bots on one Redis and kept elsewhere (openssl rand -hex 32): what the bot keeps, and the buttons of its cards, are sealed with it, so that whoever writes to Redis cannot forge them. Better given as a variable than as a flag, which other users of the machine can see."`
	KeyBefore  copilot.Secret `name:"secret-key-before" env:"BOT_SECRET_KEY_BEFORE" group:"store" placeholder:"TEXT" help:"The secret key of before, after BOT_SECRET_KEY was changed: it opens what was sealed with it, and seals nothing. What is kept is sealed anew in the background; the log says when it is not needed any more."`
	Adopt      string         `name:"adopt-unsealed" env:"BOT_ADOPT_UNSEALED" group:"store" placeholder:"DAY" help:"Your word, dated today (such as 2026-11-27), that no older version of the bot runs and that what is not sealed in this Redis is its own: it is sealed before the bot starts, once, and nothing unsealed is believed afterwards. Look first who wrote it (docs/security.md), and take this away again."`
	ContextTTL string         `name:"context-ttl" env:"BOT_CONTEXT_TTL" group:"store" default:"720h" placeholder:"DURATION" help:"How long a channel's recent context is kept after its last change. Default: ${default}."`

	Key          copilot.Secret `name:"openai-api-key" env:"OPENAI_API_KEY" group:"model" placeholder:"KEY" help:"Key of the model's endpoint. Better given as a variable than as a flag, which other users of the machine can see."`
	BaseURL      string         `name:"openai-base-url" env:"OPENAI_BASE_URL" group:"model" placeholder:"URL" help:"Any OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1. Default with a key: OpenAI's."`
	Model        string         `name:"openai-model" env:"OPENAI_MODEL" group:"model" default:"gpt-5-mini" placeholder:"NAME" help:"Model, as the endpoint calls it. Default: ${default}."`
	Parallel     string         `name:"model-calls" env:"BOT_MODEL_CALLS" group:"model" default:"4" placeholder:"N" help:"Calls to the model at once. Default: ${default}."`
	Window       string         `name:"model-window" env:"BOT_MODEL_WINDOW" group:"model" default:"48000" placeholder:"N" help:"Characters of conversation in one call to the model; longer ones are summarized in parts. Default: ${default}."`
	TokensPerDay string         `name:"tokens-per-day" env:"BOT_TOKENS_PER_DAY" group:"model" default:"0" placeholder:"N" help:"Tokens a day, of all bots on one Redis together, after which the built-in writer takes over; 0: no limit."`
	Opinion      bool           `name:"second-opinion" env:"BOT_SECOND_OPINION" group:"model" help:"Ask the model once more about each draft it wrote, which sentences no source carries. What it doubts is marked as its opinion and blocks nothing. It costs one call a draft."`
	NoFallback   bool           `name:"no-fallback" env:"BOT_NO_FALLBACK" group:"model" help:"When the model fails, say so instead of letting the built-in writer step in."`

	Prices  PricesConfig  `embed:""`
	Slack   SlackConfig   `embed:""`
	Discord DiscordConfig `embed:""`
	Limits  LimitsConfig  `embed:""`
	OTel    TracesConfig  `embed:""`

	Locale   string `name:"locale" env:"BOT_LOCALE" group:"manner" default:"en" placeholder:"en|fr" help:"Language for people whose own is not known. Default: ${default}."`
	Workers  string `name:"workers" env:"BOT_WORKERS" group:"manner" default:"4" placeholder:"N" help:"Requests worked on at once. Default: ${default}."`
	LameDuck string `name:"lame-duck" env:"BOT_LAME_DUCK" group:"manner" default:"5s" placeholder:"DURATION" help:"How long it serves on after SIGTERM, when it is not ready any more: balancers take a while to hear of it. Ctrl-C does not wait. Above 15s give whoever stops it a longer grace period than 30s. Default: ${default}."`
	Log      string `name:"log-level" env:"BOT_LOG_LEVEL" group:"manner" default:"info" placeholder:"LEVEL" help:"debug, info, warn or error. Default: ${default}."`
	Format   string `name:"log-format" env:"BOT_LOG_FORMAT" group:"manner" default:"text" placeholder:"FORMAT" help:"text, for people, or json: one object a line, for what collects logs. A line about a request has the reference that people are shown in errors. Default: ${default}."`
}

// Settings is the configuration, checked and typed.
type Settings struct {
	Listen       string         // "" for the first free loopback port from 8080
	Workbench    string         // "loopback", "open", "published", "off"
	Metrics      string         // "" for none of their own
	Pprof        string         // "" for none
	SignIn       *SignIn        // nil: nobody signs in
	Public       *url.URL       // where people elsewhere reach the bot; nil for nowhere that was said
	Redis        copilot.Secret // its address, which may hold a password
	AcceptLoss   bool           // of what an unsafe Redis acknowledged
	SecretKey    copilot.Secret
	KeyBefore    copilot.Secret // it only opens
	Adopt        string         // a day, "" for none
	ContextTTL   time.Duration
	Key          copilot.Secret
	BaseURL      string
	Model        string
	Parallel     int
	Window       int // runes; 0 without a model
	TokensPerDay int
	Fallback     bool
	Opinion      bool // of the model, on its drafts
	Prices       copilot.Prices
	Slack        SlackConfig
	Discord      DiscordConfig
	Limits       copilot.Limits
	Admission    copilot.Admission
	Locale       string
	Workers      int
	LameDuck     time.Duration
	Log          slog.Level
	LogFormat    string  // logText or logJSON
	Traces       *Traces // nil: nothing is traced
}

// HasModel says whether an endpoint is configured.
func (s *Settings) HasModel() bool { return s.Key.Set() || s.BaseURL != "" }

// settle checks everything and lists every fault, each saying what to do.
func (c Config) settle() (*Settings, []string) {
	f := &faults{}
	s := &Settings{
		Listen: c.Listen, Metrics: c.Metrics, Redis: c.Redis, Key: trimmed(c.Key), BaseURL: strings.TrimRight(c.BaseURL, "/"),
		Model: c.Model, Fallback: !c.NoFallback, Opinion: c.Opinion, AcceptLoss: c.AcceptLoss,
		SecretKey: f.secret("BOT_SECRET_KEY", c.SecretKey),
		KeyBefore: f.secret("BOT_SECRET_KEY_BEFORE", c.KeyBefore), Adopt: f.day("BOT_ADOPT_UNSEALED", c.Adopt),
		Workbench:    f.oneOf("BOT_WORKBENCH", c.Workbench, "loopback", "open", "published", "off"),
		Locale:       f.oneOf("BOT_LOCALE", c.Locale, catalogue.English, catalogue.French),
		ContextTTL:   f.duration("BOT_CONTEXT_TTL", c.ContextTTL, time.Minute, "720h"),
		Parallel:     f.number("BOT_MODEL_CALLS", c.Parallel, 1, 1_000),
		Window:       f.number("BOT_MODEL_WINDOW", c.Window, 2_000, 10_000_000),
		TokensPerDay: f.number("BOT_TOKENS_PER_DAY", c.TokensPerDay, 0, 1_000_000_000),
		Workers:      f.number("BOT_WORKERS", c.Workers, 1, 1_000),
		Limits:       copilot.Limits{Requests: c.Limits.requests(f), Tokens: c.Limits.tokens(f)},
		Admission:    c.Limits.admission(f),
		LogFormat:    f.oneOf("BOT_LOG_FORMAT", c.Format, logText, logJSON),
		Prices:       c.Prices.settle(f),
		LameDuck:     f.duration("BOT_LAME_DUCK", c.LameDuck, 0, "5s"),
	}
	if !s.HasModel() { // the built-in writer reads everything at once
		s.Window = 0
	}
	if err := s.Log.UnmarshalText([]byte(c.Log)); err != nil {
		f.add("BOT_LOG_LEVEL is %q: use debug, info, warn or error", c.Log)
	}
	if _, _, err := net.SplitHostPort(c.Listen); c.Listen != "" && err != nil {
		f.add("--listen (LISTEN_ADDR) is %q: use host:port, e.g. 127.0.0.1:8080 or :8080", c.Listen)
	}
	if _, _, err := net.SplitHostPort(c.Metrics); c.Metrics != "" && err != nil {
		f.add("BOT_METRICS_ADDR is %q: use host:port, e.g. 127.0.0.1:9090", c.Metrics)
	}
	s.Pprof = f.pprof(c.Pprof, c.Anywhere)
	s.SignIn = c.SignIn.settle(f, s.SecretKey)
	if s.SignIn != nil {
		s.Public = s.SignIn.Public
	} else if c.SignIn.Public != "" {
		s.Public = asBrowsersSay(f.web("BOT_PUBLIC_URL", c.SignIn.Public, "https://drafts.example.com"))
	}
	if s.Workbench == "open" && s.SignIn == nil {
		f.add("BOT_WORKBENCH is open and nobody signs in: set BOT_OIDC_ISSUER and what goes with it (docs/workbench.md), or use loopback, or published in a container whose port is published on this machine only")
	}
	if c.BaseURL != "" {
		f.endpoint(c.BaseURL)
	}
	if s.HasModel() && s.Model == "" {
		f.add("OPENAI_MODEL is empty: name the model as the endpoint calls it")
	}
	if !s.SecretKey.Set() && (s.KeyBefore.Set() || s.Adopt != "") {
		f.add("BOT_SECRET_KEY_BEFORE and BOT_ADOPT_UNSEALED need a BOT_SECRET_KEY: set it to the key that everything is to be sealed with")
	}
	s.Traces = c.OTel.settle(f)
	s.Slack, s.Discord = c.Slack.settle(f), c.Discord.settle(f)
	f.redis(c.Redis.Reveal())
	return s, f.all
}

type faults struct{ all []string }

func (f *faults) add(format string, args ...any) { f.all = append(f.all, fmt.Sprintf(format, args...)) }

func (f *faults) oneOf(name, value string, known ...string) string {
	if !slices.Contains(known, value) {
		f.add("%s is %q: use %s", name, value, strings.Join(known, ", "))
	}
	return value
}

func (f *faults) number(name, value string, low, high int) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < low || n > high {
		f.add("%s is %q: use a whole number from %d to %d", name, value, low, high)
	}
	return n
}

func (f *faults) duration(name, value string, low time.Duration, example string) time.Duration {
	d, err := time.ParseDuration(value)
	if err != nil || d < low {
		f.add("%s is %q: use a duration of at least %s, e.g. %s", name, value, low, example)
	}
	return d
}

// leastSecret is how many bytes a secret has to have: with fewer it could be guessed.
const leastSecret = 32

// secret does not repeat what it was given.
func (f *faults) secret(name string, value copilot.Secret) copilot.Secret {
	value = trimmed(value)
	if value.Set() && len(value.Reveal()) < leastSecret {
		f.add("%s is too short: use at least %d characters, e.g. those of openssl rand -hex 32", name, leastSecret)
	}
	return value
}

// day is a date, "" for none.
func (f *faults) day(name, value string) string {
	if _, err := time.Parse(time.DateOnly, value); value != "" && err != nil {
		f.add("%s is %q: use the date of today, e.g. %s", name, value, time.Now().UTC().Format(time.DateOnly))
	}
	return value
}

// trimmed is a secret without the white space that copying adds.
func trimmed(s copilot.Secret) copilot.Secret {
	return copilot.NewSecret(strings.TrimSpace(s.Reveal()))
}

func (f *faults) endpoint(base string) {
	u, err := url.Parse(base)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		f.add("OPENAI_BASE_URL is not a web address: use http:// or https://, e.g. http://127.0.0.1:11434/v1")
		return
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		f.add("OPENAI_BASE_URL must not carry a user, a query or a fragment: put the key in OPENAI_API_KEY")
	}
}

// redis has the store read the address; it does not connect yet.
func (f *faults) redis(address string) {
	if address == "" {
		return
	}
	store, err := memory.Open(context.Background(), address, memory.Options{})
	if err != nil {
		f.add("REDIS_URL: %s: use a URL, e.g. redis://127.0.0.1:6379/0", strings.TrimPrefix(err.Error(), "memory: redis URL: "))
		return
	}
	_ = store.Close() // it never connected
}
