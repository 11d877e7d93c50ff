package openai

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

func TestNewFaults(t *testing.T) {
	local := Config{BaseURL: "http://127.0.0.1:8080/v1", Model: "m"}
	for name, c := range map[string]struct {
		change func(*Config)
		says   string // "" for no fault
	}{
		"a local endpoint without a key": {func(*Config) {}, ""},
		"a trailing slash":               {func(c *Config) { c.BaseURL += "/" }, ""},
		"OpenAI with a key alone":        {func(c *Config) { *c = Config{Key: copilot.NewSecret("sk-1")} }, ""},
		"OpenAI without a key":           {func(c *Config) { *c = Config{} }, "Key is missing"},
		"no model elsewhere":             {func(c *Config) { c.Model = "" }, "Model must be named"},
		"a model with a line break":      {func(c *Config) { c.Model = "m\r\nx" }, "control character"},
		"no scheme":                      {func(c *Config) { c.BaseURL = "localhost:8080/v1" }, "must look like"},
		"another scheme":                 {func(c *Config) { c.BaseURL = "ftp://host/v1" }, "must look like"},
		"no host":                        {func(c *Config) { c.BaseURL = "http:///v1" }, "must look like"},
		"not an address":                 {func(c *Config) { c.BaseURL = "http://%zz" }, "must look like"},
		"a secret in the address":        {func(c *Config) { c.BaseURL = "https://u:sk-secret@host/v1" }, "must not have a user"},
		"a query":                        {func(c *Config) { c.BaseURL = "https://host/v1?k=sk-secret" }, "must not have a user"},
		"a fragment":                     {func(c *Config) { c.BaseURL = "https://host/v1#sk-secret" }, "must not have a user"},
		"a line break in the key":        {func(c *Config) { c.Key = copilot.NewSecret("sk-secret\n") }, "Key has a space"},
		"a typographic dash in the key":  {func(c *Config) { c.Key = copilot.NewSecret("sk–secret") }, "Key has a space"},
		"too few tokens":                 {func(c *Config) { c.MaxTokens = -1 }, "MaxTokens"},
		"too few bytes":                  {func(c *Config) { c.MaxBytes = 10 }, "MaxBytes"},
		"a time-out below nothing":       {func(c *Config) { c.Timeouts.Total = -time.Second }, "negative"},
	} {
		t.Run(name, func(t *testing.T) {
			config := local
			c.change(&config)
			_, err := New(config)
			switch {
			case c.says == "" && err != nil:
				t.Error(err)
			case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
				t.Errorf("%v does not say %q", err, c.says)
			case err != nil && strings.Contains(err.Error(), "secret"):
				t.Errorf("it tells a secret: %v", err)
			}
		})
	}
}

// All faults come at once, so that one try is enough to find them.
func TestNewListsEveryFault(t *testing.T) {
	_, err := New(Config{BaseURL: "nowhere", Key: copilot.NewSecret("a b"), MaxTokens: -1, MaxBytes: 1, Timeouts: Timeouts{Connect: -1}})
	if err == nil {
		t.Fatal("accepted")
	}
	if n := strings.Count(err.Error(), "openai:"); n != 6 {
		t.Errorf("%d faults of 6:\n%v", n, err)
	}
}
