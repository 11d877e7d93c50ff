package house

import (
	"path/filepath"
	"regexp"
	"testing"
)

// variable finds the bot's variables, as the door declares them and as the files
// it is deployed with name them.
var variable = regexp.MustCompile(`\b(LISTEN_ADDR|REDIS_URL|(?:BOT|OPENAI|SLACK|DISCORD)_[A-Z_]+)\b`)

// TestDeploymentsNameVariablesThatExist: a variable that is misspelt in a chart
// is a setting that silently does nothing.
func TestDeploymentsNameVariablesThatExist(t *testing.T) {
	declared := declared(t)
	for _, path := range append(files(t, ".yaml", ".tpl"), filepath.Join(root, "Dockerfile")) {
		for _, name := range variable.FindAllString(read(t, path), -1) {
			if !declared[name] {
				t.Errorf("%s names %s, which the bot does not read", path, name)
			}
		}
	}
}

// declared are the variables that the bot reads.
func declared(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, f := range sources(t) {
		if filepath.Dir(f.path) != filepath.Join(root, "cmd/bot") || f.test {
			continue
		}
		for _, m := range regexp.MustCompile(`env:"([A-Z_]+)"`).FindAllStringSubmatch(read(t, f.path), -1) {
			all[m[1]] = true
		}
	}
	if len(all) == 0 {
		t.Fatal("cmd/bot declares no variable")
	}
	return all
}

// settled are variables that the image or the compose file settles, each for a reason.
var settled = map[string]string{
	"LISTEN_ADDR": "the image says it, and the port that is published goes there",
	"REDIS_URL":   "the Redis beside it",

	"BOT_PPROF_ADDR":     "an address of the container is reached from inside alone, and there is no shell in it: a file beside the compose file has to publish it",
	"BOT_PPROF_ANYWHERE": "goes with BOT_PPROF_ADDR",
}

// TestComposePassesEverySetting: what somebody sets where they call compose arrives,
// or is settled there.
func TestComposePassesEverySetting(t *testing.T) {
	compose := read(t, filepath.Join(root, "deploy/compose.yaml"))
	for name := range declared(t) {
		line := regexp.MustCompile(`(?m)^      ` + name + `:( \$\{` + name + `:-[a-z]+\})?$`)
		switch passed := line.MatchString(compose); {
		case settled[name] != "" && passed:
			t.Errorf("deploy/compose.yaml passes %s on, which is settled: %s", name, settled[name])
		case settled[name] == "" && !passed:
			t.Errorf("deploy/compose.yaml does not pass %s on: name it there, or say here why not", name)
		}
	}
}
