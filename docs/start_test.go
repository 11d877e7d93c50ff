package docs

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// starts are lines that start a bot which keeps things, and what has to be on the page before.
var starts = map[*regexp.Regexp]string{
	regexp.MustCompile(`compose\.yaml up`):                                      `"$key" >> deploy/.env`,
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

// TestKeysAreNotWrittenOver: whoever follows a line that makes a key has one, whatever its file
// held before, and whoever repeats it has the key of before, which opens what is kept.
func TestKeysAreNotWrittenOver(t *testing.T) {
	seen := 0
	for _, page := range append(markdown(t), "../deploy/compose.yaml") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range regexp.MustCompile(`.*openssl rand[^|\n]* >.*`).FindAllString(string(text), -1) {
			for file, becomes := range keyFiles {
				if !strings.Contains(line, " "+file) {
					continue
				}
				seen++
				for before, want := range becomes {
					if got := keptAfter(t, line, file, before); got != want {
						t.Errorf("%s: %q became %q, want %q: %s", page, before, got, want, line)
					}
				}
			}
		}
	}
	if seen < 11 {
		t.Errorf("only %d keys are made: has the form of the line changed?", seen)
	}
}

// keyFiles are the files that lines put a key into, by what they may hold before, "-" for
// none of that name, what they hold then.
var keyFiles = map[string]map[string]string{
	"deploy/.env": {
		"-": "\nBOT_SECRET_KEY=made\n", "": "\nBOT_SECRET_KEY=made\n",
		"A=1":                       "A=1\nBOT_SECRET_KEY=made\n",
		"#BOT_SECRET_KEY=old\n":     "#BOT_SECRET_KEY=old\n\nBOT_SECRET_KEY=made\n",
		"BOT_SECRET_KEY=\n":         "BOT_SECRET_KEY=\n\nBOT_SECRET_KEY=made\n", // the last counts
		"BOT_SECRET_KEY_BEFORE=old": "BOT_SECRET_KEY_BEFORE=old\nBOT_SECRET_KEY=made\n",
		"BOT_SECRET_KEY=kept\nA=1":  "BOT_SECRET_KEY=kept\nA=1",
	},
	"secret-key":         {"-": "made\n", "": "made\n", "kept\n": "kept\n"},
	"/etc/brouillon.env": {"-": serviceEnv, "": serviceEnv, "BOT_SECRET_KEY=kept\n": "BOT_SECRET_KEY=kept\n"},
}

const serviceEnv = "REDIS_URL=redis://127.0.0.1:6379/0\nBOT_SECRET_KEY=made\n"

// keptAfter is what a file that held something holds once a line was typed three times: the first
// time there was no openssl.
func keptAfter(t *testing.T, line, file, before string) string {
	t.Helper()
	dir := t.TempDir()
	at := filepath.Join(dir, file)
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o700), os.Mkdir(filepath.Join(dir, "bin"), 0o700)); err != nil {
		t.Fatal(err)
	}
	if before != "-" {
		if err := os.WriteFile(at, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	line = strings.NewReplacer("#   ", "", "sudo ", "", file, at).Replace(line)
	for _, openssl := range []string{"exit 127", "echo made", "echo another"} {
		if err := os.WriteFile(filepath.Join(dir, "bin", "openssl"), []byte("#!/bin/sh\n"+openssl+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		shell := exec.Command("sh", "-c", line)
		shell.Dir, shell.Env = dir, []string{"PATH=" + filepath.Join(dir, "bin") + ":" + os.Getenv("PATH")}
		if said, err := shell.CombinedOutput(); (err != nil || len(said) > 0) && openssl != "exit 127" {
			t.Errorf("%v, %s: %s", err, said, line)
		}
	}
	info, err := os.Stat(at)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		t.Errorf("everybody may read the key: %s: %s", info.Mode(), line)
	}
	text, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
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
