package slacktest

import (
	"maps"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

type faultKind int

const (
	failWith  faultKind = iota // an error code
	rateLimit                  // HTTP 429
	cutBefore                  // the connection ends, nothing happened
	cutAfter                   // it happened, then the connection ends
	status                     // another HTTP status
	garble                     // whatever somebody in between says
)

// fault is something that is set up to go wrong with a method.
type fault struct {
	kind  faultKind
	code  string
	n     int // seconds, or an HTTP status
	times int // how often still
	said  Garbled
}

// Fail lets the next calls of a method fail with an error code. For Fail and the
// others: a method's faults come in the order in which they were set up, the
// method "*" stands for all, and times below 1 means from now on.
func (s *Slack) Fail(method, code string, times int) {
	s.breaks(method, &fault{kind: failWith, code: code, times: times})
}

// RateLimit lets the next calls of a method fail with HTTP 429 and Retry-After, in
// whole seconds, rounded up.
func (s *Slack) RateLimit(method string, retryAfter time.Duration, times int) {
	s.breaks(method, &fault{kind: rateLimit, n: int(math.Ceil(retryAfter.Seconds())), times: times})
}

// CutBefore ends the connection before the call has had any effect.
func (s *Slack) CutBefore(method string, times int) {
	s.breaks(method, &fault{kind: cutBefore, times: times})
}

// CutAfter ends the connection after the call has had its effect: who called
// cannot know whether it had.
func (s *Slack) CutAfter(method string, times int) {
	s.breaks(method, &fault{kind: cutAfter, times: times})
}

// Status lets the next calls of a method fail with an HTTP status and no JSON.
func (s *Slack) Status(method string, code, times int) {
	s.breaks(method, &fault{kind: status, n: code, times: times})
}

// Garbled is an answer that is not Slack's: what a proxy says, or a limit that nobody
// can read.
type Garbled struct {
	Status int
	Header http.Header
	Body   string
}

// Garble answers the next calls of a method with something else, before they have had
// any effect.
func (s *Slack) Garble(method string, said Garbled, times int) {
	s.breaks(method, &fault{kind: garble, said: said, times: times})
}

// Delay lets every call of a method wait before anything happens; 0 ends that.
func (s *Slack) Delay(method string, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delays[method] = d
}

// Mend forgets all faults and delays.
func (s *Slack) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.faults)
	clear(s.delays)
}

// Revoke makes the tokens worthless: every call is answered token_revoked.
func (s *Slack) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = true
}

func (s *Slack) breaks(method string, f *fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.times < 1 {
		f.times = math.MaxInt
	}
	s.faults[method] = append(s.faults[method], f)
}

// broken lets a call go wrong as it was set up, and tells whether it did. A cut
// after the effect is left to cutNow.
func (s *Slack) broken(w http.ResponseWriter, r *http.Request, method string) bool {
	s.wait(r, method)
	f := s.takeFault(method, func(k faultKind) bool { return k != cutAfter })
	if f == nil {
		return false
	}
	switch f.kind {
	case failWith:
		answer(w, map[string]any{"ok": false, "error": f.code})
	case rateLimit:
		w.Header().Set("Retry-After", strconv.Itoa(f.n))
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"ok":false,"error":"ratelimited"}`))
	case status:
		http.Error(w, http.StatusText(f.n), f.n)
	case garble:
		maps.Copy(w.Header(), f.said.Header)
		w.WriteHeader(f.said.Status)
		_, _ = w.Write([]byte(f.said.Body)) // the caller went away: its own concern
	default:
		platformtest.Cut(w)
	}
	return true
}

func (s *Slack) cutNow(method string, kind faultKind) bool {
	return s.takeFault(method, func(k faultKind) bool { return k == kind }) != nil
}

// takeFault uses up the first fault of a method, if it is of a wanted kind.
func (s *Slack) takeFault(method string, wanted func(faultKind) bool) *fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range []string{method, "*"} {
		all := s.faults[name]
		if len(all) == 0 || !wanted(all[0].kind) {
			continue
		}
		f := *all[0]
		if all[0].times--; all[0].times == 0 {
			s.faults[name] = all[1:]
		}
		return &f
	}
	return nil
}

func (s *Slack) wait(r *http.Request, method string) {
	s.mu.Lock()
	d := max(s.delays[method], s.delays["*"])
	s.mu.Unlock()
	if d == 0 {
		return
	}
	after := time.NewTimer(d)
	defer after.Stop()
	select {
	case <-after.C:
	case <-r.Context().Done():
	case <-s.done:
	}
}
