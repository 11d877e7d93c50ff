package test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// compose loads the file as `docker compose` would, with an environment.
func compose(t *testing.T, environment types.Mapping) *types.Project {
	t.Helper()
	file := filepath.Join("..", "compose.yaml")
	p, err := loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir: "..", ConfigFiles: []types.ConfigFile{{Filename: file}}, Environment: environment,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestComposeIsBoundedAndWaits(t *testing.T) {
	p := compose(t, nil)
	for name, s := range p.Services {
		if !s.ReadOnly || !slices.Contains(s.CapDrop, "ALL") || !slices.Contains(s.SecurityOpt, "no-new-privileges:true") {
			t.Errorf("%s may more than it must", name)
		}
		for _, port := range s.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s is published on %q: the workbench asks nobody who they are", name, port.HostIP)
			}
		}
	}
	bot, redis := p.Services["bot"], p.Services["redis"]
	if bot.DependsOn["redis"].Condition != types.ServiceConditionHealthy || redis.HealthCheck == nil {
		t.Error("the bot does not wait for a healthy redis")
	}
	if len(redis.Volumes) != 1 || redis.Volumes[0].Target != "/data" || redis.Volumes[0].Type != types.VolumeTypeVolume {
		t.Errorf("redis keeps its data in %+v", redis.Volumes)
	}
	for _, want := range []string{"--appendonly yes", "--appendfsync always", "--maxmemory-policy noeviction"} {
		if command := strings.Join(redis.Command, " "); !strings.Contains(command, want) {
			t.Errorf("redis runs with %q, without %q", command, want)
		}
	}
}

// TestComposePassesVariablesOn: one that is not set where compose is called must
// not arrive empty.
func TestComposePassesVariablesOn(t *testing.T) {
	bare := compose(t, nil).Services["bot"].Environment.Resolve(func(string) (string, bool) { return "", false })
	given := map[string]string{
		"OPENAI_API_KEY": "sk-example", "BOT_WORKBENCH": "off", "BOT_ACCEPT_LOSS": "1", "BOT_SECRET_KEY": "0123", "BOT_SECRET_KEY_BEFORE": "4567", "BOT_ADOPT_UNSEALED": "2026-11-27", "BOT_LAME_DUCK": "3s",
		"BOT_LIMIT_PERSON": "5", "BOT_LIMIT_CHANNEL": "6", "BOT_LIMIT_WORKSPACE": "7", "BOT_TOKENS_PERSON": "8", "BOT_TOKENS_CHANNEL": "9", "BOT_TOKENS_WORKSPACE": "10", "BOT_ALLOW": "slack", "BOT_DENY": "web",
		"BOT_OIDC_ISSUER": "https://slack.com", "BOT_OIDC_CLIENT_ID": "1.2", "BOT_OIDC_CLIENT_SECRET": "0123", "BOT_OIDC_ALLOW": "@example.com",
		"BOT_OIDC_MANAGERS": "boss@example.com", "BOT_OIDC_SCOPES": "groups", "BOT_PUBLIC_URL": "https://drafts.example.com", "BOT_TRUSTED_PROXIES": "10.0.0.0/8", "BOT_METRICS_ADDR": ":9090",
		"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "0123", "SLACK_COMMAND_PREFIX": "br-", "SLACK_API_URL": "https://slack-gov.com/api/",
		"DISCORD_BOT_TOKEN": "a.b.c", "DISCORD_PUBLIC_KEY": "0123", "DISCORD_GATEWAY": "off", "DISCORD_API_URL": "https://discord.example.org/api/v10",
	}
	for name := range given {
		if value := bare[name]; value != nil && name != "BOT_WORKBENCH" {
			t.Errorf("%s arrives as %q", name, *value)
		}
	}
	here := types.Mapping(maps.Clone(given)) // loading adds to it
	passed := compose(t, here).Services["bot"].Environment.Resolve(here.Resolve)
	for name, want := range given {
		if value := passed[name]; value == nil || *value != want {
			t.Errorf("%s arrives as %v, want %q", name, value, want)
		}
	}
}
