// Package openaitest is a scripted chat completions endpoint for tests: strict
// about what it is asked, and as well- or ill-behaved as its script says.
package openaitest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Key is the only key the server accepts.
const Key = "sk-test-0123456789abcdef"

// Model is the name the ready-made replies give themselves.
const Model = "fake-1"

// Reply answers one request; the ready-made ones are in script.go. A reply that
// blocks must end when the request's context does.
type Reply = http.HandlerFunc

// Request is what was asked.
type Request struct {
	Header   http.Header
	Body     []byte
	Model    string
	Messages []Message
}

// Message is one message of a request.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Server is a running endpoint.
type Server struct {
	URL string // what a client takes as its base URL; ends in "/v1"

	t         testing.TB
	contract  *contract // nil when it was not found
	abandoned chan struct{}

	mu       sync.Mutex
	script   []Reply
	requests []Request
}

// New starts a server on the loopback that answers the i-th request with the
// i-th reply of its script, and goes on with the last one. It stops with the
// test. A request that OpenAI would refuse fails the test and gets status 400.
func New(t testing.TB, script ...Reply) *Server {
	t.Helper()
	s := &Server{t: t, script: script, contract: published(t), abandoned: make(chan struct{}, 1024)}
	srv := httptest.NewServer(s)
	s.URL = srv.URL + "/v1"
	t.Cleanup(func() {
		srv.CloseClientConnections() // ends the replies that block
		srv.Close()
	})
	return s
}

// Requests is what was asked so far, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Abandoned receives for each reply that ended after its client had hung up.
func (s *Server) Abandoned() <-chan struct{} { return s.abandoned }

// ServeHTTP checks a request and plays the next reply.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the client hung up while asking
	}
	if fault := s.fault(r, body); fault != "" {
		s.t.Errorf("a request that OpenAI would refuse: %s\n%s", fault, body)
		http.Error(w, `{"error":{"message":"refused by the test server","type":"invalid_request_error","code":null,"param":null}}`, http.StatusBadRequest)
		return
	}
	s.next(r, body)(w, r)
	if r.Context().Err() != nil {
		s.abandoned <- struct{}{}
	}
}

// next records a request and takes its reply from the script.
func (s *Server) next(r *http.Request, body []byte) Reply {
	asked := Request{Header: r.Header.Clone(), Body: body}
	_ = json.Unmarshal(body, &asked) // it passed the contract, or there was none to check
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, asked)
	if len(s.script) == 0 {
		return Say("ok")
	}
	reply := s.script[0]
	if len(s.script) > 1 {
		s.script = s.script[1:]
	}
	return reply
}

// fault says what OpenAI would refuse, "" when nothing.
func (s *Server) fault(r *http.Request, body []byte) string {
	media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	switch {
	case r.Method != http.MethodPost:
		return "method " + r.Method
	case r.URL.Path != "/v1/chat/completions" || r.URL.RawQuery != "":
		return "address " + r.URL.String()
	case r.Header.Get("Authorization") != "Bearer "+Key:
		return "the key is missing or another one"
	case media != "application/json":
		return "content type " + media
	case !json.Valid(body):
		return "the body is not JSON"
	case s.contract == nil:
		return ""
	}
	return s.contract.fault(body)
}
