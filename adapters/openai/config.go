package openai

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/brouillon/brouillon/copilot"
)

// What is used when Config leaves a field at zero.
const (
	DefaultBaseURL   = "https://api.openai.com/v1"
	DefaultModel     = "gpt-5-mini" // only with DefaultBaseURL: elsewhere a model must be named
	DefaultMaxTokens = 4096         // five long variants; reasoning models get four times as much
	DefaultMaxBytes  = 8 << 20      // about 25,000 streamed tokens at 300 bytes each
)

// Config says which endpoint to use and how much to take from it.
type Config struct {
	BaseURL   string            // "https://host/v1", http or https, without user, query or fragment
	Key       copilot.Secret    // sent as a bearer token, to BaseURL's host only; may be empty elsewhere than at OpenAI
	Model     string            // as the endpoint calls it
	MaxTokens int               // that the model may write, >= 1; 0 is the default
	MaxBytes  int64             // of a response as received, >= 1024; 0 is the default
	Timeouts  Timeouts          // a zero among them is its default
	Transport http.RoundTripper // for tests and unusual networks; nil dials directly, without any proxy
	Now       func() time.Time  // for Retry-After dates; nil is time.Now
	Heard     func(http.Header) // is told the header of each answer; nil: nobody is
	Refused   func(Refusal)     // is told of each answer that is an error; nil: nobody is
}

// Timeouts bound the four ways of being slow. None may be negative.
type Timeouts struct {
	Connect       time.Duration // name, TCP and TLS together; default 5 s
	FirstByte     time.Duration // from the connection to the first event, reading the prompt included; default 60 s
	BetweenTokens time.Duration // from one event to the next: comments and blank lines do not count; default 30 s
	Total         time.Duration // of the whole call; default 3 min
}

// completed returns c with defaults filled in and every fault found, joined.
// No fault repeats a value: a key pasted into the wrong field stays unseen.
func (c Config) completed() (Config, *url.URL, error) {
	c.BaseURL = strings.TrimRight(cmp.Or(strings.TrimSpace(c.BaseURL), DefaultBaseURL), "/")
	if c.BaseURL == DefaultBaseURL {
		c.Model = cmp.Or(c.Model, DefaultModel)
	}
	c.MaxTokens = cmp.Or(c.MaxTokens, DefaultMaxTokens)
	c.MaxBytes = cmp.Or(c.MaxBytes, DefaultMaxBytes)
	c.Timeouts = c.Timeouts.completed()
	if c.Now == nil {
		c.Now = time.Now
	}
	base, err := endpoint(c.BaseURL)
	return c, base, errors.Join(err, c.Timeouts.fault(), c.fault())
}

func (c Config) fault() error {
	var faults []error
	wrong := func(bad bool, sentence string) {
		if bad {
			faults = append(faults, errors.New(sentence))
		}
	}
	wrong(c.Model == "", "openai: Model must be named for an endpoint that is not OpenAI's")
	wrong(strings.ContainsFunc(c.Model, unicode.IsControl), "openai: Model has a control character in it")
	wrong(!c.Key.Set() && c.BaseURL == DefaultBaseURL, "openai: Key is missing")
	wrong(strings.ContainsFunc(c.Key.Reveal(), notInHeader), "openai: Key has a space or a character in it that no key has")
	wrong(c.MaxTokens < 1, "openai: MaxTokens must be 1 or more")
	wrong(c.MaxBytes < 1024, "openai: MaxBytes must be 1024 or more")
	return errors.Join(faults...)
}

func notInHeader(r rune) bool { return r <= ' ' || r > '~' }

// endpoint parses a base URL, refusing the parts that could hide a secret or
// send the key elsewhere.
func endpoint(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("openai: BaseURL must look like https://host/v1")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("openai: BaseURL must not have a user, a query or a fragment")
	}
	return u, nil
}

func (t Timeouts) completed() Timeouts {
	return Timeouts{
		Connect:       cmp.Or(t.Connect, 5*time.Second),
		FirstByte:     cmp.Or(t.FirstByte, time.Minute),
		BetweenTokens: cmp.Or(t.BetweenTokens, 30*time.Second),
		Total:         cmp.Or(t.Total, 3*time.Minute),
	}
}

func (t Timeouts) fault() error {
	if d := min(t.Connect, t.FirstByte, t.BetweenTokens, t.Total); d < 0 {
		return fmt.Errorf("openai: a time-out of %s is negative", d)
	}
	return nil
}
