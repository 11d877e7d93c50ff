package test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

// TestSlackTokensComeFromTheirSecret: the bot does not start in Slack without its
// token, and with one transport it does not wait for the other's.
func TestSlackTokensComeFromTheirSecret(t *testing.T) {
	found := map[string]*corev1.SecretKeySelector{}
	for _, e := range bot(t, sets["Slack, socket"]).Env {
		if e.ValueFrom != nil && e.ValueFrom.SecretKeyRef.Name == "slack-app" {
			found[e.Name] = e.ValueFrom.SecretKeyRef
		}
	}
	for name, key := range map[string]string{
		"SLACK_BOT_TOKEN": "slack-bot-token", "SLACK_APP_TOKEN": "slack-app-token", "SLACK_SIGNING_SECRET": "slack-signing-secret",
	} {
		ref := found[name]
		if ref == nil || ref.Key != key {
			t.Errorf("%s is read from %+v, want the key %s", name, ref, key)
			continue
		}
		if optional := ref.Optional != nil && *ref.Optional; optional != (name != "SLACK_BOT_TOKEN") {
			t.Errorf("%s is optional: %v", name, optional)
		}
	}
	for name, want := range map[string]string{"SLACK_COMMAND_PREFIX": "br-", "SLACK_API_URL": "https://slack-gov.com/api/"} {
		if got := variable(bot(t, sets["Slack, socket"]), name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	for _, e := range bot(t, ``).Env {
		if strings.HasPrefix(e.Name, "SLACK_") {
			t.Errorf("%s is set where nobody asked for Slack", e.Name)
		}
	}
}
