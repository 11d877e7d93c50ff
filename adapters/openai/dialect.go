package openai

import (
	"strings"
	"sync"
)

// dialect remembers how an endpoint wants a request spelled. Names of models
// tell most of it; the rest is learnt from refusals, each at most once, so that
// an endpoint that refuses everything is asked three times, not for ever.
type dialect struct {
	limits [2]string // what to call the token limit, and what else when that is refused

	mu      sync.Mutex
	other   int  // index into limits
	noUsage bool // it refused stream_options
}

const (
	maxTokens           = "max_tokens" // all that older and local servers know
	maxCompletionTokens = "max_completion_tokens"
	noLimit             = "" // MaxBytes still holds
)

// dialectOf is what a model's name suggests. The library refuses to send
// max_tokens to reasoning models.
func dialectOf(model string) dialect {
	if reasoning.MatchString(model) {
		return dialect{limits: [2]string{maxCompletionTokens, noLimit}}
	}
	return dialect{limits: [2]string{maxTokens, maxCompletionTokens}}
}

// spelling is how one request is written.
type spelling struct {
	limit string
	usage bool // with stream_options
}

// misreading is a refusal that may come from a parameter the endpoint does not know.
type misreading struct {
	said  string // in lower case; from the endpoint, never shown
	fault error  // what the refusal means otherwise
}

func (m *misreading) Error() string { return m.fault.Error() }

func (d *dialect) spelling() spelling {
	d.mu.Lock()
	defer d.mu.Unlock()
	return spelling{limit: d.limits[d.other], usage: !d.noUsage}
}

// learn says whether another try, spelled differently, makes sense.
func (d *dialect) learn(sent spelling, m *misreading) bool {
	if !containsAny(m.said, "unsupported", "not supported", "unknown", "unrecognized", "unexpected", "extra", "not permitted") {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case sent.usage && strings.Contains(m.said, "stream_options"):
		d.noUsage = true
		return true
	case sent.limit == d.limits[0] && strings.Contains(m.said, sent.limit):
		d.other = 1
		return true
	}
	return false
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
