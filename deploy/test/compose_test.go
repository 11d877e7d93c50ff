package test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/cli"
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

func TestComposeIsBounded(t *testing.T) {
	for name, s := range compose(t, nil).Services {
		if !s.ReadOnly || !slices.Contains(s.CapDrop, "ALL") || !slices.Contains(s.SecurityOpt, "no-new-privileges:true") || s.Privileged {
			t.Errorf("%s may more than it must", name)
		}
		if s.MemLimit <= 0 || s.CPUS <= 0 || s.PidsLimit <= 0 {
			t.Errorf("%s may take the whole machine: %d bytes, %v processors, %d processes", name, s.MemLimit, s.CPUS, s.PidsLimit)
		}
		if s.Logging == nil || s.Logging.Options["max-size"] == "" || s.Logging.Options["max-file"] == "" {
			t.Errorf("the log of %s fills the disk", name)
		}
		if s.Restart != types.RestartPolicyUnlessStopped {
			t.Errorf("%s is restarted %q", name, s.Restart)
		}
		for _, port := range s.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s is published on %q: the workbench asks nobody who they are", name, port.HostIP)
			}
		}
	}
}

// TestComposeStartsOnOneProcessor: an engine refuses a container more processors than
// there are. Who has more says so.
func TestComposeStartsOnOneProcessor(t *testing.T) {
	for name, s := range compose(t, nil).Services {
		if s.CPUS > 1 {
			t.Errorf("%s wants %v processors", name, s.CPUS)
		}
	}
	if cpus := compose(t, types.Mapping{"CPUS": "4"}).Services["bot"].CPUS; cpus != 4 {
		t.Errorf("with CPUS=4 the bot has %v", cpus)
	}
}

// TestComposeStartsOnOlderEngines: before 25 an engine refuses a check with an interval of
// its own at the start.
func TestComposeStartsOnOlderEngines(t *testing.T) {
	for name, s := range compose(t, nil).Services {
		if s.HealthCheck.StartInterval != nil {
			t.Errorf("%s is checked each %v while it starts", name, s.HealthCheck.StartInterval)
		}
	}
}

// exact is an image that stays the same: a version for people and Dependabot, a digest for
// the engine.
var exact = regexp.MustCompile(`^redis:\d+\.\d+\.\d+-alpine@sha256:[0-9a-f]{64}$`)

// TestComposeRedisIsExact: another version comes with a change that CI judges, to the chart
// too.
func TestComposeRedisIsExact(t *testing.T) {
	if image := compose(t, nil).Services["redis"].Image; !exact.MatchString(image) {
		t.Errorf("redis is %q, want version and digest", image)
	} else if line := "\n  image: " + image + "\n"; !strings.Contains(string(read(t, "../helm/values.yaml")), line) {
		t.Errorf("the chart's redis is not %s: move both on", image)
	}
}

func TestComposeWaitsForHealth(t *testing.T) {
	p := compose(t, nil)
	bot, redis := p.Services["bot"], p.Services["redis"]
	if bot.DependsOn["redis"].Condition != types.ServiceConditionHealthy {
		t.Error("the bot does not wait for a healthy redis")
	}
	for name, want := range map[string]string{"bot": "CMD /bot health", "redis": "CMD redis-cli -e ping"} {
		check := p.Services[name].HealthCheck
		if check == nil || check.Disable || strings.Join(check.Test, " ") != want || check.Interval == nil || check.Timeout == nil {
			t.Errorf("%s is checked by %+v, want %q", name, check, want)
		}
	}
	for name, s := range map[string]types.ServiceConfig{"bot": bot, "redis": redis} {
		if s.StopGracePeriod == nil || time.Duration(*s.StopGracePeriod) < 30*time.Second {
			t.Errorf("%s has %v to stop", name, s.StopGracePeriod)
		}
	}
}

// TestComposeRedisKeepsWhatItAccepted, and is reached by the bot alone.
func TestComposeRedisKeepsWhatItAccepted(t *testing.T) {
	p := compose(t, nil)
	redis := p.Services["redis"]
	if len(redis.Volumes) != 1 || redis.Volumes[0].Target != "/data" || redis.Volumes[0].Type != types.VolumeTypeVolume {
		t.Errorf("redis keeps its data in %+v", redis.Volumes)
	}
	if _, kept := p.Volumes[redis.Volumes[0].Source]; !kept {
		t.Errorf("the volume %q has no name that outlives the container", redis.Volumes[0].Source)
	}
	for _, want := range []string{"--appendonly yes", "--appendfsync always", "--maxmemory-policy noeviction", "--save  --"} {
		if command := strings.Join(redis.Command, " "); !strings.Contains(command, want) {
			t.Errorf("redis runs with %q, without %q", command, want)
		}
	}
	wantRoom(t, redis)
	if len(redis.Ports) > 0 || len(redis.Networks) != 1 || !p.Networks["inside"].Internal {
		t.Errorf("redis is on %v, published at %v: it asks for no password", redis.Networks, redis.Ports)
	}
	if _, there := redis.Networks["inside"]; !there {
		t.Errorf("redis is on %v", redis.Networks)
	}
}

// wantRoom holds that Redis says that it is full before the kernel kills it, with room to
// rewrite its file.
func wantRoom(t *testing.T, redis types.ServiceConfig) {
	t.Helper()
	var full types.UnitBytes
	at := slices.Index(redis.Command, "--maxmemory") + 1
	if at == 0 || at == len(redis.Command) {
		t.Fatalf("redis is never full: %q", redis.Command)
	}
	if _, err := fmt.Sscanf(redis.Command[at], "%dmb", &full); err != nil {
		t.Fatalf("redis is full at %q: write 600mb", redis.Command[at])
	}
	if full <<= 20; full <= 0 || full > redis.MemLimit*2/3 {
		t.Errorf("redis is full at %d bytes of the %d that it may have", full, redis.MemLimit)
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
		"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://traces:4318/v1/traces", "OTEL_EXPORTER_OTLP_HEADERS": "k=v", "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf", "OTEL_SERVICE_NAME": "bot",
		"OTEL_RESOURCE_ATTRIBUTES": "a=b", "OTEL_TRACES_SAMPLER": "traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.1", "OTEL_SDK_DISABLED": "1",
		"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "0123", "SLACK_COMMAND_PREFIX": "br-", "SLACK_API_URL": "https://slack-gov.com/api/",
		"DISCORD_BOT_TOKEN": "a.b.c", "DISCORD_PUBLIC_KEY": "0123", "DISCORD_GATEWAY": "off", "DISCORD_API_URL": "https://discord.example.org/api/v10",
		"TZ": "Europe/Paris", "HTTP_PROXY": "http://proxy:3128", "HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "10.0.0.0/8",
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

// TestComposeReadsTheEnvBesideIt, as its head and docs/operations.md have it: wherever it is
// called from, and not the one where it is called.
func TestComposeReadsTheEnvBesideIt(t *testing.T) {
	calling := t.TempDir()
	if err := os.Mkdir(filepath.Join(calling, "deploy"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"deploy/compose.yaml": string(read(t, "../compose.yaml")),
		"deploy/.env":         "BOT_SECRET_KEY=beside\n",
		".env":                "BOT_SECRET_KEY=where it is called\n",
	} {
		if err := os.WriteFile(filepath.Join(calling, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(calling)
	// As `docker compose -f deploy/compose.yaml` does it.
	options, err := cli.NewProjectOptions([]string{"deploy/compose.yaml"}, cli.WithEnvFiles(), cli.WithDotEnv)
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if key := project.Services["bot"].Environment["BOT_SECRET_KEY"]; key == nil || *key != "beside" {
		t.Errorf("the bot's key is %v", key)
	}
}
