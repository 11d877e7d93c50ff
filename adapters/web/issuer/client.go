package issuer

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"
)

// patience is how long an issuer may take for one answer, and mostBytes how long that
// may be.
const (
	patience  = 10 * time.Second
	mostBytes = 1 << 20
)

// newClient calls issuers: no redirects, which would take a secret or a code elsewhere,
// and no answer that is endless or slow.
func newClient(transport http.RoundTripper, proxy func(*http.Request) (*url.URL, error)) *http.Client {
	if transport == nil {
		transport = &http.Transport{
			Proxy:               proxy,
			DialContext:         (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
			TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: patience,
			MaxResponseHeaderBytes: 64 << 10, MaxIdleConns: 4, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
		}
	}
	return &http.Client{
		Transport: capped{transport}, Timeout: patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// capped ends an answer that is too long in an error: what is cut off is not taken for
// the whole.
type capped struct{ http.RoundTripper }

func (c capped) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := c.RoundTripper.RoundTrip(r)
	if err == nil {
		response.Body = http.MaxBytesReader(nil, response.Body, mostBytes)
	}
	return response, err
}

// Safe says why an address may not carry a secret: it is not https, and not on this
// machine either.
func Safe(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return errors.New("is not a web address")
	}
	if u.Scheme == "https" || u.Scheme == "http" && Loopback(u.Hostname()) {
		return nil
	}
	return errors.New("is not https")
}

// Loopback says whether a host is this machine.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
