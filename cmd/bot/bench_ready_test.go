package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// BenchmarkReady is the bot from its start until /readyz says that it is ready, on a Redis
// that fsyncs every write: at most 300 ms. Each part is the process as it is released, but
// "in a process that runs", which leaves out what a process itself costs.
func BenchmarkReady(b *testing.B) {
	binary := builtBot(b)
	process := func(env []string) (end func()) {
		cmd := exec.Command(binary)
		cmd.Env, cmd.Stderr = env, os.Stderr
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		return func() {
			_ = cmd.Process.Signal(os.Interrupt)
			_ = cmd.Wait()
		}
	}
	redis := "REDIS_URL=" + memorytest.Redis(b).URL()
	b.Run("without a Redis", func(b *testing.B) { untilReady(b, process) })
	b.Run("with a Redis", func(b *testing.B) { untilReady(b, process, redis) })
	b.Run("with everything", func(b *testing.B) { untilReady(b, process, allThereIs(b)...) })
	b.Run("with everything, in a process that runs", func(b *testing.B) {
		untilReady(b, func(env []string) func() { return inProcess(b, env) }, allThereIs(b)...)
	})
}

// allThereIs is what a bot is told that is in Slack and in Discord, over HTTP and over its
// gateway, with a model and a key, on a Redis of its own.
func allThereIs(b *testing.B) []string {
	b.Helper()
	slack := slacktest.New(b, slacktest.Options{Lenient: true})
	discord := discordtest.New(b, discordtest.Options{Lenient: true})
	return []string{
		"REDIS_URL=" + memorytest.Redis(b).URL(), "BOT_SECRET_KEY=a secret of these benchmarks, long enough",
		"BOT_METRICS_ADDR=127.0.0.1:0", "OPENAI_BASE_URL=http://127.0.0.1:1/v1",
		"SLACK_BOT_TOKEN=" + slack.Options().BotToken, "SLACK_SIGNING_SECRET=" + slack.Options().SigningSecret, "SLACK_API_URL=" + slack.APIURL(),
		"DISCORD_BOT_TOKEN=" + discord.Options().Token, "DISCORD_PUBLIC_KEY=" + discord.Options().PublicKey, "DISCORD_API_URL=" + discord.APIURL(),
	}
}

// untilReady starts the bot again and again, and times it.
func untilReady(b *testing.B, start func(env []string) (end func()), env ...string) {
	b.Helper()
	var took []time.Duration
	for b.Loop() {
		address := "127.0.0.1:" + memorytest.Port(b)
		begun := time.Now()
		end := start(append([]string{"LISTEN_ADDR=" + address, "BOT_LOG_LEVEL=error", "BOT_LAME_DUCK=0s"}, env...))
		for !isReady("http://" + address + "/readyz") {
			if time.Since(begun) > 30*time.Second {
				b.Fatal("the bot is not ready after half a minute")
			}
			<-time.After(time.Millisecond)
		}
		took = append(took, time.Since(begun))
		end()
	}
	percentiles(b, "ready", took)
}

// isReady asks on a connection of its own: before the start there is nobody to keep one with.
func isReady(address string) bool {
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Second}
	response, err := client.Get(address)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode == http.StatusOK
}

// inProcess runs the bot with an environment, in this process.
func inProcess(b *testing.B, env []string) (end func()) {
	b.Helper()
	for _, pair := range env {
		name, value, _ := strings.Cut(pair, "=")
		b.Setenv(name, value)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int, 1)
	go func() { done <- run(ctx, nil, stdio{strings.NewReader(""), io.Discard, os.Stderr}) }()
	return func() {
		cancel()
		if status := <-done; status != statusOK {
			b.Errorf("the bot ended with status %d", status)
		}
	}
}
