package discordtest

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
)

// agents are the User-Agents that Discord's front lets through.
var agents = regexp.MustCompile(`^DiscordBot \(\S+, \S+\)`)

// serve answers one call: first what is set up to go wrong, then whether it may be
// made at all, then what it does.
func (d *Discord) serve(w http.ResponseWriter, r *http.Request, to *route) {
	q, err := read(r, to)
	d.record(q)
	defer d.moved.Ring()
	f := d.broken(q)
	if f != nil && !f.After {
		d.breakNow(w, q, f)
		return
	}
	var status int
	var a any
	if d.limited(w, q) {
		return
	}
	if err == nil {
		err = d.admit(q)
	}
	if err == nil {
		status, a, err = d.run(q)
	}
	if f != nil {
		d.breakNow(w, q, f)
		return
	}
	if err != nil {
		status, a = d.refused(q, err)
	}
	d.mu.Lock()
	d.settle(q.call, status, a)
	d.mu.Unlock()
	answer(w, status, a)
}

// record keeps a call.
func (d *Discord) record(q *request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	q.call.At = d.o.Now()
	if !d.o.Lenient {
		d.calls = append(d.calls, q.call)
	}
}

// settle keeps what a call was answered. The lock is held.
func (d *Discord) settle(c *Call, status int, a any) {
	c.Status = status
	if status >= http.StatusBadRequest {
		c.Code = num(asObject(a), "code")
	}
	if slices.Contains([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests}, status) {
		d.invalid++
	}
}

// admit checks who calls, then the query, then the body.
func (d *Discord) admit(q *request) error {
	if agent := q.Header.Get("User-Agent"); !d.unchecked(CheckAgent) && !agents.MatchString(agent) {
		d.blame("%s: the User-Agent is %q: Discord wants DiscordBot (URL, version)", q.route.name, agent)
	}
	if !q.route.open && q.Header.Get("Authorization") != "Bot "+d.o.Token {
		return &refusal{status: http.StatusUnauthorized, message: "401: Unauthorized"}
	}
	if name := q.unknownQuery(); name != "" && !d.unchecked(CheckQuery) {
		d.blame("%s: there is no query parameter %q", q.route.name, name)
	}
	if id := q.PathValue("application_id"); id != "" && id != d.o.Application {
		return refuse(20012)
	}
	if q.route.body == "" {
		return nil
	}
	if q.body == nil {
		return wrong(50109, "there is no body")
	}
	return d.fits(q.route.body, q.body)
}

// fits holds a body to a part of the contract.
func (d *Discord) fits(at string, body any) error {
	if b := d.check(at, prune(body)); b != nil {
		return invalid(b.path, "%s", b.said)
	}
	return nil
}

func (d *Discord) run(q *request) (int, any, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return q.route.do(d, q)
}

// refused is the answer of an error.
func (d *Discord) refused(q *request, err error) (int, any) {
	var r *refusal
	if !errors.As(err, &r) {
		r = &refusal{status: http.StatusBadRequest, code: 50109, message: err.Error()}
	}
	if r.blame != "" {
		d.blame("%s: %d %s: %s", q.route.name, r.code, r.message, r.blame)
	}
	return r.status, r.body()
}

// answer writes JSON; of nil nothing but the status.
func answer(w http.ResponseWriter, status int, a any) {
	if a == nil {
		w.WriteHeader(status)
		return
	}
	raw := encode(a)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	w.WriteHeader(status)
	_, _ = w.Write(raw) // the caller went away: its own concern
}

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// same tells whether two routes are the same whatever their parameters are called.
func same(a, b string) bool {
	return a == b || parameter.ReplaceAllString(a, "{}") == parameter.ReplaceAllString(b, "{}")
}
