package openai

import (
	"io"
	"net/http"
	"net/url"
	"time"
)

// maxErrorBytes is what is read of an error's body: a code and a sentence.
const maxErrorBytes = 64 << 10

// guard is the transport all calls go through. It holds the key to one host,
// follows nothing, inflates nothing, notes what only headers tell, and bounds
// every body.
type guard struct {
	next     http.RoundTripper
	base     *url.URL
	maxBytes int64
	now      func() time.Time
	heard    func(http.Header) // nil: nobody wants to know
}

// RoundTrip sends one request and makes its body safe to read.
func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != g.base.Scheme || req.URL.Host != g.base.Host {
		return nil, errElsewhere
	}
	req = req.Clone(req.Context())
	// Named, so that no transport adds gzip of its own accord and inflates a bomb.
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := g.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if g.heard != nil {
		g.heard(resp.Header)
	}
	c := callOf(req.Context())
	c.answered(resp.StatusCode, retryAfter(resp.Header, g.now()))
	if err := g.contain(resp, c); err != nil {
		_ = resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

// contain puts bounds around a response, or says why it is not taken at all.
func (g *guard) contain(resp *http.Response, c *call) error {
	switch {
	case resp.StatusCode < 200 || resp.StatusCode >= 300 && resp.StatusCode < 400:
		return errRedirect
	case !identity(resp.Header.Get("Content-Encoding")):
		return errEncoded
	case resp.StatusCode >= 400:
		resp.Body = &bounded{io.LimitReader(resp.Body, maxErrorBytes), resp.Body}
	default:
		resp.Body = newEvents(resp.Body, g.maxBytes, c)
	}
	return nil
}

func identity(encoding string) bool { return encoding == "" || encoding == "identity" }

// bounded reads from one and closes the other.
type bounded struct {
	io.Reader
	io.Closer
}
