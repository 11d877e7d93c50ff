package chattest

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// Cut is where the line between a process and its platform breaks.
type Cut struct {
	Call  int  // which of the calls, counted from 1
	After bool // the call has its effect first: who called cannot know
	Death bool // the process dies at that moment
}

// Line carries the calls of a process to its platform, and breaks at some of them.
type Line struct {
	URL string // of this end

	process *Mortal
	pass    http.Handler

	mu   sync.Mutex
	cuts map[int]Cut
	made int // calls so far
	met  int // cuts so far
}

// NewLine lays a line to an address. Those cuts happen that the process lives to see.
func NewLine(t testing.TB, to string, process *Mortal, cuts ...Cut) *Line {
	t.Helper()
	target, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	l := &Line{process: process, pass: httputil.NewSingleHostReverseProxy(target), cuts: map[int]Cut{}}
	for _, c := range cuts {
		l.cuts[c.Call] = c
	}
	server := httptest.NewServer(http.HandlerFunc(l.carry))
	t.Cleanup(server.Close)
	l.URL = server.URL
	return l
}

// Met is how many cuts there were.
func (l *Line) Met() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.met
}

// next is the cut at the call that is being made, if there is one.
func (l *Line) next() (Cut, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.made++
	c, cut := l.cuts[l.made]
	if cut {
		l.met++
	}
	return c, cut
}

// carry passes a call on, or not.
func (l *Line) carry(w http.ResponseWriter, r *http.Request) {
	if l.process.Dead() {
		platformtest.Cut(w)
		return
	}
	c, cut := l.next()
	if cut && !c.After {
		l.cut(w, c)
		return
	}
	said := httptest.NewRecorder()
	l.pass.ServeHTTP(said, r)
	if cut || l.process.Dead() {
		l.cut(w, c)
		return
	}
	maps.Copy(w.Header(), said.Header())
	w.WriteHeader(said.Code)
	_, _ = w.Write(said.Body.Bytes()) // the process went away: its own concern
}

func (l *Line) cut(w http.ResponseWriter, c Cut) {
	if c.Death {
		l.process.Die()
	}
	platformtest.Cut(w)
}
