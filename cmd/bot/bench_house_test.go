package main

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// brief is what is asked for where nothing else was asked before.
const brief = "Our café in Lyon reopens on Monday 9 March 2026 at 8 am, with a new terrace of 40 seats."

// crowd is the people of a chat under load: what they send, and what they see.
type crowd interface {
	// command is a signed command as the chat delivers it to a server at an address,
	// and the key of the request that is made of it. Every serial is another command.
	command(b *testing.B, base string, serial int) (r *http.Request, key string)
	// accepted says whether the response to a command accepts it: with status 200
	// and nothing to say against it.
	accepted(key string, status int, said []byte) bool
	// answers counts the final cards by the key of the request that each answers.
	answers() map[string]int
}

// fullHouse is the bot as its own process, as it is deployed: Redis with appendfsync
// always, a chat, and a model that answers at once. Chat, model and load are in the
// benchmark's process, on the same cores.
type fullHouse struct {
	crowd  crowd
	server *memorytest.Server
	redis  string        // its URL
	store  *memory.Store // to look in
	client *http.Client
	bot    *exec.Cmd
	botURL string
	bare   string // address of the bare handler
	serial int    // of the last command
	binary string
	env    []string // of the bot

	writes   func(asked *http.Request) string // what the model writes: at first writesBack
	takes    atomic.Int64                     // nanoseconds the model waits before it answers
	thinking atomic.Int64                     // nanoseconds the model has taken so far
	asked    atomic.Int64                     // how often it was asked
}

// newFullHouse opens the store, with the secret key that the bot is given; nobody lives
// there yet.
func newFullHouse(b *testing.B, c crowd, key string) *fullHouse {
	b.Helper()
	h := &fullHouse{crowd: c, server: memorytest.Redis(b), writes: writesBack}
	h.redis = h.server.URL()
	store, err := memory.Open(b.Context(), h.redis, memory.Options{Secret: copilot.NewSecret(key)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	must(b, store.Unlock(b.Context()))
	h.store = store
	h.client = &http.Client{Timeout: 2 * tolerance, Transport: &http.Transport{MaxIdleConnsPerHost: 4096, DisableCompression: true}}
	return h
}

// settle starts the bot with what it needs for its chat, and the bare handler with
// what it verifies signatures with.
func (h *fullHouse) settle(b *testing.B, verifies string, chat ...string) {
	b.Helper()
	h.furnish(b, append(chat, verifies)...)
	h.bot, h.botURL = spawn(b, exec.Command(h.binary), h.env...)
	_, h.bare = spawn(b, exec.Command("bare"), "REDIS_URL="+h.redis, verifies)
}

// furnish builds the bot, and has a model and an environment for it.
func (h *fullHouse) furnish(b *testing.B, chat ...string) {
	b.Helper()
	model := httptest.NewServer(h.model())
	b.Cleanup(model.Close)
	h.env = append([]string{
		"LISTEN_ADDR=127.0.0.1:0", "BOT_LOG_LEVEL=error", "REDIS_URL=" + h.redis, "OPENAI_BASE_URL=" + model.URL + "/v1",
		"BOT_LIMIT_PERSON=0", "BOT_LIMIT_CHANNEL=0", "BOT_LIMIT_WORKSPACE=0",
	}, chat...)
	h.binary = builtBot(b)
}

// model answers at once or as late as it is told to, and keeps count of what it takes.
func (h *fullHouse) model() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		text := h.writes(r)
		if takes := time.Duration(h.takes.Load()); takes > 0 {
			select {
			case <-time.After(takes):
			case <-r.Context().Done():
			}
		}
		openaitest.Say("=== fact\n"+text+"\n=== hashtags\n#Lyon #Café\n")(w, r)
		h.asked.Add(1)
		h.thinking.Add(int64(time.Since(start)))
	})
}

// info is one number of what a Redis says of itself.
func info(b *testing.B, server *memorytest.Server, field string) int {
	b.Helper()
	_, rest, _ := strings.Cut(server.Do("INFO everything"), "\n"+field+":")
	value, _, _ := strings.Cut(rest, "\r\n")
	n, err := strconv.Atoi(value)
	if err != nil {
		b.Fatalf("INFO says of %s: %q", field, value)
	}
	return n
}

// builtBot builds the bot as it is released.
func builtBot(b *testing.B) string {
	b.Helper()
	binary := filepath.Join(b.TempDir(), "bot")
	flags, err := os.ReadFile("build.flags")
	if err != nil {
		b.Fatal(err)
	}
	build := exec.Command("go", slices.Concat([]string{"build", "-ldflags=-s -w", "-o", binary}, strings.Fields(string(flags)), []string{"."})...)
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return binary
}

// spawn runs a program that lives as long as the benchmark, and returns the first
// address it says it is at.
func spawn(b *testing.B, cmd *exec.Cmd, env ...string) (*exec.Cmd, string) {
	b.Helper()
	cmd.Env, cmd.Stderr = env, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	in, err := cmd.StdinPipe() // its end ends the bare handler
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	var address string
	for address == "" && lines.Scan() {
		_, address, _ = strings.Cut(lines.Text(), "http://")
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	b.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	return cmd, "http://" + address
}
