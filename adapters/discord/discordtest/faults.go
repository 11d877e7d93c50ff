package discordtest

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// Fault is how an answer goes wrong.
type Fault struct {
	Status int    // of HTTP; 0 with neither Body nor Cut: only the delay
	Code   int    // of Discord, in the body; 0 for none
	Body   string // instead of Discord's error: what a proxy says
	Header http.Header
	// RetryAfter goes with status 429, in the header and in the body.
	RetryAfter time.Duration
	Delay      time.Duration // before the answer, on the wall
	Cut        bool          // the connection ends without an answer
	After      bool          // the call has its effect first: who called cannot know
}

// broken is a fault that is set up.
type broken struct {
	method, route string
	times         int // how often still
	fault         Fault
}

// Fail lets the next calls of a route go wrong. The method and the route may be
// "" for all; the route is as the contract writes it, whatever its parameters are
// called. Faults come in the order in which they were set up, and times below 1
// means from now on.
func (d *Discord) Fail(method, route string, times int, f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if times < 1 {
		times = math.MaxInt
	}
	d.faults = append(d.faults, &broken{method, route, times, f})
}

// Mend forgets all faults.
func (d *Discord) Mend() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = nil
}

// broken uses up a fault of a call, and waits as long as it says.
func (d *Discord) broken(q *request) *Fault {
	f := d.takeFault(q)
	if f == nil {
		return nil
	}
	if f.Delay > 0 {
		after := time.NewTimer(f.Delay)
		defer after.Stop()
		select {
		case <-after.C:
		case <-q.Context().Done():
		case <-d.done:
		}
	}
	if f.Status == 0 && f.Body == "" && !f.Cut {
		return nil
	}
	return f
}

func (d *Discord) takeFault(q *request) *Fault {
	d.mu.Lock()
	defer d.mu.Unlock()
	method, path, _ := strings.Cut(q.route.name, " ")
	for _, b := range d.faults {
		if b.times > 0 && (b.method == "" || b.method == method) && (b.route == "" || same(b.route, path)) {
			b.times--
			f := b.fault
			return &f
		}
	}
	return nil
}

// breakNow answers as a fault says.
func (d *Discord) breakNow(w http.ResponseWriter, q *request, f *Fault) {
	if f.Cut {
		platformtest.Cut(w)
		return
	}
	status := f.Status
	if status == 0 {
		status = http.StatusOK
	}
	for name, values := range f.Header {
		w.Header()[name] = values
	}
	message := codes[f.Code].message
	if message == "" {
		message = http.StatusText(status)
	}
	body := object{"code": f.Code, "message": message}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(f.RetryAfter.Seconds()))))
		body["retry_after"], body["global"] = f.RetryAfter.Seconds(), false
	}
	d.mu.Lock()
	d.settle(q.call, status, body)
	d.mu.Unlock()
	if f.Body != "" {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(f.Body)) // the caller went away: its own concern
		return
	}
	answer(w, status, body)
}
