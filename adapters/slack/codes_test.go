package slack

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// called are the methods that this adapter calls.
var called = []string{
	"auth.test", "chat.delete", "chat.postEphemeral", "chat.postMessage", "chat.update", "conversations.history", "conversations.info",
	"conversations.members", "conversations.replies", "usergroups.list", "users.conversations", "users.info", "views.open",
	"views.publish", "views.update",
}

// followed are those that something else than a sentence follows from.
var followed = []string{"cant_delete_message", "cant_update_message", "edit_window_closed", "message_not_found", "not_found", "plan_upgrade_required"}

// TestEveryCodeIsPlaced: of each error that Slack documents for the methods we call it
// is known whether trying again may help. A contract with a new one turns this red.
func TestEveryCodeIsPlaced(t *testing.T) {
	codes := slices.Clone(CommonErrors)
	for _, method := range called {
		codes = append(codes, documentedFor(t, method)...)
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		_, refused := refusals[code]
		places := 0
		for _, in := range []bool{refused, slices.Contains(misuses, code), slices.Contains(PassingErrors, code), slices.Contains(followed, code)} {
			if in {
				places++
			}
		}
		if places != 1 {
			t.Errorf("%s has %d places among refusals, misuses, passing and followed", code, places)
		}
		if may := chat.Passes(fault(slackgo.SlackErrorResponse{Err: code})); may != (slices.Contains(PassingErrors, code) || slices.Contains(followed, code)) {
			t.Errorf("%s: trying again may help: %v", code, may)
		}
	}
}

// documentedFor are the error codes that Slack's contract lists for a method.
func documentedFor(t *testing.T, method string) []string {
	t.Helper()
	var m struct{ Errors map[string]json.RawMessage }
	if err := json.Unmarshal(contract(t, "slack/methods/"+method+".json"), &m); err != nil || len(m.Errors) == 0 {
		t.Fatalf("%s: %d errors, %v", method, len(m.Errors), err)
	}
	return slices.Collect(maps.Keys(m.Errors))
}

// TestEveryRefusalIsSaid: each error that trying again does not cure has a sentence in
// both languages that says what to do.
func TestEveryRefusalIsSaid(t *testing.T) {
	for _, code := range append(slices.Collect(maps.Keys(refusals)), misuses...) {
		f, ok := errors.AsType[*copilot.Fault](fault(slackgo.SlackErrorResponse{Err: code}))
		if !ok {
			t.Errorf("%s is not said", code)
			continue
		}
		for _, lang := range []string{catalogue.English, catalogue.French} {
			said := f.Sentence(lang)
			if said == f.Key || strings.Contains(said, "{{") || strings.Contains(said, "<no value>") || !chattest.SaysWhatToDo(lang, said) {
				t.Errorf("%s in %s: %q", code, lang, said)
			}
		}
	}
}
