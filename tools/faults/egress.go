package faults

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// egress is the way of one replica to the platforms and to the model.
type egress struct {
	replica *replica
	agenda  *agenda
	journal *journal
	model   http.Handler
	slack   string // base address of the fake
	server  *httptest.Server
	onward  http.Client
}

func newEgress(t testing.TB, a *agenda, j *journal, model http.Handler, slack string) *egress {
	t.Helper()
	e := &egress{agenda: a, journal: j, model: model, slack: slack}
	// A call that arrived is carried out, whoever made it.
	e.onward = http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}, Timeout: time.Minute}
	e.server = httptest.NewServer(e)
	t.Cleanup(func() {
		e.server.CloseClientConnections()
		e.server.Close()
	})
	return e
}

// ServeHTTP carries a call on and its answer back, unless somebody dies on the way.
func (e *egress) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // who called died while calling
	}
	if strings.HasPrefix(r.URL.Path, "/v1/") {
		e.ask(w, r, body)
		return
	}
	c := callOf(r, body)
	e.journal.note(c.serial, "%s: %s %s", e.replica.name, c.kind, c.stage)
	if e.agenda.reached(e.replica, c.kind+" never arrived") {
		panic(http.ErrAbortHandler)
	}
	if e.journal.stumbles(c) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"ok":false,"error":"fatal_error"}`)
		return
	}
	answer, raw, err := e.carry(r, body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if c.stage == showsAnswer && answer.StatusCode == http.StatusOK && !bytes.Contains(raw[:min(len(raw), 64)], []byte(`"ok":false`)) {
		e.journal.answered(c.serial)
	}
	if e.agenda.reached(e.replica, c.kind+" done, answer lost") {
		panic(http.ErrAbortHandler)
	}
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.StatusCode)
	_, _ = w.Write(raw)
}

// carry makes the call anew, on its own.
func (e *egress) carry(r *http.Request, body []byte) (*http.Response, []byte, error) {
	u, err := url.Parse(e.slack + strings.TrimPrefix(r.URL.Path, "/slack"))
	if err != nil {
		return nil, nil, err
	}
	u.RawQuery = r.URL.RawQuery
	onward, err := http.NewRequest(r.Method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	onward.Header = r.Header.Clone()
	answer, err := e.onward.Do(onward)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	return answer, raw, err
}

// ask has the model answer, of which the replica may hear nothing or half.
func (e *egress) ask(w http.ResponseWriter, r *http.Request, body []byte) {
	r.Body = io.NopCloser(bytes.NewReader(body))
	serial := briefed(body)
	e.journal.note(serial, "%s: asks the model", e.replica.name)
	if e.agenda.reached(e.replica, "model asked") {
		panic(http.ErrAbortHandler)
	}
	e.model.ServeHTTP(&listener{ResponseWriter: w, egress: e}, r)
	if e.agenda.reached(e.replica, "model answered") {
		panic(http.ErrAbortHandler)
	}
}

// listener lets a replica die when it has heard half of an answer.
type listener struct {
	http.ResponseWriter
	egress *egress
	pieces int
}

// half is how many pieces of an answer are about half of it.
const half = 8

// Write is io.Writer.
func (l *listener) Write(b []byte) (int, error) {
	if l.pieces++; l.pieces == half && l.egress.agenda.reached(l.egress.replica, "model half answered") {
		panic(http.ErrAbortHandler)
	}
	return l.ResponseWriter.Write(b)
}

// Unwrap lets pieces be flushed.
func (l *listener) Unwrap() http.ResponseWriter { return l.ResponseWriter }
