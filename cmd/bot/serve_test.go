package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/adapters/web/webtest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// served is a bot that runs as from the command line.
type served struct {
	base string
	said []string // what it printed until it was there
	stop func() int

	leave func() // asks it to leave, as SIGTERM does
}

// serve runs the bot with these arguments until the test ends or stop is called.
func serve(t *testing.T, args ...string) served {
	t.Helper()
	ctx, end := context.WithCancelCause(context.Background())
	cancel := func() { end(nil) }
	read, write := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, append([]string{"--listen=127.0.0.1:0", "--log-level=error"}, args...), stdio{strings.NewReader(""), write, write})
		_ = write.Close()
	}()
	s := served{leave: func() { end(errLeave) }}
	out := bufio.NewScanner(read)
	for !said(s, "SLACK_BOT_TOKEN") && !said(s, "Slack over ") && out.Scan() { // one of them there always is
		s.said = append(s.said, out.Text())
		if _, address, ok := strings.Cut(out.Text(), "Brouillon is at "); ok {
			s.base = address
		}
	}
	rest := make(chan struct{})
	go func() {
		defer close(rest)
		_, _ = io.Copy(io.Discard, read)
	}()
	stopped := false
	s.stop = func() int {
		if stopped {
			return 0
		}
		stopped = true
		cancel()
		code := <-status
		<-rest
		return code
	}
	t.Cleanup(func() { s.stop() })
	if s.base == "" {
		t.Fatalf("the bot did not start: %q", s.said)
	}
	return s
}

func said(s served, words string) bool {
	return strings.Contains(strings.Join(s.said, "\n"), words)
}

// page is a page of the workbench as Marc sees it.
func (s served) page(t *testing.T, path string) string {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: "brouillon_who", Value: "marc"})
	response, err := http.DefaultClient.Do(r)
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

func (s served) say(t *testing.T, line string) {
	t.Helper()
	if err := postTo(s.base, "lea", "/c/"+webChannel, url.Values{"text": {line}}); err != nil {
		t.Fatal(err)
	}
}

// TestTryItInABrowser is the README's first command, with nothing configured, in
// a real browser.
func TestTryItInABrowser(t *testing.T) {
	t.Parallel()
	webtest.Flow(t, serve(t).base)
}

// TestRestartLosesNothing stops the bot and starts it again on the same Redis.
func TestRestartLosesNothing(t *testing.T) {
	redis := memorytest.Redis(t)
	first := serve(t, "--redis="+redis.URL())
	first.say(t, "a message that stays")
	first.say(t, "/draft variants:1 Our café in Lyon reopens on Monday 9 March 2026 at 8 am")
	eventually(t, "the draft waits for a signature", func() bool {
		return strings.Contains(first.page(t, "/review"), "Our café in Lyon reopens on Monday 9 March 2026")
	})
	if code := first.stop(); code != statusOK {
		t.Errorf("stopped with status %d", code)
	}
	second := serve(t, "--redis="+redis.URL())
	for _, path := range []string{"/review", "/c/" + webChannel} {
		if page := second.page(t, path); !strings.Contains(page, "Our café in Lyon reopens on Monday 9 March 2026") || !strings.Contains(page, "DRAFT · needs human sign-off") {
			t.Errorf("%s: the draft is gone", path)
		}
	}
	if !strings.Contains(second.page(t, "/c/"+webChannel), "a message that stays") {
		t.Error("the conversation is gone")
	}
}

// TestRealEndpoint drafts through an OpenAI-compatible endpoint, and says which
// model wrote it.
func TestRealEndpoint(t *testing.T) {
	endpoint := openaitest.New(t, openaitest.Say("=== fact\nOur café in Lyon reopens on Monday.\n"))
	s := serve(t, "--openai-base-url="+endpoint.URL, "--openai-model="+openaitest.Model, "--openai-api-key="+openaitest.Key)
	s.say(t, "/draft variants:1 Our café in Lyon reopens on Monday")
	eventually(t, "the card names the model", func() bool {
		return strings.Contains(s.page(t, "/c/"+webChannel), "written by the model "+openaitest.Model+" ")
	})
	if address, _ := url.Parse(endpoint.URL); !said(s, "Model: "+openaitest.Model+" at "+address.Host) {
		t.Errorf("it does not say which model, but %q", s.said)
	}
}

// TestSaysWhatIsNotConfigured holds the start-up lines of the README's first
// command, and what probes and pages answer.
func TestSaysWhatIsNotConfigured(t *testing.T) {
	s := serve(t)
	for _, words := range []string{"No REDIS_URL: ", "nothing is kept after it stops (--accept-loss is implied)", "No OPENAI_API_KEY or OPENAI_BASE_URL: no model"} {
		if !said(s, words) {
			t.Errorf("it does not say %q but %q", words, s.said)
		}
	}
	for path, want := range map[string]string{"/healthz": "alive", "/readyz": "ready", "/metrics": "brouillon_writer_seconds"} {
		if path == "/metrics" {
			s.say(t, "/hashtags a reading app for schools in Lyon")
			eventually(t, "the writer is measured", func() bool { return strings.Contains(s.page(t, path), want) })
			continue
		}
		if got := s.page(t, path); !strings.Contains(got, want) {
			t.Errorf("%s says %q", path, got)
		}
	}
}
