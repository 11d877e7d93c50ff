package openai

import (
	"strings"
	"sync"
)

// dialect remembers how an endpoint wants a request spelled. Names of models
// tell most of it; the rest is learnt from refusals, each at most once, so that
// an endpoint that refuses everything is asked three times, not for ever.
type dialect struct {
	model string

	mu        sync.Mutex
	otherName bool // it refused the name of the token limit that its model's name suggests
	noUsage   bool // it refused stream_options
}

// spelling is how one request is written.
type spelling struct {
	completionTokens bool // max_completion_tokens, not max_tokens
	usage            bool // with stream_options
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
	return spelling{
		completionTokens: reasoning.MatchString(d.model) != d.otherName,
		usage:            !d.noUsage,
	}
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
	case strings.Contains(m.said, sent.limit()) && !d.switched(sent):
		d.otherName = !d.otherName
		return true
	}
	return false
}

// switched says whether sent already used the name that the model's does not suggest.
func (d *dialect) switched(sent spelling) bool {
	return sent.completionTokens != reasoning.MatchString(d.model)
}

func (s spelling) limit() string {
	if s.completionTokens {
		return "max_completion_tokens"
	}
	return "max_tokens"
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
