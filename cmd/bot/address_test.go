package main

import (
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestTheTokenIsSentOverTLS: or to this machine.
func TestTheTokenIsSentOverTLS(t *testing.T) {
	for address, want := range map[string]int{
		"": 0, "https://slack-gov.com/api/": 0, "http://127.0.0.1:8080/api/": 0, "http://localhost/api/": 0, "http://[::1]:1/": 0,
		"http://slack.com/api/": 1, "http://127.0.0.1.evil.example/": 1, "https://user@slack.com/": 1, "ftp://127.0.0.1/": 1, "slack.com": 1,
	} {
		var f faults
		SlackConfig{BotToken: copilot.NewSecret("xoxb-1"), AppToken: copilot.NewSecret("xapp-1"), URL: address}.settle(&f)
		if len(f.all) != want {
			t.Errorf("Slack, %q: %q", address, f.all)
		}
		f = faults{}
		DiscordConfig{Token: copilot.NewSecret("a.b.c"), Gateway: "on", URL: address}.settle(&f)
		if len(f.all) != want {
			t.Errorf("Discord, %q: %q", address, f.all)
		}
	}
}
