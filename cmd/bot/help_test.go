package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// TestHelpIsWhatPeopleTry: a word, a flag, and with settings that nothing else starts with.
func TestHelpIsWhatPeopleTry(t *testing.T) {
	t.Setenv("BOT_WORKERS", "none")
	for asked, like := range map[string]string{"help": "--help", "help draft": "draft --help", "help audit verify": "audit verify --help", "--version": "version --help"} {
		want := prints(t, strings.Fields(like)...)
		if asked == "--version" {
			want = versionLine() + "\n"
		}
		if got := prints(t, strings.Fields(asked)...); got != want {
			t.Errorf("bot %s says %q, want %q", asked, got, want)
		}
	}
}

// TestHelpOfNothing: who asks for a command that there is not is told which there are.
func TestHelpOfNothing(t *testing.T) {
	for _, args := range [][]string{{"help", "drft"}, {"drft"}} {
		var out, errs bytes.Buffer
		status := run(t.Context(), args, stdio{nil, &out, &errs})
		if said := errs.String(); status != statusUsage || !strings.Contains(said, "did you mean draft? The commands are serve, draft, ") {
			t.Errorf("bot %q: exit %d, %s", args, status, said)
		}
	}
	var out, errs bytes.Buffer
	if run(t.Context(), []string{"doctor", "drft"}, stdio{nil, &out, &errs}); strings.Contains(out.String()+errs.String(), "The commands are") {
		t.Errorf("after a command it lists commands: %s%s", out.String(), errs.String())
	}
}

// TestHelpLeavesOutWhatMeansNothing: each command says by which of the bot's flags it goes, or
// goes by all of them.
func TestHelpLeavesOutWhatMeansNothing(t *testing.T) {
	status := -1
	parser, err := newParser(t.Context(), &cli{}, stdio{}, &status)
	must(t, err)
	all := []string{"serve", "doctor"}
	for _, node := range parser.Model.Children {
		shown, some := concerns[node.Name]
		if some == slices.Contains(all, node.Name) {
			t.Errorf("%s: say in concerns by which flags it goes", node.Name)
		}
		for _, group := range shown {
			if !slices.ContainsFunc(groups, func(g kong.Group) bool { return g.Key == group }) {
				t.Errorf("%s goes by %s, which is no group", node.Name, group)
			}
		}
	}
	draft, whole := prints(t, "draft", "--help"), prints(t, "--help")
	if strings.Contains(draft, "SLACK_") || !strings.Contains(draft, "OPENAI_MODEL") || !strings.Contains(draft, "bot --help lists the flags") {
		t.Errorf("bot draft --help: %s", draft)
	}
	if !strings.Contains(whole, "SLACK_BOT_TOKEN") || !strings.Contains(prints(t, "doctor", "--help"), "SLACK_BOT_TOKEN") {
		t.Error("flags are missing of what goes by all of them")
	}
}
