package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// slackPages tell people how to be in Slack, a language each.
var slackPages = map[string]string{"en": "../../docs/slack.md", "fr": "../../docs/slack.fr.md"}

// quoted are the sentences and labels that the pages of every chat repeat, besides
// those of the chat's own faults.
var quoted = []string{
	"fault.conversation.forbidden", "fault.approver.nobody", "fault.approver.other", "fault.approver.self",
	"fault.approver.roles", "fault.forged", "fault.unsealed", "fault.command.unknown", "fault.store", "fault.internal",
	"label.pending", "act.approve", "act.request_changes", "act.reject", "act.withdraw", "act.edit", "act.follow_up", "act.share",
	"chat.saved",
}

// slackQuoted are those that the pages of Slack repeat besides.
var slackQuoted = []string{
	"chat.save", "chat.settings.self",
	"slack.shortcut.summarize_thread", "slack.shortcut.draft_reply", "slack.shortcut.hashtags_message",
}

// left stands for what a sentence is filled in with.
var left = catalogue.Args{"Code": "…", "Command": "…", "Commands": "…", "Known": "…", "Name": "…", "Names": "…", "Reference": "…"}

func TestSlackPagesSayWhatIsSaid(t *testing.T) {
	saysWhatIsSaid(t, slackPages, append(faultsOf(t, "slack"), slackQuoted...))
}

// saysWhatIsSaid holds that pages repeat sentences as people are told them.
func saysWhatIsSaid(t *testing.T, pages map[string]string, keys []string) {
	t.Helper()
	for locale, file := range pages {
		page := words(pageOf(t, file))
		for _, key := range append(keys, quoted...) {
			args := left
			if key == "chat.saved" {
				args = catalogue.Args{"Names": "Marc Olivier"}
			}
			if said := catalogue.Say(locale, key, args); !strings.Contains(page, words(said)) {
				t.Errorf("%s does not say %s: %q", file, key, said)
			}
		}
	}
}

// TestReliabilityPagesSayWhatIsSaid holds that the pages have every answer of /readyz
// that something is wrong with, and the flags that Redis is started with.
func TestReliabilityPagesSayWhatIsSaid(t *testing.T) {
	for _, file := range []string{"../../docs/reliability.md", "../../docs/reliability.fr.md"} {
		page := words(pageOf(t, file))
		for _, said := range []string{errUnsafe.Error(), errLost.Error(), deafError("Slack").Error(), strings.Join(safely, " ")} {
			if !strings.Contains(page, said) {
				t.Errorf("%s does not say %q", file, said)
			}
		}
	}
}

func TestSlackPagesExplainEveryScope(t *testing.T) {
	for locale, file := range slackPages {
		page, rows := pageOf(t, file), 0
		for _, scope := range slack.Scopes() {
			row := "| `" + scope.Name + "` | " + words(catalogue.Say(locale, scope.Why, nil)) + " |"
			if !strings.Contains(words(page), row) {
				t.Errorf("%s lacks the row %s", file, row)
			}
			rows++
		}
		_, table, _ := strings.Cut(page, "|---|---|\n| `commands`")
		table, _, _ = strings.Cut(table, "\n\n")
		if got := strings.Count(table, "\n| `") + 1; got != rows {
			t.Errorf("%s explains %d permissions, the app asks for %d", file, got, rows)
		}
	}
}

// TestSlackPagesCommandsAreUnderstood: what they tell people to type works as
// they type it.
func TestSlackPagesCommandsAreUnderstood(t *testing.T) {
	for _, file := range slackPages {
		found := 0
		for line := range strings.Lines(pageOf(t, file)) {
			if line = strings.TrimSpace(line); !strings.HasPrefix(line, "/") {
				continue
			}
			found++
			if _, err := copilot.Parse(line); err != nil {
				t.Errorf("%s: %s: %v", file, line, err)
			}
		}
		if found < 5 {
			t.Errorf("%s has %d commands", file, found)
		}
	}
}

func pageOf(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// words is a text on one line: pages break theirs anywhere.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// faultsOf are the keys of what a chat's users may be told.
func faultsOf(t *testing.T, chat string) []string {
	t.Helper()
	var sentences map[string]any
	if err := json.Unmarshal([]byte(pageOf(t, "../../copilot/catalogue/"+chat+".en.json")), &sentences); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for key := range sentences {
		if strings.HasPrefix(key, chat+".fault.") {
			keys = append(keys, key)
		}
	}
	if len(keys) < 10 {
		t.Fatalf("the catalogue has %d sentences under %s.fault", len(keys), chat)
	}
	return keys
}
