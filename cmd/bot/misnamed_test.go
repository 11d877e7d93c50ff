package main

import (
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMisnamed: what begins as ours do and is none is found, and what nearly is one of ours;
// what Kubernetes sets beside a Service called bot is not, nor what other programs read.
func TestMisnamed(t *testing.T) {
	ours := []string{"BOT_WORKERS", "BOT_LOCALE", "SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "OPENAI_API_KEY", "REDIS_URL", "LISTEN_ADDR"}
	for variable, want := range map[string]string{
		"BOT_WORKER=8": "BOT_WORKERS", "BOT_WROKERS=8": "BOT_WORKERS", "BOT_NUMBER_OF_EVERYTHING=1": "", "BOT_PORT=8080": "", "BOT_HOST=here": "",
		"SLACK_BOT_TOKENS=x": "SLACK_BOT_TOKEN", "OPENAI_APIKEY=x": "OPENAI_API_KEY", "REDIS_ULR=x": "REDIS_URL", "LISTEN_ADR=x": "LISTEN_ADDR", "SALCK_BOT_TOKEN=x": "SLACK_BOT_TOKEN",
	} {
		name, _, _ := strings.Cut(variable, "=")
		if diff := cmp.Diff(misnamedVariables{{Set: name, Meant: want}}, misnamedIn([]string{variable}, ours)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", variable, diff)
		}
	}
	for _, none := range [][]string{
		{"BOT_WORKERS=8", "REDIS_URL=redis://", "PATH=/bin"},
		{"BOT_WORKER="}, // set to nothing
		{"BOT_SERVICE_HOST=10.0.0.1", "BOT_SERVICE_PORT=8080", "BOT_SERVICE_PORT_HTTP=8080", "BOT_PORT=tcp://10.0.0.1:8080", "BOT_PORT_8080_TCP=tcp://10.0.0.1:8080"},
		{"BOT_PORT_8080_TCP_PROTO=tcp", "BOT_PORT_8080_TCP_PORT=8080", "BOT_PORT_8080_TCP_ADDR=10.0.0.1", "BOT_METRICS_SERVICE_HOST=10.0.0.2", "BOT_METRICS_PORT=tcp://10.0.0.2:9090"},
		{"SLACK_WEBHOOK_URL=x", "OPENAI_ORGANIZATION=x", "REDIS_HOST=x", "REDIS_PORT=tcp://10.0.0.3:6379", "DISCORD_WEBHOOK=x"},
		{"SLACK_API_TOKEN=x", "SLACK_APP_TOKEN=x"}, // which is one letter off, and there
	} {
		if found := misnamedIn(none, ours); len(found) > 0 {
			t.Errorf("of %q it finds %v", none, found)
		}
	}
}

// TestMisnamedIsTold: by the doctor, who does not count it as a fault, in the log of a start,
// and beside what is wrong; its value is not.
func TestMisnamedIsTold(t *testing.T) {
	t.Setenv("BOT_WORKER", "a-secret")
	t.Setenv("LISTEN_ADDR", "127.0.0.1:0")
	for _, c := range []struct {
		args []string
		want int
	}{{[]string{"doctor"}, statusOK}, {[]string{"doctor", "--strict"}, statusFindings}, {[]string{"--workers=none"}, statusUsage}} {
		var said strings.Builder
		if got := run(t.Context(), c.args, stdio{strings.NewReader(""), &said, &said}); got != c.want {
			t.Errorf("%q: status %d, want %d", c.args, got, c.want)
		}
		for _, words := range []string{"BOT_WORKER is set, and is no variable of the bot.", "Did you mean BOT_WORKERS?"} {
			if !strings.Contains(said.String(), words) || strings.Contains(said.String(), "a-secret") {
				t.Errorf("%q: it says %s", c.args, said.String())
			}
		}
	}
	for want, set := range map[int]map[string]string{
		statusOK:    {"BOT_WORKER": "a-secret"},
		statusUsage: {"BOT_WORKER": "a-secret", "BOT_LOCALE": "de"},
	} {
		bot := launched(t, set)
		if want == statusOK {
			bot.out.holds(t, "Brouillon is at ")
			must(t, bot.Process.Signal(syscall.SIGTERM))
		}
		records := bot.ends(t, want)
		if !has(records, "variable", "BOT_WORKER") || !has(records, "mend", "Did you mean BOT_WORKERS?") || strings.Contains(bot.err.String(), "a-secret") {
			t.Errorf("status %d: %s", want, bot.err.String())
		}
	}
}
