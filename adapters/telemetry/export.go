package telemetry

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/brouillon/brouillon/copilot"
)

// exportWithin is how long one delivery may take in all, with every try of it.
const exportWithin = 10 * time.Second

// Proxy says through which proxy to ask, as that of an http.Transport does; nil: through none.
type Proxy = func(*http.Request) (*url.URL, error)

// client posts spans as OTLP over HTTP has them. The library's own does no more for us, and
// brings all of gRPC along.
type client struct {
	http     *http.Client
	endpoint string
	headers  http.Header // with secrets
}

func newClient(endpoint string, headers copilot.Secret, proxy Proxy) (*client, error) {
	pairs, err := Pairs(headers.Reveal())
	if err != nil {
		return nil, fmt.Errorf("headers of OTLP: %w", err)
	}
	c := &client{endpoint: endpoint, headers: http.Header{"Content-Type": {"application/x-protobuf"}}}
	for name, value := range pairs {
		c.headers.Set(name, value)
	}
	c.http = &http.Client{
		Transport:     &http.Transport{Proxy: proxy, MaxIdleConns: 2, IdleConnTimeout: time.Minute, TLSHandshakeTimeout: 5 * time.Second},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // the headers are for one
	}
	return c, nil
}

// Start is otlptrace.Client.
func (c *client) Start(context.Context) error { return nil }

// Stop is otlptrace.Client.
func (c *client) Stop(context.Context) error {
	c.http.CloseIdleConnections()
	return nil
}

// UploadTraces is otlptrace.Client. What may pass is tried again while ctx lasts.
func (c *client) UploadTraces(ctx context.Context, spans []*tracepb.ResourceSpans) error {
	// The bytes of an ExportTraceServiceRequest, whose package brings gRPC.
	body, err := proto.Marshal(&tracepb.TracesData{ResourceSpans: spans})
	if err != nil {
		return fmt.Errorf("write spans: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, exportWithin)
	defer cancel()
	for pause := 500 * time.Millisecond; ; pause *= 2 {
		again, asked, err := c.post(ctx, body)
		if err == nil || !again {
			return err
		}
		select {
		case <-time.After(max(pause, asked)):
		case <-ctx.Done():
			return err
		}
	}
}

// post delivers once, and says of a failure whether it may pass, and after which rest.
func (c *client) post(ctx context.Context, body []byte) (again bool, rest time.Duration, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return false, 0, errors.New("the endpoint is no address")
	}
	r.Header = c.headers.Clone()
	answer, err := c.http.Do(r)
	if err != nil {
		if u, ok := errors.AsType[*url.Error](err); ok { // its address may hold a key
			err = u.Err
		}
		return true, 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.CopyN(io.Discard, answer.Body, 64<<10) // so that the connection can be used again
	switch answer.StatusCode {
	case http.StatusOK, http.StatusAccepted, http.StatusNoContent:
		return false, 0, nil
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		seconds, _ := strconv.Atoi(answer.Header.Get("Retry-After"))
		return true, time.Duration(max(0, seconds)) * time.Second, fmt.Errorf("the collector answers %d", answer.StatusCode)
	}
	return false, 0, fmt.Errorf("the collector answers %d", answer.StatusCode)
}

// courier delivers spans, and says in the log when that fails first, and when it works again.
type courier struct {
	sdk.SpanExporter
	log  *slog.Logger
	last atomic.Pointer[error] // of the delivery before; nil: that one succeeded, or there was none
}

// ExportSpans is sdk.SpanExporter. Its error has been said, and Close says the last one: what
// is returned here the library writes to standard error.
func (c *courier) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	err := c.SpanExporter.ExportSpans(ctx, spans)
	var last *error
	if err != nil {
		last = &err
	}
	switch was := c.last.Swap(last) != nil; {
	case err != nil && !was:
		c.log.Warn("traces cannot be delivered, and are dropped", "error", err)
	case err == nil && was:
		c.log.Info("traces are delivered again")
	}
	return nil
}

// failed is why the last delivery failed; nil: it did not.
func (c *courier) failed() error {
	if last := c.last.Load(); last != nil {
		return *last
	}
	return nil
}
