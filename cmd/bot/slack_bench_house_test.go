package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// brief is what is asked for, and what the instant model answers.
const brief = "Our café in Lyon reopens on Monday 9 March 2026 at 8 am, with a new terrace of 40 seats."

// slackHouse is the bot as its own process, as it is deployed: Redis with
// appendfsync always, a Slack, and a model that answers at once. Slack, model and
// load are in the benchmark's process, on the same cores.
type slackHouse struct {
	fake   *slacktest.Slack
	store  *memory.Store // to look in
	client *http.Client
	bot    *exec.Cmd
	botURL string
	bare   string // address of the bare handler
	serial int    // of the last command

	thinking atomic.Int64 // nanoseconds the model has taken so far
	asked    atomic.Int64 // how often it was asked
}

// model answers at once, and keeps count of what it takes nevertheless.
func (h *slackHouse) model() http.Handler {
	say := openaitest.Say("=== fact\n" + brief + "\n=== hashtags\n#Lyon #Café\n")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		say(w, r)
		h.asked.Add(1)
		h.thinking.Add(int64(time.Since(start)))
	})
}

// channels spreads the load; U0MARC may sign in all of them.
const channels = 8

func channelOf(n int) string { return fmt.Sprintf("C0LOAD%d", n%channels) }

func newSlackHouse(b *testing.B) *slackHouse {
	b.Helper()
	redis := memorytest.Redis(b)
	h := &slackHouse{fake: slacktest.New(b, slacktest.Options{Lenient: true})}
	store, err := memory.Open(b.Context(), redis.URL(), memory.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	h.store = store
	h.client = &http.Client{Timeout: 2 * tolerance, Transport: &http.Transport{MaxIdleConnsPerHost: 4096, DisableCompression: true}}
	h.people(b)
	model := httptest.NewServer(h.model())
	b.Cleanup(model.Close)

	secret := "SLACK_SIGNING_SECRET=" + h.fake.Options().SigningSecret
	h.bot, h.botURL = spawn(b, exec.Command(builtBot(b)), "LISTEN_ADDR=127.0.0.1:0", "BOT_LOG_LEVEL=error", "REDIS_URL="+redis.URL(),
		"SLACK_BOT_TOKEN="+h.fake.Options().BotToken, secret, "SLACK_API_URL="+h.fake.APIURL(), "OPENAI_BASE_URL="+model.URL+"/v1")
	h.fake.ConnectHTTP(h.botURL)
	_, h.bare = spawn(b, exec.Command("bare"), "REDIS_URL="+redis.URL(), secret)
	return h
}

// people are somebody who asks and somebody who signs, in every channel.
func (h *slackHouse) people(b *testing.B) {
	h.fake.User(slacktest.User{ID: "U0LEA", Name: "lea", RealName: "Léa Martin"})
	h.fake.User(slacktest.User{ID: "U0MARC", Name: "marc", RealName: "Marc Olivier"})
	for n := range channels {
		h.channel(b, channelOf(n))
	}
}

func (h *slackHouse) channel(b *testing.B, id string) {
	b.Helper()
	h.fake.Channel(slacktest.Channel{ID: id, BotIn: true, Members: []string{"U0LEA", "U0MARC"}})
	at := copilot.Place{Platform: slack.Platform, Workspace: h.fake.Options().Team, Channel: id}
	signs := copilot.Profile{Approvers: []copilot.Approver{{ID: "U0MARC", Name: "Marc Olivier"}}}
	eventually(b, "the profile is kept", func() bool { return h.store.SetProfile(b.Context(), at, signs) == nil })
}

// builtBot builds the bot as it is released.
func builtBot(b *testing.B) string {
	b.Helper()
	binary := filepath.Join(b.TempDir(), "bot")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, ".")
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
