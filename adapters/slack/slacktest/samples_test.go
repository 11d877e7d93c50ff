package slacktest

import (
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// The samples are unions of all that was ever seen. These keys belong to other
// kinds of messages, elements and containers, or to times past.
var (
	ofOtherMessages = []string{
		"subtype", "channel", "username", "attachments", "is_intro", "is_starred", "wibblr", "pinned_to", "reactions", "bot_link",
		"display_as_bot", "icons", "file", "files", "upload", "inviter", "comment", "topic", "purpose", "unfurl_links",
		"unfurl_media", "is_thread_broadcast", "last_read", "hidden", "root", "item_type", "item", "room", "no_notifications",
		"assistant_app_thread", "user_team", "source_team", "user_profile", "parent_user_id", "client_msg_id",
		"edited", "reply_count", "reply_users", "reply_users_count", "latest_reply", "is_locked", "subscribed", "bot_id", "bot_profile",
		"app_id", "metadata", "blocks", "thread_ts",
	}
	ofOtherTimes      = []string{"authed_users", "authed_teams", "bot_access_token", "function_data", "interactivity"}
	ofOtherElements   = []string{"placeholder", "confirm", "url", "style", "min_query_length", "rich_text_value"}
	ofOtherContainers = []string{"attachment_id", "view_id", "text", "is_app_unfurl", "app_unfurl_url", "view", "app_unfurl"}
)

// lacking lists the keys that a sample has and a payload has not, but for some.
func lacking(sample, got any, path string, except []string) []string {
	var all []string
	switch sample := sample.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return nil // a null, or a text, in the place of an object: its own matter
		}
		for key, inner := range sample {
			if slices.Contains(except, key) || strings.HasPrefix(key, "initial_") || strings.HasPrefix(key, "selected_") {
				continue
			}
			value, there := object[key]
			if !there {
				all = append(all, path+"/"+key)
				continue
			}
			all = append(all, lacking(inner, value, path+"/"+key, except)...)
		}
	case []any:
		items, _ := got.([]any)
		if len(sample) > 0 && len(items) > 0 && path != "/view/blocks" && !strings.HasSuffix(path, "/blocks") {
			return lacking(sample[0], items[0], path+"/0", except)
		}
	}
	return all
}

// fitsSample compares a payload with a published sample.
func fitsSample(t *testing.T, name string, payload []byte, except ...[]string) {
	t.Helper()
	raw, err := contract(name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("SKIPPED: no CONTRACTS to compare payloads with")
	}
	if err != nil {
		t.Fatal(err)
	}
	var sample, got any
	if err := json.Unmarshal(raw, &sample); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(payload, &got); err != nil {
		t.Fatal(err)
	}
	if l := lacking(sample, got, "", slices.Concat(except...)); len(l) > 0 {
		slices.Sort(l)
		t.Errorf("%s has what the fake's payload lacks: %q\n%s", name, l, payload)
	}
}

func TestPayloadsAreAsThePublishedOnes(t *testing.T) {
	s := workspace(t, Options{Enterprise: "E0ACME0001"})
	a := listening(t, s)
	c := client(s)
	_, ts, err := c.PostMessageContext(t.Context(), team, card("a draft")...)
	if err != nil {
		t.Fatal(err)
	}

	const backend, events = "json-logs/app-backend/", "json-logs/events/"
	s.Command(ada, team, "/draft", "x")
	fitsSample(t, backend+"slash-commands/SlashCommandPayload.json", a.last())

	s.Click(ada, team, ts, "approve")
	fitsSample(t, backend+"interactive-components/BlockActionPayload.json", a.last(), ofOtherMessages[1:], []string{"subtype"}, ofOtherTimes, ofOtherElements, ofOtherContainers)

	s.Shortcut(ada, team, ts, "summarize")
	fitsSample(t, backend+"interactive-components/MessageShortcutPayload.json", a.last(), ofOtherMessages)

	if _, err := c.OpenViewContext(t.Context(), a.click().TriggerID, form()); err != nil {
		t.Fatal(err)
	}
	a.answers(0, `{"response_action":"errors","errors":{"wish":"why?"}}`)
	s.Submit(ada, "", map[string]string{"tone": "warm"})
	fitsSample(t, backend+"views/ViewSubmissionPayload.json", a.last(), ofOtherTimes)
	a.answers(0, "")
	s.CloseView(ada)
	fitsSample(t, backend+"views/ViewClosedPayload.json", a.last(), ofOtherTimes)
}

func TestEventsAreAsThePublishedOnes(t *testing.T) {
	const events = "json-logs/events/"
	s := workspace(t, Options{Enterprise: "E0ACME0001"})
	a := listening(t, s)
	ts := s.Say(ada, team, "", "good morning")
	fitsSample(t, events+"MessagePayload.json", a.last(), ofOtherMessages, ofOtherTimes)
	s.Say(ada, team, ts, "@brouillon summarize <this>")
	fitsSample(t, events+"AppMentionPayload.json", a.last(), slices.DeleteFunc(slices.Clone(ofOtherMessages), func(k string) bool {
		return k == "thread_ts" || k == "client_msg_id" || k == "blocks" || k == "channel"
	}), ofOtherTimes)
	s.Edit(ada, team, ts, "good evening")
	others := slices.DeleteFunc(slices.Clone(ofOtherMessages), func(k string) bool { return k == "subtype" || k == "channel" || k == "hidden" })
	fitsSample(t, events+"MessageChangedPayload.json", a.last(), others, ofOtherTimes, []string{"hidden", "subtype"})
	s.Delete(ada, team, ts) // the mention hangs on it
	fitsSample(t, events+"MessageChangedPayload.json", a.last(), others, ofOtherTimes, []string{"hidden", "subtype"})
	s.Delete(ada, team, s.Say(ada, team, "", "good night"))
	fitsSample(t, events+"MessageDeletedPayload.json", a.last(), others, ofOtherTimes, []string{"hidden", "subtype"})
	home := `{"type":"home","blocks":[{"type":"divider"}]}`
	if answer := ask(t, s, "views.publish", map[string]string{"user_id": ada, "view": home}); answer["ok"] != true {
		t.Fatal(answer)
	}
	s.OpenHome(ada)
	fitsSample(t, events+"AppHomeOpenedPayload.json", a.last(), ofOtherTimes)
	for _, e := range s.Events() {
		if !e.Acked() {
			t.Errorf("an event was not acknowledged: %+v", e)
		}
	}
}
