package slacktest

import (
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"testing"
)

// methodContract is what a file of methods/ says.
type methodContract struct {
	JSON bool `json:"json_input_supported"`
	Args struct {
		Required   []string                   `json:"required"`
		Properties map[string]json.RawMessage `json:"properties"`
	} `json:"args"`
	Errors map[string]any `json:"errors"`
}

// contractOf reads what is published of a method; nil without the contracts.
func contractOf(t *testing.T, name string) *methodContract {
	t.Helper()
	raw, err := contract("methods/" + name + ".json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var c methodContract
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	return &c
}

// everywhere are codes that every method may answer, which the contract lists
// nowhere or for some methods only.
var everywhere = []string{
	"invalid_arguments", "unknown_method", "invalid_auth", "not_authed", "token_revoked", "not_allowed_token_type",
	"user_not_found", "invalid_limit", "ratelimited", "invalid_blocks",
}

// The lists written here are those of the contract: names, what is required, and
// whether JSON is understood.
func TestArgumentsAreThoseOfTheContract(t *testing.T) {
	for name, m := range methods {
		c := contractOf(t, name)
		if c == nil {
			t.Skip("SKIPPED: no CONTRACTS to compare the lists of arguments with")
		}
		want := []string{}
		for argument := range c.Args.Properties {
			want = append(want, argument)
		}
		got := m.knows()
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s takes %q, the contract says %q", name, got, want)
		}
		required := append(m.requires(), "token")
		slices.Sort(required)
		slices.Sort(c.Args.Required)
		if !slices.Equal(required, c.Args.Required) {
			t.Errorf("%s requires %q, the contract says %q", name, required, c.Args.Required)
		}
		if m.json != c.JSON {
			t.Errorf("%s: JSON is %v, the contract says %v", name, m.json, c.JSON)
		}
		typesOf(t, name, c)
	}
}

// typesOf compares which arguments are no texts.
func typesOf(t *testing.T, name string, c *methodContract) {
	t.Helper()
	for argument, raw := range c.Args.Properties {
		var p struct {
			Type string `json:"type"`
		}
		if err := json.Unmarshal(raw, &p); err != nil {
			t.Fatal(err)
		}
		if p.Type == "boolean" && !slices.Contains(booleans, argument) || p.Type == "number" && !slices.Contains(numbers, argument) {
			t.Errorf("%s: the argument %q is a %s", name, argument, p.Type)
		}
	}
}

// documented fails when a method answers a code that it never does.
func documented(t *testing.T, method, code string) {
	t.Helper()
	c := contractOf(t, method)
	if c == nil || slices.Contains(everywhere, code) {
		return
	}
	if _, ok := c.Errors[code]; !ok {
		t.Errorf("%s never answers %q, says the contract", method, code)
	}
}
