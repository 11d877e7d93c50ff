package slack

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestManifestGolden(t *testing.T) {
	for file, o := range map[string]ManifestOptions{
		"testdata/manifest.http.json":   {URL: "https://bot.acme.example/", Locale: "en"},
		"testdata/manifest.socket.json": {Socket: true, Prefix: "br-", Locale: "fr", Name: "Plume"},
	} {
		made, err := Manifest(o)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(file, made, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(kept), string(made)); d != "" {
			t.Errorf("%s is not what the code says; -update writes it anew:\n%s", file, d)
		}
	}
}

func TestManifestHasTheWholeTable(t *testing.T) {
	for _, o := range []ManifestOptions{{Socket: true}, {URL: "http://127.0.0.1:8080", Prefix: "br-"}} {
		made, err := Manifest(o)
		if err != nil {
			t.Fatal(err)
		}
		var m manifest
		if err := json.Unmarshal(made, &m); err != nil {
			t.Fatal(err)
		}
		for i, c := range copilot.Table() {
			got := m.Features.Commands[i]
			if got.Command != "/"+o.Prefix+c.Name || got.Description != c.Description("en") || (got.URL == "") != o.Socket {
				t.Errorf("command %s: %+v", c.Name, got)
			}
		}
		if (m.Settings.Events.URL == "") != o.Socket || (m.Settings.Interactivity.URL == "") != o.Socket || m.Settings.Socket != o.Socket {
			t.Errorf("settings of %+v: %+v", o, m.Settings)
		}
	}
}

func TestScopesAreExplained(t *testing.T) {
	for _, s := range Scopes() {
		for _, lang := range []string{"en", "fr"} {
			if catalogue.Say(lang, s.Why, nil) == s.Why {
				t.Errorf("%s: nothing in %s says why", s.Name, lang)
			}
		}
	}
}

func TestManifestFaults(t *testing.T) {
	for _, c := range []struct {
		o    ManifestOptions
		want string // part of the error
	}{
		{ManifestOptions{}, "public https address (--url https://…), or over Socket Mode"},
		{ManifestOptions{URL: "https://a.example", Socket: true}, "not both"},
		{ManifestOptions{URL: "https://a.example/slack/"}, "ends in /slack"},
		{ManifestOptions{URL: "http://bot.acme.example"}, "use https://"},
		{ManifestOptions{URL: "https://"}, "and a host"},
		{ManifestOptions{URL: "bot.acme.example"}, "use https://"},
		{ManifestOptions{URL: "https://a.example/?x=1"}, "or query"},
		{ManifestOptions{URL: "http://localhost.evil.example"}, "use https://"},
		{ManifestOptions{URL: "%"}, "use https://"},
		{ManifestOptions{URL: "HTTPS://bot.acme.example"}, "use https://"},
		{ManifestOptions{URL: "https://" + strings.Repeat("a", 2000)}, "use https://"},
		{ManifestOptions{URL: "https://u:hunter2@a.example"}, "without user"},
		{ManifestOptions{Socket: true, Prefix: "BR "}, "at most 16 of a-z"},
		{ManifestOptions{Socket: true, Prefix: strings.Repeat("x", 17)}, "at most 16 of a-z"},
		{ManifestOptions{Socket: true, Name: strings.Repeat("x", 36)}, "at most 35 characters"},
	} {
		if made, err := Manifest(c.o); err == nil || !strings.Contains(err.Error(), c.want) || made != nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("Manifest(%+v) = %s, %v, want %q", c.o, made, err, c.want)
		}
	}
	for _, url := range []string{"https://a.example", "https://a.example:8443/bot/", "http://127.0.0.1:8080", "http://localhost"} {
		if _, err := Manifest(ManifestOptions{URL: url}); err != nil {
			t.Errorf("Manifest at %s: %v", url, err)
		}
	}
}
