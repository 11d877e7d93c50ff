package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// house is everything there is but what goes wrong.
type house struct {
	t        testing.TB
	redis    *memorytest.Server
	port     string // of Redis
	db       *redis.Client
	discord  *discordCrowd
	crowds   []crowd
	client   *http.Client // of the platforms, to the bot
	journal  *journal
	agenda   *agenda
	rng      *rand.Rand
	replicas []*replica
	serial   int // of the last command

	mu      sync.Mutex
	counts  map[string]int // of what went wrong, by name
	signing sync.WaitGroup // presses on Approve under way
}

// newHouse starts a Redis, the platforms, and so many replicas of a binary.
func newHouse(t testing.TB, binary string, replicas int, p plan) *house {
	t.Helper()
	h := &house{t: t, journal: newJournal(), agenda: newAgenda(p), port: memorytest.Port(t)}
	h.rng, h.counts = rand.New(rand.NewPCG(p.seed, 3)), map[string]int{}
	h.redis = memorytest.Redis(t, "--port", h.port)
	h.db = redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + h.port})
	t.Cleanup(func() { _ = h.db.Close() })
	await(t, "Redis", 10*time.Second, func() bool { return h.db.Ping(t.Context()).Err() == nil })
	store, err := memory.Open(t.Context(), "redis://127.0.0.1:"+h.port, memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	h.discord, h.client = newDiscordCrowd(t, store), newClient()
	h.crowds = []crowd{newSlackCrowd(t, store), h.discord}
	for n := range replicas {
		h.place(fmt.Sprintf("replica%d", n+1), binary)
	}
	await(t, "every replica", 30*time.Second, func() bool {
		for _, r := range h.replicas {
			if !r.ready() {
				return false
			}
		}
		return h.discord.open()
	})
	return h
}

// place starts a replica with its own ways out.
func (h *house) place(name, binary string) *replica {
	line := newLine(h.t, name, "127.0.0.1:"+h.port)
	store := newStoreProxy(h.t, line.address(), h.agenda, h.journal)
	out := newEgress(h)
	env := []string{
		"BOT_LOG_LEVEL=error", "BOT_WORKBENCH=off", "BOT_NO_FALLBACK=true", "BOT_WORKERS=16", "BOT_MODEL_CALLS=16",
		"REDIS_URL=" + store.url(), "OPENAI_BASE_URL=" + out.server.URL + "/v1",
	}
	for _, c := range h.crowds {
		env = append(env, c.env(out.server.URL+"/"+c.name())...)
	}
	r := newReplica(h.t, name, binary, h.journal, env...)
	store.replica, out.replica, r.line = r, r, line
	h.replicas = append(h.replicas, r)
	r.run(h.t)
	h.t.Cleanup(r.retire)
	return r
}

// builtBot builds the bot as it is released, once for all tests.
var builtBot = sync.OnceValues(func() (string, error) {
	binary := filepath.Join(scratch, "bot")
	build := exec.Command("go", "build", "-C", "../..", "-buildvcs=false", "-trimpath", "-gcflags=github.com/redis/...=-l", "-ldflags=-s -w", "-o", binary, "./cmd/bot")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return binary, nil
})

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

// scratch is a directory for what is built.
var scratch string

// progress is one line about how far a round is.
func (h *house) progress() string {
	l := h.balance()
	h.agenda.mu.Lock()
	killed, due := h.agenda.total(), h.agenda.due()
	h.agenda.mu.Unlock()
	h.mu.Lock()
	defer h.mu.Unlock()
	return fmt.Sprintf("%s: %d killed, %d points due; %v; %v", time.Now().Format("15:04:05"), killed, len(due), h.counts, l.verdicts)
}
