package test

import (
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

// TestDiscordTokenComesFromItsSecret: the bot does not start without it, and nothing
// else that it is told of Discord is a secret.
func TestDiscordTokenComesFromItsSecret(t *testing.T) {
	var from *corev1.SecretKeySelector
	for _, e := range bot(t, sets["Discord, gateway"]).Env {
		if e.Name == "DISCORD_BOT_TOKEN" {
			from = e.ValueFrom.SecretKeyRef
		}
	}
	if from == nil || from.Name != "discord-app" || from.Key != "discord-bot-token" || from.Optional != nil {
		t.Errorf("the token is read from %+v", from)
	}
	for _, c := range []struct{ set, name, want string }{
		{"Discord, gateway", "DISCORD_API_URL", "https://discord.example.org/api/v10"},
		{"Discord, gateway", "DISCORD_GATEWAY", ""}, // on, which is the bot's own default
		{"Discord, gateway", "DISCORD_PUBLIC_KEY", ""},
		{"Discord, HTTP", "DISCORD_GATEWAY", "off"},
		{"Discord, HTTP", "DISCORD_PUBLIC_KEY", strings.Trim(publicKey, `"`)},
		{"Discord, both", "DISCORD_PUBLIC_KEY", strings.Trim(publicKey, `"`)},
	} {
		if got := variable(bot(t, sets[c.set]), c.name); got != c.want {
			t.Errorf("%s: %s = %q, want %q", c.set, c.name, got, c.want)
		}
	}
	for _, e := range bot(t, ``).Env {
		if strings.HasPrefix(e.Name, "DISCORD_") {
			t.Errorf("%s is set where nobody asked for Discord", e.Name)
		}
	}
}
