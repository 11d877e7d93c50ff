package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// canaries are the secrets of a bot, each a word that stands nowhere else.
var canaries = map[string]string{
	"OPENAI_API_KEY": "sk-canaryopenai7f3a", "SLACK_BOT_TOKEN": "xoxb-canaryslackbot91c2", "SLACK_APP_TOKEN": "xapp-canaryslackapp5d40",
	"SLACK_SIGNING_SECRET": "canaryslacksigning0be6", "DISCORD_BOT_TOKEN": "MTEwMDAwMDAwMDAwMDAwMDAwMQ.canary.discordbot38f1",
	"BOT_SECRET_KEY": "canarysecretkey64a9canarysecretkey64a9", "REDIS_URL": "canaryredispassword2e77",
}

// telltale is what of a secret says it: all of it, and of Discord's token the parts that
// are no name.
func telltale(name, secret string) string {
	if name == "DISCORD_BOT_TOKEN" {
		_, secret, _ = strings.Cut(secret, ".")
	}
	return secret
}

// overheard is all that a bot prints and logs.
type overheard struct {
	mu   sync.Mutex
	said strings.Builder
}

func (l *overheard) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.Write(b)
}

func (l *overheard) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.String()
}

// holds waits until words are there, and gives what follows them on their line.
func (l *overheard) holds(t *testing.T, words string) string {
	t.Helper()
	after := ""
	eventually(t, "it says "+words, func() bool {
		_, rest, ok := strings.Cut(l.String(), words)
		after, _, _ = strings.Cut(rest, "\n")
		return ok && strings.Contains(rest, "\n")
	})
	return after
}

// echoing is an endpoint that refuses every call, each in another way, and repeats
// the key it was shown.
func echoing(t *testing.T) (base string, calls *atomic.Int32) {
	calls = &atomic.Int32{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		call := calls.Add(1)
		status := []int{401, 400, 403, 404, 429, 500, 503}[call%7]
		shown := r.Header.Get("Authorization")
		w.Header().Set("X-Echo", shown)
		if call%2 == 0 {
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, "<html><body>No such key: %s</body></html>", shown)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"error":{"message":"Incorrect API key provided: %s","type":"invalid_request_error","param":%q,"code":%q}}`, shown, shown, shown)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1", calls
}

// TestSecretsAreNowhere runs a bot all of whose secrets are words that stand nowhere
// else, has it work and has everything around it fail, in words that repeat what they
// were shown; and then looks for those words in all that it printed and logged, what it
// measures, what people were told, and all that Redis ever wrote to its disk; in which, and
// in the log, nothing is either of what people said, nor what they are called.
func TestSecretsAreNowhere(t *testing.T) {
	redis := memorytest.Redis(t)
	const user = "ACL SETUSER brouillon on resetpass >%s ~* &* +@all"
	redis.Do(fmt.Sprintf(user, canaries["REDIS_URL"]))
	store := "unix://brouillon:" + canaries["REDIS_URL"] + "@" + redis.Socket()
	slack := slacktest.New(t, slacktest.Options{
		BotToken: canaries["SLACK_BOT_TOKEN"], AppToken: canaries["SLACK_APP_TOKEN"], SigningSecret: canaries["SLACK_SIGNING_SECRET"],
	})
	const lea, room = "U0LEA00001", "C0LAUNCH01"
	slack.User(slacktest.User{ID: lea, Name: "lea", RealName: "Léa Martin"})
	slack.Channel(slacktest.Channel{ID: room, Name: "launch", BotIn: true, Members: []string{lea}})
	discord := discordtest.New(t, discordtest.Options{Token: canaries["DISCORD_BOT_TOKEN"]})
	const ben = "1300000000000000002"
	discord.User(discordtest.User{ID: ben, Name: "ben"})
	discord.Channel(discordtest.Channel{ID: discordChannel, Name: "launch"})

	var log overheard
	endpoint, calls := echoing(t)
	profiles := free(t)
	base, stop := started(t, &log, "--log-format=json", "--pprof="+profiles, "--redis="+store, "--openai-base-url="+endpoint, "--openai-model=m",
		"--slack-api-url="+slack.APIURL(), "--discord-api-url="+discord.APIURL())
	slack.ConnectHTTP(base)
	slack.AwaitConnections(1)
	discord.AwaitSessions(1)
	discord.Await("the commands", func() bool { return discord.CommandWrites() == 1 })

	asks := func(words string) { // in both chats
		t.Helper()
		slack.Command(lea, room, "/draft", words)
		r := discord.Command(ben, discordChannel, "draft", map[string]any{"text": words})
		eventually(t, "there are answers to "+words, func() bool {
			m, _ := discord.Message(discordChannel, r.Message)
			return len(m.Buttons()) > 0 && strings.Contains(slack.Visible(lea, room), words)
		})
	}
	for n := range 4 { // the endpoint refuses, the built-in writer steps in
		asks(fmt.Sprintf("Our library stays open until %d pm", n+6))
	}
	slack.Fail("chat.postMessage", "invalid_auth", 2)
	slack.Fail("chat.update", "not_authed", 2)
	discord.Fail(http.MethodPost, "/channels/{channel_id}/messages", 1, discordtest.Fault{Status: http.StatusForbidden, Body: `{"code":50013,"message":"Bot ` + canaries["DISCORD_BOT_TOKEN"] + `"}`})
	slack.Command(lea, room, "/draft", "our garden opens")
	eventually(t, "it is told", func() bool { return strings.Contains(slack.Visible(lea, room), "does not accept the bot’s token") })
	people := slack.Visible(lea, room) + discord.Visible(ben, discordChannel)
	metrics := pageAt(t, base+"/metrics") + pageAt(t, base+"/readyz")
	for _, page := range []string{"", "goroutine?debug=2", "heap?debug=1", "cmdline"} {
		metrics += pageAt(t, "http://"+profiles+"/debug/pprof/"+page)
	}

	redis.Do(fmt.Sprintf(user, "another")) // from here on the bot's password is wrong
	redis.Do("CLIENT KILL USER brouillon")
	r := slack.Command(lea, room, "/draft", "our cellar opens")
	people += string(r.Body) + slack.Visible(lea, room)
	eventually(t, "it is not ready", func() bool { return !strings.HasPrefix(pageAt(t, base+"/readyz"), "ready") })
	metrics += pageAt(t, base+"/metrics") + pageAt(t, base+"/readyz")
	stop()

	var second overheard // never let in: it says so and waits
	leave := begun(&second, "--redis="+store, "--slack-api-url="+slack.APIURL(), "--discord-api-url="+discord.APIURL())
	second.holds(t, "WRONGPASS")
	leave()

	for name, secret := range canaries {
		for where, said := range map[string]string{
			"what it prints and logs": log.String() + second.String(), "what it measures": metrics, "what people are told": people, "Redis": written(t, redis),
		} {
			if at := strings.Index(said, telltale(name, secret)); at >= 0 {
				t.Errorf("%s is in %s: …%.200s", name, where, said[max(0, at-80):])
			}
		}
	}
	for _, words := range []string{"library stays open", "garden opens", "Léa Martin"} {
		for where, said := range map[string]string{"the log": log.String(), "Redis": written(t, redis)} {
			if at := strings.Index(said, words); at >= 0 {
				t.Errorf("%s is in %s: …%.200q", words, where, said[max(0, at-80):])
			}
		}
	}
	if n := len(entriesOf(t, log.String())); n < 10 {
		t.Errorf("%d lines of JSON", n)
	}
	for _, words := range []string{"the token is not accepted", "WRONGPASS"} {
		if !strings.Contains(log.String(), words) {
			t.Errorf("nothing is logged of %q: this proves less than it says", words)
		}
	}
	if n := calls.Load(); n < 7 {
		t.Errorf("the model was asked %d times: it has not refused in all its ways", n)
	}
	t.Logf("%d secrets, in %d bytes of log, %d of metrics, %d shown to people, %d in Redis: none", len(canaries), len(log.String()), len(metrics), len(people), len(written(t, redis)))
}

// TestPanicsTellNoSecret: what panics with a secret in its hands is logged without it.
func TestPanicsTellNoSecret(t *testing.T) {
	var log overheard
	_ = chat.Safely(slog.New(slog.NewTextHandler(&log, nil)), "slack", func() error { panic("Bearer " + canaries["OPENAI_API_KEY"]) })
	if said := log.String(); !strings.Contains(said, "panic") || strings.Contains(said, canaries["OPENAI_API_KEY"]) {
		t.Errorf("logged %s", said)
	}
}

// begun starts the bot with all its secrets; what it returns stops it and waits.
func begun(log *overheard, args ...string) (stop func()) {
	return running(log, append([]string{
		"--listen=127.0.0.1:0", "--log-level=debug", "--lame-duck=0s",
		"--openai-api-key=" + canaries["OPENAI_API_KEY"], "--slack-bot-token=" + canaries["SLACK_BOT_TOKEN"], "--slack-app-token=" + canaries["SLACK_APP_TOKEN"],
		"--slack-signing-secret=" + canaries["SLACK_SIGNING_SECRET"], "--discord-bot-token=" + canaries["DISCORD_BOT_TOKEN"],
		"--secret-key=" + canaries["BOT_SECRET_KEY"],
	}, args...)...)
}

// running starts the bot; what it returns stops it and waits.
func running(log *overheard, args ...string) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		run(ctx, args, stdio{strings.NewReader(""), log, log})
	}()
	return func() { cancel(); <-done }
}

// started is begun, and waits until the bot is there.
func started(t *testing.T, log *overheard, args ...string) (base string, stop func()) {
	t.Helper()
	return awaited(t, log, begun(log, args...))
}

// startedWith is running, and waits until the bot is there.
func startedWith(t *testing.T, log *overheard, args ...string) (base string, stop func()) {
	t.Helper()
	return awaited(t, log, running(log, args...))
}

func awaited(t *testing.T, log *overheard, leave func()) (base string, stop func()) {
	t.Helper()
	stop = sync.OnceFunc(leave)
	t.Cleanup(stop)
	base, _, _ = strings.Cut(log.holds(t, "Brouillon is at "), `"`) // which ends it in a log that is JSON
	return base, stop
}

func pageAt(t *testing.T, address string) string {
	t.Helper()
	response, err := http.DefaultClient.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// written is all that a Redis ever wrote to its disk.
func written(t *testing.T, redis *memorytest.Server) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(filepath.Dir(redis.Socket()), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		all.Write(b)
		return err
	})
	if err != nil || all.Len() == 0 {
		t.Fatalf("%d bytes: %v", all.Len(), err)
	}
	return all.String()
}
