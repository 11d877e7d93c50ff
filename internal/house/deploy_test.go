package house

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// variable finds the bot's variables, as the door declares them and as the files
// it is deployed with name them.
var variable = regexp.MustCompile(`\b(LISTEN_ADDR|REDIS_URL|(?:BOT|OPENAI|SLACK|DISCORD)_[A-Z_]+)\b`)

// TestDeploymentsNameVariablesThatExist: a variable that is misspelt in a chart
// is a setting that silently does nothing.
func TestDeploymentsNameVariablesThatExist(t *testing.T) {
	declared := map[string]bool{}
	for _, f := range sources(t) {
		if filepath.Dir(f.path) != filepath.Join(root, "cmd/bot") {
			continue
		}
		for _, m := range regexp.MustCompile(`env:"([A-Z_]+)"`).FindAllStringSubmatch(read(t, f.path), -1) {
			declared[m[1]] = true
		}
	}
	if len(declared) == 0 {
		t.Fatal("cmd/bot declares no variable")
	}
	for _, path := range append(files(t, ".yaml", ".tpl"), filepath.Join(root, "Dockerfile")) {
		for _, name := range variable.FindAllString(read(t, path), -1) {
			if !declared[name] {
				t.Errorf("%s names %s, which the bot does not read", path, name)
			}
		}
	}
}

// TestImageRunsAsNobody reads the last stage of the Dockerfile.
func TestImageRunsAsNobody(t *testing.T) {
	stages := strings.Split("\n"+read(t, filepath.Join(root, "Dockerfile")), "\nFROM ")
	last := stages[len(stages)-1]
	if !strings.HasPrefix(last, "scratch\n") {
		t.Errorf("the image is made FROM %.20q, not from scratch", last)
	}
	for _, line := range []string{"USER 65532:65532", `ENTRYPOINT ["/bot"]`, `CMD ["/bot", "health"]`} {
		if !strings.Contains(last, line) {
			t.Errorf("the image lacks %q", line)
		}
	}
}
