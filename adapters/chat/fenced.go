package chat

import (
	"net/http"

	"github.com/brouillon/brouillon/copilot"
)

// Fenced is a transport that asks, last of all before a request leaves, whether the
// worker who makes it still has its job: one that was paused and woke up sends
// nothing. It waits while the store cannot tell, as long as the request may.
type Fenced struct{ Next http.RoundTripper }

// RoundTrip is of http.RoundTripper.
func (f Fenced) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := copilot.Held(r.Context()); err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	return f.Next.RoundTrip(r)
}
