package slack

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"
)

// TestManifestKeepsSlacksContract proves the validator on Slack's own examples
// first: one that is right, one that is wrong.
func TestManifestKeepsSlacksContract(t *testing.T) {
	valid := validator(t)
	if err := valid(contract(t, "slack/manifest/v2.manifest.valid.json")); err != nil {
		t.Fatalf("Slack's own manifest: %v", err)
	}
	if valid(contract(t, "slack/manifest/v2.manifest.invalid.json")) == nil {
		t.Fatal("a manifest that Slack calls invalid passes")
	}
	for _, locale := range []string{"en", "fr"} {
		for _, o := range []ManifestOptions{{Socket: true}, {URL: "https://bot.acme.example"}, {Socket: true, Prefix: strings.Repeat("x", 16)}, {Socket: true, Name: strings.Repeat("é", 35)}} {
			o.Locale = locale
			made, err := Manifest(o)
			if err != nil {
				t.Fatal(err)
			}
			if err := valid(made); err != nil {
				t.Errorf("manifest of %+v: %v", o, err)
			}
		}
	}
}

// validator holds JSON to the schema of manifests.
func validator(t testing.TB) func([]byte) error {
	t.Helper()
	const name = "manifest.schema.json"
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(contract(t, "slack/manifest/manifest.schema.2.0.0.json")))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.UseRegexpEngine(withoutLookahead)
	if err := c.AddResource(name, schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return func(raw []byte) error {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			return err
		}
		return compiled.Validate(v)
	}
}

// withoutLookahead compiles the schema's patterns, two of which (domains, which we
// name none of) look ahead, as Go does not: they are read without.
func withoutLookahead(pattern string) (jsonschema.Regexp, error) {
	return regexp.Compile(strings.ReplaceAll(pattern, `(?![\.\-])`, ""))
}

// TestManifestAsksForWhatItsEventsNeed: an event without its scope never comes,
// and nobody says so.
func TestManifestAsksForWhatItsEventsNeed(t *testing.T) {
	var published []struct {
		Name   string
		Scopes []string
		APIs   []string
	}
	if err := json.Unmarshal(contract(t, "slack/methods/_events.json"), &published); err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{}
	for _, e := range published {
		if slices.Contains(e.APIs, "Events") {
			known[e.Name] = append(e.Scopes, "")
		}
	}
	for _, event := range botEvents {
		if known[event] == nil {
			t.Errorf("Slack has no event %s", event)
		}
		for _, scope := range known[event] {
			scope = strings.Replace(scope, "app_mentions.read", "app_mentions:read", 1) // a slip of the contract
			if scope != "" && !slices.Contains(scopeNames(), scope) {
				t.Errorf("%s needs %s, which is not asked for", event, scope)
			}
		}
	}
}

// Whatever options are taken make a manifest that Slack takes too.
func TestManifestIsValidOrRefused(t *testing.T) {
	valid := validator(t)
	rapid.Check(t, func(t *rapid.T) {
		validOrRefused(t, valid, ManifestOptions{
			URL:    rapid.OneOf(rapid.Just(""), rapid.Just("https://a.example"), rapid.String()).Draw(t, "url"),
			Socket: rapid.Bool().Draw(t, "socket"),
			Prefix: rapid.OneOf(rapid.StringMatching(`[a-z0-9_-]{0,17}`), rapid.String()).Draw(t, "prefix"),
			Locale: rapid.SampledFrom([]string{"", "en", "fr", "fr-CA", "de"}).Draw(t, "locale"),
			Name:   rapid.String().Draw(t, "name"),
		})
	})
}

func FuzzManifest(f *testing.F) {
	valid := validator(f)
	f.Add("https://bot.acme.example/", false, "br-", "fr", "Plume")
	f.Add("", true, "", "", "")
	f.Fuzz(func(t *testing.T, url string, socket bool, prefix, locale, name string) {
		validOrRefused(t, valid, ManifestOptions{URL: url, Socket: socket, Prefix: prefix, Locale: locale, Name: name})
	})
}

func validOrRefused(t rapid.TB, valid func([]byte) error, o ManifestOptions) {
	made, err := Manifest(o)
	if err != nil {
		return
	}
	if err := valid(made); err != nil {
		t.Fatalf("manifest of %+v: %v", o, err)
	}
}
