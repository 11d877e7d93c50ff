package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// houseKey is what the bots seal with what they keep.
const houseKey = "the secret of a house in which everything fails"

// house is everything there is but what goes wrong.
type house struct {
	t        testing.TB
	redis    *memorytest.Server
	port     string // of Redis
	db       *redis.Client
	slack    *slackCrowd
	discord  *discordCrowd
	crowds   []crowd
	client   *http.Client // of the platforms, to the bot
	journal  *journal
	agenda   *agenda
	rng      *rand.Rand
	replicas []*replica
	balancer *balancer    // nil: people call the replicas themselves
	key      string       // what the bots seal with what they keep; "" for none
	settings []string     // of every bot, besides those that a place gives it
	gate     sync.RWMutex // is held while no replica may start
	serial   atomic.Int64 // of the last command
	sick     atomic.Int64 // calls to the model that still have to fail

	mu      sync.Mutex
	counts  map[string]int // of what went wrong, by name
	signing sync.WaitGroup // presses on Approve under way
}

// newHouse starts a Redis, the platforms, and a replica of each binary, which have a key;
// "" for none.
func newHouse(t testing.TB, p plan, key string, binaries ...string) *house {
	t.Helper()
	return newHouseWith(t, p, key, nil, binaries...)
}

// newHouseWith is newHouse with settings for every bot.
func newHouseWith(t testing.TB, p plan, key string, settings []string, binaries ...string) *house {
	t.Helper()
	h := &house{t: t, key: key, settings: settings, journal: newJournal(), agenda: newAgenda(p), client: newClient(), counts: map[string]int{}}
	h.rng, h.port = rand.New(rand.NewPCG(p.seed, 3)), memorytest.Port(t)
	h.redis = memorytest.Redis(t, "--port", h.port)
	h.db = redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + h.port})
	t.Cleanup(func() { _ = h.db.Close() })
	h.redisBack(t.Context())
	store, err := h.store(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	h.slack, h.discord = newSlackCrowd(t, store), newDiscordCrowd(t, store)
	h.crowds = []crowd{h.slack, h.discord}
	for n, binary := range binaries {
		h.place(fmt.Sprintf("replica%d", n+1), binary)
	}
	await(t, "every replica", 30*time.Second, func() bool { return h.ready() && h.discord.open() })
	return h
}

// store is what the bots keep, as they have it.
func (h *house) store(ctx context.Context) (*memory.Store, error) {
	return memory.Open(ctx, "redis://127.0.0.1:"+h.port, memory.Options{Secret: copilot.NewSecret(h.key)})
}

// update stops every replica, as whoever sets a key has to, and then starts all from a binary,
// with the operator's word that what is there is the bots' own.
func (h *house) update(ctx context.Context, binary, key string) {
	h.gate.Lock()
	h.key = key
	for _, r := range h.replicas {
		r.stop(ctx, binary)
		r.given("BOT_SECRET_KEY="+key, "BOT_ADOPT_UNSEALED="+time.Now().UTC().Format(time.DateOnly))
	}
	h.gate.Unlock()
	await(h.t, "every replica, after the update", 30*time.Second, h.ready)
}

// ready says whether every replica says that it is.
func (h *house) ready() bool {
	return !slices.ContainsFunc(h.replicas, func(r *replica) bool { return !r.ready() })
}

// place starts a replica with its own ways out, and settings of its own.
func (h *house) place(name, binary string, settings ...string) *replica {
	line := newLine(h.t, name, "127.0.0.1:"+h.port)
	store := newStoreProxy(h.t, line.address(), h.agenda, h.journal)
	out := newEgress(h)
	env := []string{
		"BOT_LOG_LEVEL=error", "BOT_WORKBENCH=off", "BOT_WORKERS=16", "BOT_MODEL_CALLS=16", "BOT_LAME_DUCK=3s",
		"BOT_SECRET_KEY=" + h.key,
		"BOT_LIMIT_PERSON=0", "BOT_LIMIT_CHANNEL=0", "BOT_LIMIT_WORKSPACE=0",
		"REDIS_URL=" + store.url(), "OPENAI_BASE_URL=" + out.server.URL + "/v1",
	}
	for _, c := range h.crowds {
		env = append(env, c.env(out.server.URL+"/"+c.name())...)
	}
	r := newReplica(h.t, name, binary, h.journal, &h.gate, slices.Concat(env, h.settings, settings)...)
	store.replica, out.replica, r.line = r, r, line
	h.replicas = append(h.replicas, r)
	r.run(h.t)
	h.t.Cleanup(r.retire)
	return r
}

// base is the address of the fake of a platform.
func (h *house) base(platform string) string {
	for _, c := range h.crowds {
		if c.name() == platform {
			return c.base()
		}
	}
	return ""
}

// count notes that something went wrong as it should.
func (h *house) count(what string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.counts[what]++
}

// idle says whether nothing waits for work or is being worked on.
func (h *house) idle(ctx context.Context) bool {
	const queue = "{brouillon}:queue:"
	waiting, err := h.db.XLen(ctx, queue+"work").Result()
	if err != nil || waiting > 0 {
		return false
	}
	delayed, err := h.db.ZCard(ctx, queue+"delayed").Result()
	return err == nil && delayed == 0
}

// await waits until something holds; the test ends when it does not in time.
func await(t testing.TB, what string, within time.Duration, holds func() bool) {
	t.Helper()
	for until := time.Now().Add(within); !holds(); {
		if time.Now().After(until) {
			t.Fatalf("no %s within %v", what, within)
		}
		sleep(t.Context(), 50*time.Millisecond)
	}
}

// progress is one line about how far a trial is.
func (h *house) progress() string {
	l := h.balance()
	h.agenda.mu.Lock()
	killed, due := h.agenda.total(), len(h.agenda.due())
	h.agenda.mu.Unlock()
	return fmt.Sprintf("%s: %d replicas killed, %d points due; if nothing more happened: %v", time.Now().Format(time.TimeOnly), killed, due, l.verdicts)
}
