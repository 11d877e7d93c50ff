package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/brouillon/brouillon/adapters/openai"
	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/adapters/writers"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/builtin"
)

// sluggish is an endpoint without a network: it answers after a while, with headers,
// and then repeats an event at intervals for ever.
type sluggish struct {
	connects time.Duration
	status   int
	after    string // Retry-After
	says     string // the event; nothing more is said when every is 0
	every    time.Duration

	calls   atomic.Int64
	working atomic.Int64 // on calls that nobody has given up
}

// RoundTrip is http.RoundTripper.
func (s *sluggish) RoundTrip(req *http.Request) (*http.Response, error) {
	s.calls.Add(1)
	_ = req.Body.Close()
	ctx := req.Context()
	if err := rest(ctx, s.connects); err != nil {
		return nil, err
	}
	out, in := io.Pipe()
	s.working.Add(1)
	go func() {
		defer s.working.Add(-1)
		_ = in.CloseWithError(s.speak(ctx, in))
	}()
	return &http.Response{
		StatusCode: s.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: -1,
		Header: http.Header{"Content-Type": {"text/event-stream"}, "Retry-After": {s.after}}, Body: out, Request: req,
	}, nil
}

// speak says what there is to say until ctx ends.
func (s *sluggish) speak(ctx context.Context, to io.Writer) error {
	if s.status >= 400 {
		return io.EOF
	}
	for {
		if _, err := io.WriteString(to, s.says); err != nil {
			return err
		}
		if s.every == 0 {
			<-ctx.Done()
			return ctx.Err()
		}
		if err := rest(ctx, s.every); err != nil {
			return err
		}
	}
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// stacked is a model behind what calls to it go through.
func stacked(t *testing.T, endpoint http.RoundTripper) copilot.Writer {
	t.Helper()
	model, err := openai.New(openai.Config{BaseURL: "http://model.test/v1", Model: "m", Transport: endpoint})
	if err != nil {
		t.Fatal(err)
	}
	return stack(model, builtin.New(), &Settings{Model: "m", Parallel: 4, Fallback: true}, &writers.Tally{}, writers.NewCircuit(fuse), nil, nil)
}

// However an endpoint takes its time, or asks for it, a person has an answer that
// says so within three minutes, and the endpoint is not left working for nobody.
func TestSlowModelIsGivenUpInTime(t *testing.T) {
	const second = time.Second
	word := openaitest.Piece("=== fact\nLumo shines")
	busy := func(after string) *sluggish { return &sluggish{status: 429, after: after} }
	for name, c := range map[string]struct {
		endpoint    *sluggish
		reason      string
		calls       int64
		least, most time.Duration // until the answer is there
	}{
		"no connection":          {&sluggish{connects: time.Hour}, "too slow", 3, 15 * second, 17 * second},
		"no first byte":          {&sluggish{status: 200}, "too slow", 1, 60 * second, 60 * second},
		"keep-alives alone":      {&sluggish{status: 200, says: ": ping\n\n", every: second}, "too slow", 1, 60 * second, 60 * second},
		"silence after a word":   {&sluggish{status: 200, says: word}, "too slow", 2, 60 * second, 61 * second},
		"a drip":                 {&sluggish{status: 200, says: word, every: 29 * second}, "too slow", 1, 180 * second, 180 * second},
		"busy for nobody knows":  {busy(""), "too busy", 3, 0, 2 * second},
		"busy until soon":        {busy("soon"), "too busy", 3, 0, 2 * second},
		"busy until NaN":         {busy("NaN"), "too busy", 3, 0, 2 * second},
		"busy until yesterday":   {busy("-86400"), "too busy", 3, 0, 2 * second},
		"busy for a moment":      {busy("20"), "too busy", 3, 40 * second, 41 * second},
		"busy for longer":        {busy("21"), "too busy", 1, 0, 0},
		"busy for a day":         {busy("86400"), "too busy", 1, 0, 0},
		"busy for ever":          {busy("1e300"), "too busy", 1, 0, 0},
		"down for a day":         {&sluggish{status: 503, after: "86400"}, "cannot be reached", 1, 0, 0},
		"busy until another age": {busy("Thu, 12 Mar 9999 10:00:00 GMT"), "too busy", 1, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				said := composed(t, copilot.Composer{Writer: stacked(t, c.endpoint), Now: time.Now})
				if took := time.Since(start); took < c.least || took > c.most {
					t.Errorf("after %s, not between %s and %s", took, c.least, c.most)
				}
				if !strings.Contains(said, c.reason) || !strings.Contains(said, "the built-in writer stepped in") || strings.Contains(said, "shines") {
					t.Errorf("not %q:\n%s", c.reason, said)
				}
				synctest.Wait()
				if n := c.endpoint.calls.Load(); n != c.calls || c.endpoint.working.Load() != 0 {
					t.Errorf("%d calls, not %d; %d still worked on", n, c.calls, c.endpoint.working.Load())
				}
			})
		})
	}
}

// composed is what the card of an answer says.
func composed(t *testing.T, c copilot.Composer) string {
	t.Helper()
	r, err := request(c, "draft", "Lumo opens a stand tonight.", "en", map[string]string{"variants": "1"})
	if err != nil {
		t.Fatal(err)
	}
	revision, err := c.Compose(t.Context(), r, copilot.Material{}, func(copilot.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	return saidOn(copilot.Show(draftOf(r, revision), revision, copilot.Profile{}, "en"))
}
