package openai

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

func TestCompose(t *testing.T) {
	const text = "=== fact\nDe l’été à l’hiver, 🍂 tout change.\n"
	srv := openaitest.New(t, openaitest.Say(text))
	got := compose(t.Context(), at(t, srv.URL))
	got.check(t)
	want := copilot.Answer{Text: text, Writer: "openai", Model: openaitest.Model, Usage: copilot.Usage{Prompt: 11, Completion: 7}}
	if d := cmp.Diff(want, got.Answer); d != "" || got.err != nil {
		t.Errorf("%v\n%s", got.err, d)
	}
	if len(got.pieces) < 5 {
		t.Errorf("it did not stream: %q", got.pieces)
	}
	asked := srv.Requests()[0]
	if d := cmp.Diff([]openaitest.Message{{Role: "system", Content: prompt.System}, {Role: "user", Content: prompt.User}}, asked.Messages); d != "" {
		t.Error(d)
	}
	if asked.Model != "m" || asked.Header.Get("Accept-Encoding") != "identity" {
		t.Errorf("asked for %q in %q", asked.Model, asked.Header.Get("Accept-Encoding"))
	}
}

func TestComposeWithoutPieces(t *testing.T) {
	w := at(t, openaitest.New(t, openaitest.Say("hello")).URL)
	if a, err := w.Compose(t.Context(), prompt, nil); err != nil || a.Text != "hello" {
		t.Errorf("%q %v", a.Text, err)
	}
}

// Servers that leave usage or their name out are still of use.
func TestComposeFillsIn(t *testing.T) {
	got := compose(t.Context(), plays(t, []byte(`data: {"choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n"), 1<<10, io.EOF))
	if got.err != nil || got.Text != "hi" || got.Model != "m" || got.Usage != (copilot.Usage{}) || got.Incomplete {
		t.Errorf("%+v %v", got.Answer, got.err)
	}
}

func TestComposeAtOnce(t *testing.T) {
	srv := openaitest.New(t, openaitest.Say("one two three"))
	w := at(t, srv.URL)
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if got := compose(context.Background(), w); got.err != nil || got.Text != "one two three" {
				t.Errorf("%q %v", got.Text, got.err)
			}
		})
	}
	all.Wait()
	if n := len(srv.Requests()); n != 16 {
		t.Errorf("%d requests", n)
	}
}

// One connection serves one call after another.
func TestConnectionIsKept(t *testing.T) {
	srv := openaitest.New(t, openaitest.Say("hi"))
	opened := 0
	w := at(t, srv.URL, func(c *Config) {
		c.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
			opened++
			return new(net.Dialer).DialContext(ctx, network, addr)
		}
	})
	for range 5 {
		compose(t.Context(), w).check(t)
	}
	if opened != 1 {
		t.Errorf("%d connections for 5 calls", opened)
	}
}

// A call leaves nothing behind: the body is read to its end, without which no
// connection can be kept, and everything that runs on its behalf is told to stop.
func TestCallIsTidiedUp(t *testing.T) {
	body := &ending{Reader: strings.NewReader(strings.Join(openaitest.Stream("hi"), ""))}
	var during context.Context
	w := at(t, "http://model.test/v1", func(c *Config) {
		c.Transport = played{body: func(r *http.Request) io.ReadCloser {
			during = r.Context()
			return io.NopCloser(body)
		}}
	})
	compose(t.Context(), w).check(t)
	if !body.ended || during.Err() == nil {
		t.Errorf("end read: %v, stopped: %v", body.ended, during.Err())
	}
}

// ending knows whether its end was read.
type ending struct {
	io.Reader
	ended bool
}

func (e *ending) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	e.ended = e.ended || err != nil
	return n, err
}

func TestTokenLimit(t *testing.T) {
	for model, want := range map[string]string{
		"gpt-4o-mini": "max_tokens:100", "llama3.2": "max_tokens:100", "mistral-o3x": "max_tokens:100",
		"o3-mini": "max_completion_tokens:400", "gpt-5-nano": "max_completion_tokens:400", "o1": "max_completion_tokens:400",
		"gpt-6-sol": "max_completion_tokens:400",
	} {
		t.Run(model, func(t *testing.T) {
			srv := openaitest.New(t, openaitest.Say("hi"))
			compose(t.Context(), at(t, srv.URL, func(c *Config) { c.Model, c.MaxTokens = model, 100 })).check(t)
			if got := limits(t, srv.Requests()[0].Body); got != want {
				t.Errorf("sent %s, not %s", got, want)
			}
		})
	}
}

func limits(t *testing.T, body []byte) string {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal(body, &fields); err != nil {
		t.Fatal(err)
	}
	var sent []string
	for _, name := range []string{"max_tokens", "max_completion_tokens"} {
		if v, ok := fields[name]; ok {
			sent = append(sent, fmt.Sprintf("%s:%v", name, v))
		}
	}
	return strings.Join(sent, " ")
}

// A writer in a log shows no key, however it is printed.
func TestWriterPrintsNoKey(t *testing.T) {
	w := at(t, "http://127.0.0.1:1/v1")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if s := fmt.Sprintf(verb, w); strings.Contains(s, openaitest.Key) {
			t.Errorf("%s shows %s", verb, s)
		}
	}
}
