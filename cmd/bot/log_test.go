package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// entriesOf are the lines of a log that is written as JSON, each of which has to be an
// object with its time, level and message.
func entriesOf(t *testing.T, said string) (all []map[string]any) {
	t.Helper()
	for line := range strings.Lines(said) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("no JSON: %v in %q", err, line)
			continue
		}
		at, _ := entry["time"].(string)
		level, _ := entry["level"].(string)
		message, _ := entry["msg"].(string)
		if _, err := time.Parse(time.RFC3339Nano, at); err != nil || level == "" || message == "" {
			t.Errorf("time %q, level %q, msg %q in %q", at, level, message, line)
		}
		all = append(all, entry)
	}
	return all
}

// logged are the lines about a request.
func logged(t *testing.T, said, reference string) (all []string) {
	t.Helper()
	for _, entry := range entriesOf(t, said) {
		if entry[requestKey] == reference {
			all = append(all, entry["msg"].(string))
		}
	}
	return all
}

// toldUnder is the reference that people are shown.
var toldUnder = regexp.MustCompile(`[Rr]eference:? ([a-z2-7]{8})\b`)

// A model that fails: what people read in Slack and in Discord has the reference of the lines
// in which the log says why, and of the traces of it.
func TestPeopleAndLogNameTheSame(t *testing.T) {
	redis := memorytest.Redis(t)
	slack, discord := slacktest.New(t, slacktest.Options{}), discordtest.New(t, discordtest.Options{})
	const lea, room, ben = "U0LEA00001", "C0LAUNCH01", "1300000000000000002"
	slack.User(slacktest.User{ID: lea, Name: "lea", RealName: "Léa Martin"})
	slack.Channel(slacktest.Channel{ID: room, Name: "launch", BotIn: true, Members: []string{lea}})
	discord.User(discordtest.User{ID: ben, Name: "ben"})
	discord.Channel(discordtest.Channel{ID: discordChannel, Name: "launch"})
	var log, traced overheard
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(&traced, r.Body) }))
	t.Cleanup(collector.Close)
	base, stop := startedWith(t, &log, "--otlp-endpoint="+collector.URL, "--listen=127.0.0.1:0", "--lame-duck=0s", "--log-format=json", "--log-level=debug", "--no-fallback",
		"--redis="+redis.URL(), "--secret-key="+strings.Repeat("k", leastSecret),
		"--openai-base-url="+openaitest.New(t, openaitest.Refuse(http.StatusUnauthorized, "invalid_api_key", "No such key")).URL, "--openai-model=m", "--openai-api-key="+openaitest.Key,
		"--slack-bot-token="+slack.Options().BotToken, "--slack-app-token="+slack.Options().AppToken, "--slack-signing-secret="+slack.Options().SigningSecret, "--slack-api-url="+slack.APIURL(),
		"--discord-bot-token="+discord.Options().Token, "--discord-api-url="+discord.APIURL())
	slack.ConnectHTTP(base)
	slack.AwaitConnections(1)
	discord.AwaitSessions(1)
	discord.Await("the commands", func() bool { return discord.CommandWrites() == 1 })

	slack.Command(lea, room, "/draft", "our garden opens")
	discord.Command(ben, discordChannel, "draft", map[string]any{"text": "our cellar opens"})
	shown := map[string]func() string{
		"Slack":   func() string { return slack.Visible(lea, room) },
		"Discord": func() string { return discord.Visible(ben, discordChannel) },
	}
	var references []string
	for chat, sees := range shown {
		eventually(t, "the failure is shown in "+chat, func() bool { return toldUnder.MatchString(sees()) })
		reference := toldUnder.FindStringSubmatch(sees())[1]
		references = append(references, reference)
		eventually(t, "the log names "+reference, func() bool { return len(logged(t, log.String(), reference)) > 0 })
		if lines := strings.Join(logged(t, log.String(), reference), "; "); !strings.Contains(lines, "request given up") {
			t.Errorf("%s: of %s the log says %q", chat, reference, lines)
		}
	}
	stop()
	entriesOf(t, log.String())
	for _, reference := range append(references, "brouillon.request") { // which stand in OTLP as they are
		if !strings.Contains(traced.String(), reference) {
			t.Errorf("%s is in no trace", reference)
		}
	}
	for _, words := range []string{"garden opens", "cellar opens", "Léa Martin"} {
		if strings.Contains(log.String(), words) {
			t.Errorf("%q is in the log", words)
		}
	}
}

// A delivery tried again by another process is called the same, and no other is.
func TestReferencesFollowFromRequests(t *testing.T) {
	known := map[string]string{}
	for _, id := range []string{"interaction:1", "interaction:2", "command:1.2.abc", ""} {
		reference := copilot.Reference(id)
		if !regexp.MustCompile(`^[a-z2-7]{8}$`).MatchString(reference) || reference != (copilot.Request{ID: id}).Reference() {
			t.Errorf("%q is called %q", id, reference)
		}
		if other, taken := known[reference]; taken {
			t.Errorf("%q is called as %q is", id, other)
		}
		known[reference] = id
	}
}

// What people are shown of an error is in every line of either format, whatever the line has
// besides.
func TestLinesHaveTheReference(t *testing.T) {
	for _, format := range []string{logText, logJSON} {
		var out strings.Builder
		log := newLog(&out, &Settings{LogFormat: format})
		log.With("a", 1).WithGroup("g").InfoContext(copilot.Refer(t.Context(), "abcdefgh"), "said", "took", 5*time.Second)
		log.Info("nothing of any")
		first, second, _ := strings.Cut(out.String(), "\n")
		want := map[string][]string{logText: {" request=abcdefgh", " a=1", " g.took=5s"}, logJSON: {`,"request":"abcdefgh"`, `,"a":1`, `,"g":{"took":"5s"}`}}[format]
		for _, part := range want {
			if !strings.Contains(first, part) {
				t.Errorf("%s: no %s in %s", format, part, first)
			}
		}
		if strings.Contains(second, requestKey) {
			t.Errorf("%s: %s", format, second)
		}
	}
}

// Nothing in a line has the shape of a secret, wherever it stands in it; what has not
// stays as it was.
func TestLogHidesSecrets(t *testing.T) {
	secrets := []string{
		"xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy", "xapp-1-A0123-98765-abcdef0123", "xoxe.xoxp-1-Mi0yLTEyMzQ1",
		"MTEwMDAwMDAwMDAwMDAwMDAwMQ.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789ab", "sk-proj-abcdef0123456789", "sk-ant-api03-abcdefghij",
		"gsk_abcdefghij0123456789", "hf_abcdefghijklmnop", "ghp_abcdefghijklmnopqrstuv0123456789abcd", "AKIAIOSFODNN7EXAMPLE",
		"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl",
	}
	for _, secret := range secrets {
		for _, said := range []string{secret, "Bearer " + secret, "key: " + secret + ", sorry", "(" + secret + ")", "redis://user:" + secret + "@redis:6379/0"} {
			var out strings.Builder
			log := newLog(&out, &Settings{LogFormat: logJSON})
			log.Error(said, "error", errors.New(said), "said", said)
			log.With("said", said).Error("x")
			log.Error("x", "said", []string{"a", said}, "all", map[string]string{"a": said})
			if strings.Contains(out.String(), secret[4:]) || !strings.Contains(out.String(), hidden) {
				t.Errorf("of %q it says %s", said, out.String())
			}
		}
	}
	for said, want := range map[string]string{
		"redis://user:hunter2@redis:6379/0":                       "redis://user:***@redis:6379/0",
		"redis://:p@ssw0rd@redis:6379/0":                          "redis://:***@redis:6379/0",
		"dial redis://:ab/cdefgh@redis: refused":                  "dial redis://:***@redis: refused",
		"get https://aVerySecretToken@host/x":                     "get https://***@host/x",
		"x-api-key: hunter2x, sorry":                              "x-api-key: ***, sorry",
		"password: hunter2":                                       "password: ***",
		"verify the token: signature is not valid":                "",
		`{"password":"hunter2x"}`:                                 `{"password":"***"}`,
		"dial http://x/v1?api_key=hunter2x&n=1":                   "dial http://x/v1?api_key=***&n=1",
		"GET /figures/" + strings.Repeat("aZ_-9", 30) + "?days=7": "GET /figures/***?days=7",
		"https://hooks.slack.com/services/T0/B0/abc":              "https://hooks.slack.com/***",
		"Authorization: Bot abc.def.ghijk":                        "Authorization: ***",
		"dial tcp 127.0.0.1:6379: connect: connection refused":    "",
		"the token is not accepted: install the app again":        "",
		"head 120:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b":   "",
		"slack: basic information, the bot authentication":        "",
		"skipped: sketchbook-illustrations, skeleton-keys-here":   "",
	} {
		if want == "" {
			want = said
		}
		if got := redacted(said); got != want {
			t.Errorf("of %q it says %q", said, got)
		}
	}
}

// Whoever reads the log stops reading: nobody who logs waits, what has no room is counted,
// what had is written when they read again, and a bot that stops does not wait for ever.
func TestLogHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reads, pipe := io.Pipe()
		said := newSpout(pipe)
		log := newLog(said, &Settings{})
		const more = 100
		for range 1 + linesHeld + more {
			log.Info("a line") // were it to wait, this would be a deadlock, and fail
			synctest.Wait()    // the first is in the hands of who writes
		}
		if dropped := said.dropped.Load(); dropped != more {
			t.Errorf("%d lines were dropped, not %d", dropped, more)
		}
		began := time.Now()
		said.close(logEndsWithin)
		if waited := time.Since(began); waited != logEndsWithin {
			t.Errorf("it waited %s for somebody to read", waited)
		}
		log.Info("after the end")
		all := make(chan int)
		go func() {
			raw, _ := io.ReadAll(reads)
			all <- strings.Count(string(raw), "a line")
		}()
		<-said.done
		_ = pipe.Close()
		if n := <-all; n != 1+linesHeld {
			t.Errorf("%d lines were written in the end", n)
		}
	})
}

// An error is written before whoever logs it goes on, since the process may crash then; where
// nobody reads they wait once, and not again until somebody does.
func TestErrorsAreWrittenFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := &leisurely{}
		said := newSpout(slow)
		newLog(said, &Settings{}).Error("the last words")
		if !strings.Contains(slow.String(), "the last words") {
			t.Errorf("written is %q", slow.String())
		}
		said.close(logEndsWithin)

		reads, pipe := io.Pipe()
		said = newSpout(pipe)
		log := newLog(said, &Settings{})
		waits := func(want time.Duration) {
			t.Helper()
			began := time.Now()
			log.With("a", 1).Error("a line")
			if waited := time.Since(began); waited != want {
				t.Errorf("it waited %s", waited)
			}
		}
		waits(errorWithin)
		waits(0)
		go func() { _, _ = io.Copy(io.Discard, reads) }()
		synctest.Wait()
		_ = reads.Close()
		said.close(logEndsWithin)
	})
}

// leisurely is a writer that takes its time.
type leisurely struct{ overheard }

// Write is io.Writer.
func (w *leisurely) Write(p []byte) (int, error) {
	time.Sleep(errorWithin / 2)
	return w.overheard.Write(p)
}

// Nobody reads either of what is printed and what is logged: a bot that stops waits for them
// once.
func TestSpoutsCloseTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first, out := io.Pipe()
		second, errs := io.Pipe()
		printed, said := newSpout(out), newSpout(errs)
		_, _ = printed.Write([]byte("a line"))
		_, _ = said.Write([]byte("a line"))
		began := time.Now()
		closeAll(logEndsWithin, printed, said)
		if waited := time.Since(began); waited != logEndsWithin {
			t.Errorf("it waited %s", waited)
		}
		_, _ = first.Close(), second.Close()
		<-printed.done
		<-said.done
	})
}

// A bot that cannot start ends with its status although nobody reads why: were it to wait for
// them, it would never be started again.
func TestUnreadEndingEnds(t *testing.T) {
	t.Parallel()
	for want, args := range map[int][]string{
		statusUsage:  {"--workers=none"},
		statusFailed: {"health", "--listen=127.0.0.1:1"},
	} {
		reads, pipe := io.Pipe()
		ended := make(chan int, 1)
		go func() { ended <- run(t.Context(), args, stdio{strings.NewReader(""), io.Discard, pipe}) }()
		select {
		case status := <-ended:
			if status != want {
				t.Errorf("%q ended with %d", args, status)
			}
		case <-time.After(time.Minute):
			t.Errorf("%q waits for somebody to read", args)
		}
		_ = reads.Close()
	}
}

// A command is accepted, a draft made and the bot stopped although nobody reads what it
// logs: the pipe is full.
func TestFullPipeHoldsNothingUp(t *testing.T) {
	reads, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reads.Close()
	defer pipe.Close()
	fill(t, pipe)
	redis := memorytest.Redis(t)
	slack := slacktest.New(t, slacktest.Options{})
	const lea, room = "U0LEA00001", "C0LAUNCH01"
	slack.User(slacktest.User{ID: lea, Name: "lea", RealName: "Léa Martin"})
	slack.Channel(slacktest.Channel{ID: room, Name: "launch", BotIn: true, Members: []string{lea}})
	var out overheard
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{
			"--listen=127.0.0.1:0", "--lame-duck=0s", "--log-level=debug", "--redis=" + redis.URL(), "--secret-key=" + strings.Repeat("k", leastSecret), "--slack-bot-token=" + slack.Options().BotToken,
			"--slack-signing-secret=" + slack.Options().SigningSecret, "--slack-api-url=" + slack.APIURL(),
		}, stdio{strings.NewReader(""), &out, pipe})
	}()
	base := out.holds(t, "Brouillon is at ")
	slack.ConnectHTTP(base)
	response, err := http.Post(base+"/slack/commands", "application/x-www-form-urlencoded", strings.NewReader("forged")) // which is logged
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	slack.Command(lea, room, "/draft", "our garden opens")
	eventually(t, "there is a draft", func() bool { return strings.Contains(slack.Visible(lea, room), "DRAFT") })
	cancel()
	if status := <-ended; status != statusOK {
		t.Errorf("it ended with %d", status)
	}
}

// fill writes into a pipe until it takes no more.
func fill(t *testing.T, pipe *os.File) {
	t.Helper()
	for size := 4096; size > 0; {
		_ = pipe.SetWriteDeadline(time.Now().Add(10 * time.Millisecond))
		if _, err := pipe.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	if err := pipe.SetWriteDeadline(time.Time{}); err != nil {
		t.Fatal(err)
	}
}

var _ slog.Handler = referring{}
