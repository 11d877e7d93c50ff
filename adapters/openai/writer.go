package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/brouillon/brouillon/copilot"
)

// Name is what answers name as their writer.
const Name = "openai"

// Writer composes through a chat completions endpoint. It is safe for use by
// several goroutines at once.
type Writer struct {
	client  *goopenai.Client
	guard   *guard
	config  Config
	dialect dialect
}

// New checks the configuration and makes a Writer; it connects to nothing. The
// error lists every fault of the configuration.
func New(c Config) (*Writer, error) {
	c, base, err := c.completed()
	if err != nil {
		return nil, err
	}
	next := c.Transport
	if next == nil {
		next = directly(c.Timeouts)
	}
	door := &guard{next: next, base: base, maxBytes: c.MaxBytes, now: c.Now, heard: c.Heard}
	sdk := goopenai.DefaultConfig(c.Key.Reveal())
	sdk.BaseURL = c.BaseURL
	sdk.HTTPClient = &http.Client{Transport: door}
	return &Writer{
		client: goopenai.NewClientWithConfig(sdk), guard: door, config: c, dialect: dialectOf(c.Model),
	}, nil
}

// String names the model and leaves out everything secret.
func (w *Writer) String() string { return fmt.Sprintf("%s(%s)", Name, w.config.Model) }

// GoString keeps %#v from printing the key.
func (w *Writer) GoString() string { return w.String() }

// Compose asks once and streams the answer (see copilot.Writer). Pieces join to
// Answer.Text, but for the piece "\f": it takes back all pieces before it, and
// comes when they turn out to have been a model thinking aloud.
//
// Errors are of type *copilot.WriterError, or ctx's own. A stream that breaks
// after some text is an answer marked Incomplete; one that goes silent, goes on
// for ever, or ends in an error event is an error.
func (w *Writer) Compose(ctx context.Context, p copilot.Prompt, piece func(string)) (copilot.Answer, error) {
	for {
		spelling := w.dialect.spelling()
		answer, err := w.once(ctx, w.request(p, spelling), piece)
		var misread *misreading
		if errors.As(err, &misread) {
			if w.dialect.learn(spelling, misread) {
				continue // refused before anything was written: ask again, spelled differently
			}
			err = misread.fault
		}
		return answer, err
	}
}

// once makes one call.
func (w *Writer) once(ctx context.Context, r goopenai.ChatCompletionRequest, piece func(string)) (copilot.Answer, error) {
	callCtx, c := begin(ctx, w.config.Timeouts)
	defer c.end()
	reply := newReply(piece, r.Model)
	err := w.stream(callCtx, c, r, reply)
	if errors.Is(err, io.EOF) {
		return reply.answer(false)
	}
	if errors.Is(err, errCut) && ctx.Err() == nil && c.slowness(callCtx) == nil {
		return reply.answer(true)
	}
	return copilot.Answer{}, c.fault(ctx, callCtx, err)
}

// stream sends the request and feeds the reply; io.EOF means that the endpoint
// said it was done.
func (w *Writer) stream(ctx context.Context, c *call, r goopenai.ChatCompletionRequest, reply *reply) error {
	stream, err := w.client.CreateChatCompletionStream(ctx, r)
	if err != nil {
		if turned, ok := refusalOf(err); ok && w.config.Refused != nil {
			w.config.Refused(turned.told(w.config.Key.Reveal()))
		}
		return err
	}
	defer stream.Close()
	for {
		event, err := stream.RecvRaw()
		if err != nil {
			return err
		}
		c.wait(betweenTokens)
		if err := reply.add(event, c.whole); err != nil {
			return err
		}
	}
}

// directly dials without a proxy: the environment is not read here.
func directly(t Timeouts) *http.Transport {
	return &http.Transport{
		TLSHandshakeTimeout:    t.Connect,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
	}
}
