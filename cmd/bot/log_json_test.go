package main

import (
	"log"
	"maps"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// process is a bot that runs as a process of its own, with what it says on either stream.
type process struct {
	*exec.Cmd
	out, err overheard
}

// launched starts one with these variables and no others, and a log that is JSON.
func launched(t *testing.T, set map[string]string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("bot", args...)}
	p.Env = []string{"PATH=" + os.Getenv("PATH"), "BOT_LOG_FORMAT=json", "LISTEN_ADDR=127.0.0.1:0"}
	for name, value := range set {
		p.Env = append(p.Env, name+"="+value)
	}
	p.Stdout, p.Stderr = &p.out, &p.err
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	return p
}

// ends waits for its exit status, and gives what it said: every line of both streams has to
// be a record.
func (p *process) ends(t *testing.T, want int) (records []map[string]any) {
	t.Helper()
	_ = p.Wait() // what it is, ProcessState says
	if got := p.ProcessState.ExitCode(); got != want {
		t.Errorf("status %d, want %d: %s%s", got, want, p.out.String(), p.err.String())
	}
	return append(entriesOf(t, p.out.String()), entriesOf(t, p.err.String())...)
}

// has says whether a record says these words under a key.
func has(records []map[string]any, key, words string) bool {
	return slices.ContainsFunc(records, func(r map[string]any) bool {
		said, _ := r[key].(string)
		return strings.Contains(said, words)
	})
}

// From start to SIGTERM all that a bot says is a record where its log is JSON, on both streams:
// in a cluster they are one. Whatever its level, it says where it is, as it does in words.
func TestJSONFromStartToEnd(t *testing.T) {
	slack, discord := slacktest.New(t, slacktest.Options{}), discordtest.New(t, discordtest.Options{})
	loses := memorytest.Redis(t, "--appendonly", "no")
	for name, c := range map[string]struct {
		set  map[string]string
		says []string // words that it says without JSON too
	}{
		"nothing": {nil, []string{"No REDIS_URL", "No OPENAI_API_KEY", "not in Slack", "not in Discord"}},
		"everything": {map[string]string{
			"BOT_LOG_LEVEL": "debug", "REDIS_URL": loses.URL(), "BOT_ACCEPT_LOSS": "1", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "OPENAI_MODEL": "m",
			"SLACK_BOT_TOKEN": slack.Options().BotToken, "SLACK_SIGNING_SECRET": slack.Options().SigningSecret, "SLACK_API_URL": slack.APIURL(),
			"DISCORD_BOT_TOKEN": discord.Options().Token, "DISCORD_API_URL": discord.APIURL(),
		}, []string{"Beware", "No BOT_SECRET_KEY", "Model: m at 127.0.0.1:1", "Slack over HTTP: it calls http://127.0.0.1:", "Discord over its gateway"}},
		"errors alone": {map[string]string{"BOT_LOG_LEVEL": "error"}, []string{"No REDIS_URL"}},
	} {
		set := maps.Clone(c.set)
		if set == nil {
			set = map[string]string{}
		}
		set["BOT_LAME_DUCK"] = "0s"
		bot := launched(t, set)
		base, _, _ := strings.Cut(bot.out.holds(t, "Brouillon is at "), `"`)
		eventually(t, name+": it is ready", func() bool { return readyz(base, "ready") })
		must(t, bot.Process.Signal(syscall.SIGTERM))
		records := bot.ends(t, statusOK)
		for _, words := range append(c.says, "Brouillon is at "+base, "Stopping") {
			if !has(records, "msg", words) {
				t.Errorf("%s: it does not say %q: %s%s", name, words, bot.out.String(), bot.err.String())
			}
		}
		if !has(records, "address", base) {
			t.Errorf("%s: no record has the address %s", name, base)
		}
	}
}

// So is what a bot says that waits for Redis, is refused by it, or cannot be where it should.
func TestJSONOfWhatCannotStart(t *testing.T) {
	waits := launched(t, map[string]string{"REDIS_URL": "redis://127.0.0.1:1/0"})
	waits.out.holds(t, "Waiting for Redis at 127.0.0.1:1: ")
	must(t, waits.Process.Signal(syscall.SIGTERM))
	if records := waits.ends(t, statusOK); !has(records, "redis", "127.0.0.1:1") {
		t.Errorf("which Redis: %v", records)
	}
	refused := launched(t, map[string]string{"REDIS_URL": memorytest.Redis(t, "--appendonly", "no").URL()})
	if records := refused.ends(t, statusFailed); !has(records, "error", "may lose what it acknowledged") {
		t.Errorf("of an unsafe Redis: %v", records)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	nowhere := launched(t, map[string]string{"LISTEN_ADDR": taken.Addr().String()})
	if records := nowhere.ends(t, statusFailed); !has(records, "error", "address already in use") {
		t.Errorf("of an address that is taken: %v", records)
	}
}

// What is wrong with flags and variables is a record each; of a format that cannot be read
// itself, and to who calls another command, it is in words.
func TestJSONOfWrongSettings(t *testing.T) {
	wrong := map[string]string{"BOT_WORKERS": "none", "BOT_LOG_LEVEL": "loud", "BOT_ACCEPT_LOSS": "perhaps", "OPENAI_BASE_URL": "ftp://models", "BOT_SECRET_KEY": "short"}
	for _, args := range [][]string{nil, {"serve"}, {"--frob"}, {"--workers"}, {"--openai-model=doctor"}, {"--openai-model", "check"}} {
		records := launched(t, wrong, args...).ends(t, statusUsage)
		for name := range wrong {
			if !has(records, "fault", name) {
				t.Errorf("%q: nothing of %s in %v", args, name, records)
			}
		}
		if len(args) == 1 && strings.HasPrefix(args[0], "--") && !strings.Contains(args[0], "=") && !has(records, "fault", args[0]) {
			t.Errorf("nothing of %q in %v", args, records)
		}
	}
	wrong["BOT_LOG_FORMAT"] = "xml"
	for _, bot := range []*process{launched(t, wrong), launched(t, map[string]string{"BOT_WORKERS": "none"}, "--openai-model", "m", "check")} {
		_ = bot.Wait()
		if said := bot.err.String(); bot.ProcessState.ExitCode() != statusUsage || !strings.Contains(said, " to put right first:\n  - ") || strings.Contains(said, "{") {
			t.Errorf("status %d: %s", bot.ProcessState.ExitCode(), said)
		}
	}
}

// What a library says past the log is a line of it, without what it quotes.
func TestStraysAreAdopted(t *testing.T) {
	t.Cleanup(func() { log.SetFlags(log.LstdFlags); log.SetOutput(os.Stderr) })
	var out strings.Builder
	adoptStrays(newLog(&out, &Settings{LogFormat: logJSON}))
	log.Printf("Unsolicited response received on idle HTTP channel starting with %q; err=%v", "HTTP/1.1 200 OK\r\n\r\nour \"garden\" opens", "EOF")
	want := `Unsolicited response received on idle HTTP channel starting with "…"; err=EOF`
	if records := entriesOf(t, out.String()); len(records) != 1 || records[0]["msg"] != want {
		t.Errorf("it stands there as %q", out.String())
	}
}
