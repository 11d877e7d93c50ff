package openai

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// No call may leave anybody working behind it.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secretPrompt = "the launch moves to 14 October, tell nobody"

var prompt = copilot.Prompt{Task: copilot.TaskDraft, System: "You draft posts.", User: secretPrompt}

// at makes a writer for a server, with changes to the configuration.
func at(t *testing.T, url string, change ...func(*Config)) *Writer {
	t.Helper()
	transport := directly(Timeouts{}.completed())
	t.Cleanup(transport.CloseIdleConnections)
	c := Config{BaseURL: url, Key: copilot.NewSecret(openaitest.Key), Model: "m", Transport: transport}
	for _, f := range change {
		f(&c)
	}
	w, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// heard is an answer with the pieces that came before it.
type heard struct {
	copilot.Answer
	pieces []string
	err    error
}

func compose(ctx context.Context, w *Writer) heard {
	var h heard
	h.Answer, h.err = w.Compose(ctx, prompt, func(s string) { h.pieces = append(h.pieces, s) })
	return h
}

// shown is what a reader has before them after all pieces.
func (h heard) shown() string {
	all := strings.Join(h.pieces, "")
	return all[strings.LastIndex(all, again)+1:]
}

func (h heard) kind() copilot.WriterErrorKind {
	if e, ok := errors.AsType[*copilot.WriterError](h.err); ok {
		return e.Kind
	}
	return ""
}

// check holds what is true of every call, whatever the endpoint did.
func (h heard) check(t testing.TB) {
	t.Helper()
	switch {
	case h.err == nil && h.shown() != h.Text:
		t.Errorf("the pieces show %q, the answer is %q", h.shown(), h.Text)
	case h.err == nil && strings.TrimSpace(h.Text) == "":
		t.Error("an answer without text")
	case h.err != nil && h.kind() == "":
		t.Errorf("not a writer's error: %v", h.err)
	case h.err != nil && h.Text != "":
		t.Errorf("an error with a text: %q", h.Text)
	}
	if h.err != nil {
		quiet(t, h.err)
	}
}

// quiet holds that an error, and all it wraps, keeps its secrets.
func quiet(t testing.TB, err error) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		for _, secret := range []string{openaitest.Key, openaitest.Key[3:], secretPrompt, "14 October"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("an error tells a secret: %v", err)
			}
		}
	}
}

// played is a transport without a network: it answers with a body, and with
// status 200 unless told otherwise.
type played struct {
	body   func(*http.Request) io.ReadCloser
	status int
}

func (p played) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
	return &http.Response{
		StatusCode: cmp.Or(p.status, http.StatusOK), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: -1,
		Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: p.body(req), Request: req,
	}, nil
}

// plays makes a writer whose endpoint answers with body, n bytes at a time, and
// ends it with end: io.EOF, or what a broken connection gives.
func plays(t testing.TB, body []byte, n int, end error) *Writer {
	return reads(t, &dribble{bytes.NewReader(body), n, end})
}

// reads makes a writer whose endpoint answers once, with body.
func reads(t testing.TB, body io.Reader) *Writer {
	t.Helper()
	w, err := New(Config{BaseURL: "http://model.test/v1", Key: copilot.NewSecret(openaitest.Key), Model: "m", Transport: played{
		body: func(*http.Request) io.ReadCloser { return io.NopCloser(body) },
	}})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// dealt reads part by part and then end.
type dealt struct {
	parts []string
	end   error
}

func (d *dealt) Read(p []byte) (int, error) {
	if len(d.parts) == 0 {
		return 0, d.end
	}
	n := copy(p, d.parts[0])
	if d.parts[0] = d.parts[0][n:]; d.parts[0] == "" {
		d.parts = d.parts[1:]
	}
	return n, nil
}

// dribble reads n bytes at a time and then end.
type dribble struct {
	from *bytes.Reader
	n    int
	end  error
}

func (d *dribble) Read(p []byte) (int, error) {
	n, err := d.from.Read(p[:min(len(p), d.n)])
	if err != nil {
		err = d.end
	}
	return n, err
}
