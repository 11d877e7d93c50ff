package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// prints is what a command prints that goes well.
func prints(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(t.Context(), args, stdio{nil, &out, &errs}); status != statusOK || errs.Len() > 0 {
		t.Fatalf("bot %q: exit %d, %s", args, status, errs.String())
	}
	return out.String()
}

// TestBashCompletes has a bash complete lines as somebody types them.
func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err) // make runs in one
	}
	script := filepath.Join(t.TempDir(), "bot.bash")
	if err := os.WriteFile(script, []byte(prints(t, "completion", "bash")), 0o600); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string][]string{
		"bot ":                         {"serve", "draft", "summarize", "hashtags", "check", "audit", "doctor", "health", "version", "--redis"},
		"bot do":                       {"doctor"},
		"bot audit ":                   {"verify", "export", "receipt", "erase"},
		"bot audit verify --an":        {"--anchor"},
		"bot --log-level debug audit ": {"verify"},
		"bot register d":               {"discord"},
		"bot completion ":              {"bash", "zsh", "fish"},
		"bot draft --tone ":            {"neutral", "warm"},
		"bot draft --tone = w":         {"warm"}, // as bash takes it apart
		"bot draft --tone =":           {"warm"},
		"bot draft --network li":       {"linkedin"},
		"bot audit export --format ":   {"csv", "jsonl"},
		"bot draft --openai-m":         {"--openai-model"},
		"bot help dr":                  {"draft"},
	} {
		words := strings.Split(typed, " ")
		line := `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bot; printf '%s\n' "${COMPREPLY[@]}"`
		said, err := exec.CommandContext(t.Context(), bash, append([]string{"--norc", "-c", line, "bash", script}, words...)...).CombinedOutput()
		got := strings.Fields(string(said))
		for _, w := range want {
			if err != nil || !slices.Contains(got, w) {
				t.Errorf("%q: %q is not among %q (%v)", typed, w, got, err)
			}
		}
		if last := strings.TrimPrefix(words[len(words)-1], "="); slices.ContainsFunc(got, func(w string) bool { return !strings.HasPrefix(w, last) }) {
			t.Errorf("%q: %q", typed, got)
		}
	}
}

// TestCompletionsLeaveOutWhatMeansNothing: after a command that only prints, no flag of the
// server is offered.
func TestCompletionsLeaveOutWhatMeansNothing(t *testing.T) {
	for _, line := range strings.Split(prints(t, "completion", "bash"), "\n") {
		if strings.HasPrefix(line, "  'completion')") && strings.Contains(line, "--redis") {
			t.Error(line)
		}
	}
}

// TestCompletionsNameEverything: no command or flag is in one shell's script alone, and no
// help can end a quotation in it.
func TestCompletionsNameEverything(t *testing.T) {
	bash, zsh, fish := prints(t, "completion", "bash"), prints(t, "completion", "zsh"), prints(t, "completion", "fish")
	if !strings.HasPrefix(zsh, "#compdef bot\n") || !strings.HasSuffix(zsh, bash[strings.Index(bash, "_bot()"):]) {
		t.Error("zsh does not complete as bash does")
	}
	for _, want := range []string{"-l 'redis'", "-a 'doctor' -d 'Examine all that the bot needs", "__bot_at 'audit verify'"} {
		if !strings.Contains(fish, want) {
			t.Errorf("fish: nothing of %q", want)
		}
	}
	for n, line := range strings.Split(fish, "\n") {
		if strings.Count(line, "'")%2 != 0 || strings.ContainsAny(line, "`\\") {
			t.Errorf("fish, line %d: %s", n+1, line)
		}
	}
}
