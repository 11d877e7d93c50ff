package docs

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// starts are lines that start a bot which keeps things, and what has to be on the page before.
var starts = map[*regexp.Regexp]string{
	regexp.MustCompile(`compose\.yaml up`):                                      `BOT_SECRET_KEY=$(openssl rand -hex 32)" >> deploy/.env`,
	regexp.MustCompile(`helm install brouillon deploy/helm`):                    `--from-literal=BOT_SECRET_KEY=`,
	regexp.MustCompile(`REDIS_URL=\S+ (go run \./cmd/bot|(\./)?bot)\s*(#.*)?$`): `BOT_SECRET_KEY=`,
}

// TestStartsSealWhatTheyKeep: whoever follows a page has a key before the first thing is kept,
// for to set one later takes every replica to stop.
func TestStartsSealWhatTheyKeep(t *testing.T) {
	seen := 0
	for _, page := range markdown(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		before := ""
		for line := range strings.Lines(commands(string(text))) {
			before += line
			for start, key := range starts {
				if !start.MatchString(strings.TrimSpace(line)) {
					continue
				}
				if seen++; !strings.Contains(before, key) {
					t.Errorf("%s starts a bot without a key: %s", page, line)
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d starts were found: has their form changed?", seen)
	}
}

// TestKeysAreNotWrittenOver: whoever repeats a line has the key of before, which opens what
// is kept.
func TestKeysAreNotWrittenOver(t *testing.T) {
	seen := 0
	for _, page := range append(markdown(t), "../deploy/compose.yaml") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range regexp.MustCompile(`.*openssl rand[^|\n]* >.*`).FindAllString(string(text), -1) {
			if seen++; !regexp.MustCompile(`(\[ -f \S+ \]|grep -qs BOT_SECRET_KEY= deploy/\.env) \|\| \(umask 077; `).MatchString(line) {
				t.Errorf("%s: %s", page, line)
			}
		}
	}
	if seen < 6 {
		t.Errorf("only %d keys are made: has the form of the line changed?", seen)
	}
}

// commands are what is to be typed of a page.
func commands(page string) string {
	var typed strings.Builder
	code := false
	for line := range strings.Lines(page) {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			code = !code
		} else if code {
			typed.WriteString(line)
		}
	}
	return typed.String()
}
