package openai

import (
	"io"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// heapCap is what one call may hold, whatever it is sent.
const heapCap = 64 << 20

// An endless answer is bounded in memory too, at the default cap.
func TestHeapStaysBounded(t *testing.T) {
	// What nobody holds any more counts too until it is collected, and the tests may be told
	// to collect seldom.
	before := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	for name, part := range map[string]string{
		"text":       strings.Repeat(openaitest.Piece(strings.Repeat("x", 1000)), 10),
		"small text": strings.Repeat(openaitest.Piece("x"), 100),
		"comments":   strings.Repeat(": ping\n", 1000),
		"one line":   strings.Repeat("x", 1<<16),
		"data lines": strings.Repeat("data: [\n", 1000),
		"JSON":       `{"choices":[` + strings.Repeat(`{"delta":{}},`, 1000),
		"thoughts":   openaitest.Piece("<think>") + strings.Repeat(openaitest.Piece("<"+strings.Repeat("x", 1000)), 10),
	} {
		t.Run(name, func(t *testing.T) {
			most, before := uint64(0), heap()
			w, err := New(Config{BaseURL: "http://model.test/v1", Model: "m", Transport: played{body: func(*http.Request) io.ReadCloser {
				return io.NopCloser(&endless{part: part, each: func() { most = max(most, heap()) }})
			}}})
			if err != nil {
				t.Fatal(err)
			}
			got := compose(t.Context(), w)
			got.check(t)
			if k := got.kind(); k != copilot.WriterEndless && k != copilot.WriterGarbage {
				t.Errorf("%v", got.err)
			}
			if most > before && most-before > heapCap {
				t.Errorf("the heap grew by %d MiB", (most-before)>>20)
			}
		})
	}
}

// Of a gigabyte without a line end no more is read than a line may have, and of
// what the cap bounds no more than the cap: beside what a buffer takes at once.
func TestGigabyteIsNotRead(t *testing.T) {
	const gigabyte, buffer = 1 << 30, 64 << 10
	for name, c := range map[string]struct {
		begins string
		most   int64
	}{
		"a data line":  {`data: {"choices":[{"delta":{"content":"`, maxLine},
		"a comment":    {": ", maxLine},
		"a field":      {"x", maxLine},
		"a JSON body":  {`{"choices":[{"message":{"content":"`, DefaultMaxBytes},
		"white space":  {strings.Repeat(" \n", 1<<22), DefaultMaxBytes},
		"an HTML page": {"<html>", 0},
		"a gzip bomb":  {"\x1f\x8b\x08", 0},
	} {
		t.Run(name, func(t *testing.T) {
			body := &io.LimitedReader{R: io.MultiReader(strings.NewReader(c.begins), &endless{part: strings.Repeat("x", 1<<16), each: func() {}}), N: gigabyte}
			got := compose(t.Context(), reads(t, body))
			got.check(t)
			if k := got.kind(); k != copilot.WriterEndless && k != copilot.WriterGarbage {
				t.Errorf("%v", got.err)
			}
			if read := gigabyte - body.N; read > c.most+buffer {
				t.Errorf("%d bytes were read, not %d", read, c.most)
			}
		})
	}
}

// An error that never ends is read no further than its first words.
func TestEndlessErrorBody(t *testing.T) {
	w := at(t, "http://model.test/v1", func(c *Config) {
		c.Transport = played{status: 503, body: func(*http.Request) io.ReadCloser {
			return io.NopCloser(&endless{part: "<p>Sorry.</p>", each: func() { panic("a megabyte was read") }})
		}}
	})
	if got := compose(t.Context(), w); got.kind() != copilot.WriterDown {
		t.Errorf("%v", got.err)
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// endless repeats part for ever, looking around every megabyte.
type endless struct {
	part string
	at   int
	read int
	each func()
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.part[e.at:])
	e.at = (e.at + n) % len(e.part)
	if e.read>>20 != (e.read+n)>>20 {
		e.each()
	}
	e.read += n
	return n, nil
}

// The cap is on bytes received: one byte under is taken, one over is not.
func TestByteCap(t *testing.T) {
	body, _ := longStream()
	for name, c := range map[string]struct {
		spare int
		kind  copilot.WriterErrorKind
	}{"exactly": {0, ""}, "a byte short": {-8, copilot.WriterEndless}} {
		t.Run(name, func(t *testing.T) {
			w := plays(t, body, 1<<10, io.EOF)
			w.guard.maxBytes = int64(len(body) + c.spare)
			if got := compose(t.Context(), w); got.kind() != c.kind {
				t.Errorf("%v", got.err)
			}
		})
	}
}

// The key goes to one host, whatever it answers.
func TestKeyStaysWithOneHost(t *testing.T) {
	thief := openaitest.New(t, openaitest.Say("thanks"))
	for _, status := range []int{301, 302, 303, 307, 308} {
		srv := openaitest.New(t, openaitest.Status(status, "", "Location", thief.URL+"/chat/completions"))
		if got := compose(t.Context(), at(t, srv.URL)); got.kind() != copilot.WriterGarbage {
			t.Errorf("%d: %v", status, got.err)
		}
	}
	if n := len(thief.Requests()); n > 0 {
		t.Errorf("%d requests followed", n)
	}
}

// Even a client that was led astray is stopped at the door.
func TestGuardStopsOtherHosts(t *testing.T) {
	w := plays(t, nil, 1, io.EOF)
	for _, url := range []string{"https://model.test/v1", "http://model.test:8080/v1", "http://169.254.169.254/latest"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.guard.RoundTrip(req); err != errElsewhere {
			t.Errorf("%s: %v", url, err)
		}
	}
}

// What an endpoint calls itself is shown to people: it stays a short, plain line.
func TestModelName(t *testing.T) {
	for said, want := range map[string]string{
		"gpt-5-mini":                 "gpt-5-mini",
		"  models/llama 3 ":          "models/llama 3",
		"a\nApproved by \u202e@boss": "aApproved by @boss",
		"\x00\x1b[31m":               "[31m",
		strings.Repeat("é", 200):     strings.Repeat("é", 80),
	} {
		if got := modelName(said); got != want {
			t.Errorf("%q became %q", said, got)
		}
	}
}

// A claim about usage cannot break a sum.
func TestUsageIsBounded(t *testing.T) {
	for said, want := range map[string]copilot.Usage{
		`{"prompt_tokens":5,"completion_tokens":6}`:      {Prompt: 5, Completion: 6},
		`{"prompt_tokens":-5,"completion_tokens":1e30}`:  {Completion: 1 << 30},
		`{"prompt_tokens":"many","completion_tokens":6}`: {},
		`{"prompt_tokens":1.9,"completion_tokens":null}`: {Prompt: 1},
		`null`: {},
		`[]`:   {},
	} {
		if got := usage([]byte(said)); got != want {
			t.Errorf("%s: %+v", said, got)
		}
	}
}
