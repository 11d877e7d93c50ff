package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// A session is to be resumed where READY says, not where GET /gateway leads: Discord
// may not know it there. The library always goes back where it was first. So it is
// made to forget that, and GET /gateway is answered here.

// whereabouts is the library's HTTP client: that of the options, but for the answer.
type whereabouts struct {
	next http.RoundTripper

	mu     sync.Mutex
	resume string // where READY says; "" when nobody does
}

func newWhereabouts(next http.RoundTripper) *whereabouts {
	if next == nil {
		next = http.DefaultTransport
	}
	return &whereabouts{next: next}
}

// set says where to resume; "" where GET /gateway leads.
func (w *whereabouts) set(where string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.resume = where
}

func (w *whereabouts) known() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.resume
}

// RoundTrip answers GET /gateway when it is known where to resume.
func (w *whereabouts) RoundTrip(r *http.Request) (*http.Response, error) {
	where := w.known()
	if where == "" || !strings.HasSuffix(r.URL.Path, "/gateway") {
		return w.next.RoundTrip(r)
	}
	body, err := json.Marshal(map[string]string{"url": where})
	if err != nil {
		return nil, fmt.Errorf("discord: say where to resume: %w", err)
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(body))), ContentLength: int64(len(body)),
	}, nil
}

// errForget is that of a dial which fails so that the library forgets where it was.
var errForget = errors.New("discord: no connection: the session is resumed elsewhere")

// note keeps where READY says that the session is to be resumed, if that is of the
// same house as addr, where we are: what stands in for Discord stays in between.
func (w *whereabouts) note(ready json.RawMessage, addr string) {
	var said struct {
		Resume string `json:"resume_gateway_url"`
	}
	_ = json.Unmarshal(ready, &said) // the library says what it thinks of it
	to, err := url.Parse(said.Resume)
	host, _, splitErr := net.SplitHostPort(addr)
	if err != nil || splitErr != nil || !sameHouse(to.Hostname(), host) {
		said.Resume = ""
	}
	w.set(said.Resume)
}

// sameHouse says whether two hosts are one, or share a domain.
func sameHouse(a, b string) bool {
	return a == b || net.ParseIP(a) == nil && net.ParseIP(b) == nil && domain(a) == domain(b)
}

// domain is the last two labels of a host.
func domain(host string) string {
	labels := strings.Split(host, ".")
	return strings.Join(labels[max(0, len(labels)-2):], ".")
}
