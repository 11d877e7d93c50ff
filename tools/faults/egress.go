package faults

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

// egress is the way of one replica to the platforms and to the model.
type egress struct {
	house   *house
	replica *replica
	server  *httptest.Server
	onward  http.Client
}

func newEgress(h *house) *egress {
	e := &egress{house: h}
	// A call that arrived is carried out, whoever made it.
	e.onward = http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}, Timeout: time.Minute}
	e.server = httptest.NewServer(e)
	h.t.Cleanup(func() {
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
	c := e.callOf(r, body)
	e.house.journal.note(c.serial, "%s: %s %s", e.replica.name, c.kind, c.stage)
	e.dieAt(c.kind + " never arrived")
	if e.house.journal.stumbles(c) {
		stumble(w, e.slackish(r))
		return
	}
	answer, raw, err := e.carry(r, body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	switch {
	case answer.StatusCode != http.StatusOK:
	case c.stage == showsAnswer:
		e.house.visible(c.serial, raw)
	case c.stage == showsProgress:
		e.house.journal.progressed(c.serial)
	}
	e.dieAt(c.kind + " done, answer lost")
	maps.Copy(w.Header(), answer.Header)
	w.WriteHeader(answer.StatusCode)
	_, _ = w.Write(raw)
}

// dieAt cuts the connection when the replica dies at a point.
func (e *egress) dieAt(point string) {
	if e.house.agenda.reached(e.replica, point) {
		panic(http.ErrAbortHandler)
	}
}

// stumble refuses a call for no good reason.
func stumble(w http.ResponseWriter, slackish bool) {
	w.Header().Set("Content-Type", "application/json")
	if !slackish {
		w.WriteHeader(http.StatusInternalServerError)
	}
	_, _ = io.WriteString(w, `{"ok":false,"error":"fatal_error","message":"500: Internal Server Error","code":0}`)
}

// carry makes the call anew, on its own.
func (e *egress) carry(r *http.Request, body []byte) (*http.Response, []byte, error) {
	platform, path, _ := strings.Cut(strings.TrimPrefix(r.URL.RequestURI(), "/"), "/")
	onward, err := http.NewRequest(r.Method, e.house.base(platform)+"/"+path, bytes.NewReader(body))
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
	e.house.journal.note(serial, "%s: asks the model", e.replica.name)
	e.dieAt("model asked")
	if fails := sickly(&e.house.sick); fails != nil {
		fails(w, r)
		return
	}
	model(&listener{ResponseWriter: w, egress: e}, r)
	e.dieAt("model answered")
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
	if l.pieces++; l.pieces == half {
		l.egress.dieAt("model half answered")
	}
	return l.ResponseWriter.Write(b)
}

// Unwrap lets pieces be flushed.
func (l *listener) Unwrap() http.ResponseWriter { return l.ResponseWriter }
