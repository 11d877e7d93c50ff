package discordtest

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// mostBody is the largest body that is read, in bytes.
const mostBody = 25 << 20

// Call is one call of the API as it arrived, whether or not it was answered.
type Call struct {
	Route  string // "POST /channels/{channel_id}/messages", as the contract writes it
	Path   string // below /api/v10
	Query  url.Values
	Body   json.RawMessage // nil for none
	At     time.Time       // by Options.Now
	Status int             // answered; 0: not yet, or the connection was cut
	Code   int             // of Discord, 0 for none
}

// request is a call on its way through the fake.
type request struct {
	*http.Request
	route *route
	call  *Call
	body  any // decoded; nil for none
	files []File
}

// part is the body as an object; nil when it is none.
func (q *request) part() object { return asObject(q.body) }

// read reads the body of a call.
func read(r *http.Request, to *route) (*request, error) {
	q := &request{Request: r, route: to}
	path := r.URL.Path
	if at := strings.Index(path[1:], "/v"); at >= 0 {
		_, rest, _ := strings.Cut(path[at+3:], "/")
		path = "/" + rest
	}
	q.call = &Call{Route: to.name, Path: path, Query: r.URL.Query()}
	raw, err := io.ReadAll(io.LimitReader(r.Body, mostBody))
	if err != nil {
		return q, errors.New("the body ended early")
	}
	if len(raw) == 0 {
		return q, nil
	}
	q.call.Body = raw
	if kind := r.Header.Get("Content-Type"); strings.HasPrefix(kind, "multipart/form-data") {
		if raw, err = q.parts(kind, raw); err != nil {
			return q, err
		}
	} else if !strings.HasPrefix(kind, "application/json") {
		return q, wrong(50109, "a body of the type %q; this fake takes application/json and forms with files", kind)
	}
	if err := json.Unmarshal(raw, &q.body); err != nil {
		return q, wrong(50109, "the body is no JSON: %v", err)
	}
	return q, nil
}
