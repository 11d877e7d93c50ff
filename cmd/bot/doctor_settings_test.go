package main

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
)

// sound are settings of a bot that has everything, none of them wrong.
var sound = map[string]string{
	"LISTEN_ADDR": "127.0.0.1:8080", "BOT_WORKBENCH": "open", "BOT_METRICS_ADDR": "127.0.0.1:9090", "BOT_PPROF_ADDR": "127.0.0.1:6060",
	"BOT_OIDC_ISSUER": "https://issuer.example.com", "BOT_OIDC_CLIENT_ID": "workbench", "BOT_OIDC_CLIENT_SECRET": strings.Repeat("s", 40),
	"BOT_PUBLIC_URL": "https://drafts.example.com", "BOT_OIDC_ALLOW": "@example.com", "BOT_OIDC_MANAGERS": "boss@example.com", "BOT_TRUSTED_PROXIES": "10.0.0.0/8",
	"REDIS_URL": "redis://127.0.0.1:6379/0", "BOT_SECRET_KEY": strings.Repeat("k", leastSecret), "BOT_SECRET_KEY_BEFORE": strings.Repeat("b", leastSecret),
	"OPENAI_BASE_URL": "http://127.0.0.1:11434/v1", "OPENAI_MODEL": "m", "OPENAI_API_KEY": "sk-of-nobody",
	"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": strings.Repeat("a", 32),
	"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_SAMPLER": "traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.1",
	"BOT_PRICE_PROMPT": "0.25", "BOT_PRICE_COMPLETION": "2", "BOT_PRICE_CURRENCY": "EUR",
	"DISCORD_BOT_TOKEN": "a.b.c", "DISCORD_PUBLIC_KEY": strings.Repeat("0a", 32),
}

// wrong is a value of each setting that cannot be one; "" has it missing.
var wrong = map[string]string{
	"LISTEN_ADDR": "here", "BOT_WORKBENCH": "everywhere", "BOT_METRICS_ADDR": "there", "BOT_PPROF_ADDR": "0.0.0.0:6060",
	"BOT_OIDC_ISSUER": "http://issuer.example.com", "BOT_OIDC_CLIENT_ID": "", "BOT_OIDC_CLIENT_SECRET": "", "BOT_PUBLIC_URL": "http://drafts.example.com",
	"BOT_OIDC_ALLOW": "anybody", "BOT_OIDC_MANAGERS": "anybody", "BOT_TRUSTED_PROXIES": "10.0.0.0/99",
	"REDIS_URL": "http://127.0.0.1", "BOT_SECRET_KEY": "short", "BOT_SECRET_KEY_BEFORE": "short", "BOT_ADOPT_UNSEALED": "yes", "BOT_CONTEXT_TTL": "1s",
	"OPENAI_BASE_URL": "ftp://models", "BOT_MODEL_CALLS": "0", "BOT_MODEL_WINDOW": "1", "BOT_TOKENS_PER_DAY": "-1",
	"SLACK_BOT_TOKEN": "xoxp-1", "SLACK_APP_TOKEN": "1", "SLACK_SIGNING_SECRET": "short", "SLACK_COMMAND_PREFIX": "Upper", "SLACK_API_URL": "http://slack.example.com",
	"DISCORD_BOT_TOKEN": "token", "DISCORD_PUBLIC_KEY": "key", "DISCORD_GATEWAY": "perhaps", "DISCORD_API_URL": "http://discord.example.com",
	"BOT_LIMIT_PERSON": "-1", "BOT_LIMIT_CHANNEL": "-1", "BOT_LIMIT_WORKSPACE": "-1", "BOT_TOKENS_PERSON": "-1", "BOT_TOKENS_CHANNEL": "-1", "BOT_TOKENS_WORKSPACE": "-1",
	"OTEL_EXPORTER_OTLP_ENDPOINT": "collector:4318", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "grpc://collector", "OTEL_EXPORTER_OTLP_HEADERS": "key",
	"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc", "OTEL_RESOURCE_ATTRIBUTES": "key", "OTEL_TRACES_SAMPLER": "sometimes", "OTEL_TRACES_SAMPLER_ARG": "2",
	"BOT_PRICE_PROMPT": "much", "BOT_PRICE_COMPLETION": "much", "BOT_PRICE_CURRENCY": "euros",
	"BOT_ALLOW": "teams:T1", "BOT_DENY": "teams:T1",
	"BOT_LOCALE": "de", "BOT_WORKERS": "0", "BOT_LAME_DUCK": "5", "BOT_LOG_LEVEL": "loud", "BOT_LOG_FORMAT": "xml",
}

// never are settings that cannot be wrong by themselves, each for a reason.
var never = map[string]string{
	"BOT_PPROF_ANYWHERE": "a yes or no: whoever says yes means it",
	"BOT_OIDC_SCOPES":    "names that the issuer alone knows: it says so where people sign in",
	"BOT_ACCEPT_LOSS":    "a yes or no: what may be lost is a warning then",
	"OPENAI_API_KEY":     "any text may be one: the endpoint says whether it is, which TestDoctorFinds breaks",
	"OPENAI_MODEL":       "any text may be one: the endpoint says whether it is, which TestDoctorFinds breaks",
	"OTEL_SERVICE_NAME":  "any text may be one",
	"OTEL_SDK_DISABLED":  "a yes or no",
	"BOT_SECOND_OPINION": "a yes or no",
	"BOT_NO_FALLBACK":    "a yes or no",
}

// doctorsConfiguration is what the doctor finds wrong with settings alone.
func doctorsConfiguration(t *testing.T, settings map[string]string) (found []diagnosis) {
	t.Helper()
	flags := flagsOf(t)
	var args []string
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if settings[name] != "" {
			args = append(args, "--"+flags[name]+"="+settings[name])
		}
	}
	c, _, status, faults := parse(t.Context(), append([]string{"doctor"}, args...), stdio{})
	if status >= 0 {
		t.Fatalf("exit %d", status)
	}
	s, more := c.settle()
	misconfigured{faults: append(faults, more...)}.examine(context.Background(), s, &chart{part: "configuration", tell: func(d diagnosis) error {
		if d.State != conditionOK {
			found = append(found, d)
		}
		return nil
	}})
	return found
}

// flagsOf are the flags of all variables that the bot reads.
func flagsOf(t *testing.T) map[string]string {
	t.Helper()
	status := -1
	parser, err := newParser(t.Context(), &cli{}, stdio{}, &status)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, flag := range parser.Model.Flags {
		for _, env := range flag.Envs {
			all[env] = flag.Name
		}
	}
	return all
}

// Each setting of the bot, wrong once with all others as they should be: the doctor names
// that one, says what to do, and finds nothing else. One that is new needs a row.
func TestDoctorFindsEveryWrongSetting(t *testing.T) {
	if found := doctorsConfiguration(t, sound); len(found) > 0 {
		t.Fatalf("with everything as it should be it finds %+v", found)
	}
	flags := flagsOf(t)
	for name := range flags {
		bad, can := wrong[name]
		if can == (never[name] != "") {
			t.Errorf("%s: say in this file what is wrong with it, or why nothing can be", name)
		}
		if !can {
			continue
		}
		settings := maps.Clone(sound)
		settings[name] = bad
		found := doctorsConfiguration(t, settings)
		if len(found) != 1 || found[0].State != conditionFault || !strings.Contains(found[0].Said, name) || found[0].Do == "" {
			t.Errorf("%s=%q: it finds %+v", name, bad, found)
		}
		if strings.Contains(name, "TOKEN") || strings.Contains(name, "SECRET") {
			for _, d := range found {
				if len(bad) > 3 && strings.Contains(d.Said, `"`+bad+`"`) && !strings.Contains(name, "BOT_TOKENS") {
					t.Errorf("%s: it repeats %q", name, bad)
				}
			}
		}
	}
	for name := range wrong {
		if flags[name] == "" {
			t.Errorf("%s is no setting any more", name)
		}
	}
	for name := range never {
		if flags[name] == "" {
			t.Errorf("%s is no setting any more", name)
		}
	}
}
