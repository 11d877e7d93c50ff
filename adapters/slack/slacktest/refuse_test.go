package slacktest

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

// ask calls a method with a form and returns the answer.
func ask(t *testing.T, s *Slack, method string, args map[string]string) map[string]any {
	t.Helper()
	form := url.Values{}
	for name, value := range args {
		form.Set(name, value)
	}
	return send(t, s, method, "application/x-www-form-urlencoded", form.Encode(), s.o.BotToken)
}

func send(t *testing.T, s *Slack, method, kind, body, bearer string) map[string]any {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.APIURL()+method, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	if bearer != "" {
		req.Header.Set("Authorization", "Bearer "+bearer)
	}
	_, raw, _ := platformtest.Exchange(t, req)
	var all map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatalf("%s answered no JSON: %s", method, raw)
	}
	return all
}

// post are the arguments of a good message, with some changed; "" takes one away.
func post(change map[string]string) map[string]string {
	args := map[string]string{"channel": team, "text": "a draft", "unfurl_links": "false", "unfurl_media": "false"}
	maps.Copy(args, change)
	maps.DeleteFunc(args, func(_, v string) bool { return v == "" })
	return args
}

func section(text string) string {
	return `[{"type":"section","text":{"type":"mrkdwn","text":"` + text + `"}}]`
}

func modal(blocks string) string {
	return `{"type":"modal","title":{"type":"plain_text","text":"T"},"submit":{"type":"plain_text","text":"Send"},"blocks":[` + blocks + `]}`
}

func buttons(n int, ids string) string {
	b := `{"type":"button","text":{"type":"plain_text","text":"Go"},"action_id":"` + ids + `"}`
	return `[{"type":"actions","elements":[` + strings.TrimSuffix(strings.Repeat(b+",", n), ",") + `]}]`
}

// A fake that accepts everything proves nothing: each of these is refused, with
// that code, and makes a test red where it can only be the app's mistake.
func TestRefusals(t *testing.T) {
	long := func(n int) string { return strings.Repeat("x", n) }
	sections := func(n int) string {
		return "[" + strings.TrimSuffix(strings.Repeat(strings.Trim(section("x"), "[]")+",", n), ",") + "]"
	}
	for _, c := range []struct {
		name, method string
		args         map[string]string
		code, red    string // red: part of the complaint; empty for none
	}{
		{"unknown method", "chat.shout", nil, "unknown_method", "no such method"},
		{"unknown argument", "chat.postMessage", post(map[string]string{"colour": "red"}), "invalid_arguments", `no argument "colour"`},
		{"missing argument", "chat.postMessage", post(map[string]string{"channel": ""}), "invalid_arguments", `"channel" is missing`},
		{"boolean", "chat.postMessage", post(map[string]string{"mrkdwn": "yes"}), "invalid_arguments", "not a boolean"},
		{"number", "conversations.members", map[string]string{"channel": team, "limit": "many"}, "invalid_arguments", "not a number"},
		{"no text", "chat.postMessage", post(map[string]string{"text": ""}), "no_text", "neither text nor blocks"},
		{"nowhere", "chat.postMessage", post(map[string]string{"channel": "C0NOWHERE1"}), "channel_not_found", ""},
		{"by name", "chat.postMessage", post(map[string]string{"channel": "#team"}), "channel_not_found", ""},
		{"private, bot not in", "chat.postMessage", post(map[string]string{"channel": "C0HIDDEN01"}), "channel_not_found", ""},
		{"public, bot not in", "chat.postMessage", post(map[string]string{"channel": "C0OPEN0001"}), "not_in_channel", ""},
		{"archived", "chat.postMessage", post(map[string]string{"channel": "C0OLD00001"}), "is_archived", ""},
		{"read only", "chat.postMessage", post(map[string]string{"channel": "C0NEWS0001"}), "restricted_action_read_only_channel", ""},
		{"no such thread", "chat.postMessage", post(map[string]string{"thread_ts": "1710000000.000100"}), "cannot_reply_to_message", ""},
		{"blocks no JSON", "chat.postMessage", post(map[string]string{"blocks": "{"}), "invalid_blocks_format", "no JSON array"},
		{"51 blocks", "chat.postMessage", post(map[string]string{"blocks": sections(51)}), "invalid_blocks", "blocks: 51, at most 50"},
		{"long section", "chat.postMessage", post(map[string]string{"blocks": section(long(3001))}), "invalid_blocks", "at most 3000"},
		{"empty section", "chat.postMessage", post(map[string]string{"blocks": section("")}), "invalid_blocks", "text is empty"},
		{"long blocks", "chat.postMessage", post(map[string]string{"blocks": strings.ReplaceAll(sections(5), `"x"`, `"`+long(2700)+`"`)}), "msg_blocks_too_long", "13500 characters"},
		{"action_id twice", "chat.postMessage", post(map[string]string{"blocks": buttons(2, "go")}), "invalid_blocks", `"go" is there twice`},
		{"26 buttons", "chat.postMessage", post(map[string]string{"blocks": buttons(26, "")}), "invalid_blocks", "at most 25"},
		{"long action_id", "chat.postMessage", post(map[string]string{"blocks": buttons(1, long(256))}), "invalid_blocks", "action_id: 256"},
		{"long text", "chat.postMessage", post(map[string]string{"text": long(40_001)}), "", "cuts it at 40000"},
		{"long update", "chat.update", map[string]string{"channel": team, "ts": "1710000000.000100", "text": long(4001)}, "msg_too_long", "takes 4000"},
		{"bad metadata", "chat.postMessage", post(map[string]string{"metadata": `{"event_type":"a"}`}), "invalid_metadata_format", "event_payload"},
		{"unfurling", "chat.postMessage", post(map[string]string{"unfurl_links": ""}), "", "must not unfurl"},
		{"linking names", "chat.postMessage", post(map[string]string{"link_names": "true"}), "", "bare names"},
		{"parsing", "chat.postMessage", post(map[string]string{"parse": "full"}), "", "bare names"},
		{"mention", "chat.postMessage", post(map[string]string{"text": "hi <!here>"}), "", "live mention"},
		{"mention in blocks", "chat.postMessage", post(map[string]string{"blocks": section("<@U0ADA00001>")}), "", "live mention"},
		{"no fallback", "chat.postMessage", post(map[string]string{"text": "", "blocks": section("x")}), "", "blocks without text"},
		{"update nothing", "chat.update", map[string]string{"channel": team, "ts": "17", "text": "x"}, "message_not_found", ""},
		{"ephemeral for a stranger", "chat.postEphemeral", map[string]string{"channel": secret, "user": ada, "text": "x"}, "user_not_in_channel", ""},
		{"delete nothing", "chat.delete", map[string]string{"channel": team, "ts": "17"}, "message_not_found", ""},
		{"history, bot not in", "conversations.history", map[string]string{"channel": "C0OPEN0001"}, "not_in_channel", ""},
		{"history, too many", "conversations.history", map[string]string{"channel": team, "limit": "1000"}, "invalid_limit", "between 1 and 999"},
		{"history, odd oldest", "conversations.history", map[string]string{"channel": team, "oldest": "yesterday"}, "invalid_ts_oldest", ""},
		{"history, odd latest", "conversations.history", map[string]string{"channel": team, "latest": "17.5"}, "invalid_ts_latest", ""},
		{"history, odd cursor", "conversations.history", map[string]string{"channel": team, "cursor": "?"}, "invalid_cursor", ""},
		{"no such thread to read", "conversations.replies", map[string]string{"channel": team, "ts": "1710000000.000100"}, "thread_not_found", ""},
		{"odd types", "users.conversations", map[string]string{"types": "public"}, "invalid_types", "types are"},
		{"no such user", "users.info", map[string]string{"user": "U0NOBODY01"}, "user_not_found", ""},
		{"no such group", "usergroups.users.list", map[string]string{"usergroup": "S0"}, "no_such_subteam", ""},
		{"made-up trigger", "views.open", map[string]string{"trigger_id": "1.2.3", "view": modal(`{"type":"divider"}`)}, "invalid_trigger_id", ""},
		{"no modal", "views.open", map[string]string{"trigger_id": "1.2.3", "view": `{"type":"home","blocks":[]}`}, "invalid_arguments", `not "modal"`},
		{"large view", "views.open", map[string]string{"trigger_id": "1.2.3", "view": modal(`{"type":"section","text":{"type":"plain_text","text":"` + long(250_000) + `"}}`)}, "view_too_large", "250000"},
		{"long title", "views.open", map[string]string{"trigger_id": "1.2.3", "view": strings.Replace(modal(""), `"T"`, `"`+long(25)+`"`, 1)}, "invalid_arguments", "title: 25, at most 24"},
		{"no submit", "views.open", map[string]string{"trigger_id": "1.2.3", "view": strings.Replace(modal(`{"type":"input","label":{"type":"plain_text","text":"L"},"element":{"type":"plain_text_input"}}`), `"submit"`, `"close"`, 1)}, "invalid_arguments", "no submit"},
		{"update of no view", "views.update", map[string]string{"view_id": "V0", "view": modal(`{"type":"divider"}`)}, "not_found", ""},
		{"mixed tokens", "apps.connections.open", nil, "not_allowed_token_type", "mixed up"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, r := red(t, Options{})
			a := ask(t, s, c.method, c.args)
			code, _ := a["error"].(string)
			if code != c.code || (a["ok"] == true) != (c.code == "") {
				t.Errorf("%s answered %v, want the code %q", c.method, a, c.code)
			}
			if code != "" {
				documented(t, c.method, code)
			}
			if all := r.Complaints(); (c.red == "") != (len(all) == 0) || c.red != "" && !complained(all, c.red) {
				t.Errorf("complaints are %q, want one about %q", all, c.red)
			}
		})
	}
}

// Elements that break a limit, one by one: the rules by hand hold without the contract.
func TestElementLimits(t *testing.T) {
	long := func(n int) string { return strings.Repeat("x", n) }
	option := func(text string) string {
		return `{"text":{"type":"plain_text","text":"` + text + `"},"value":"` + text + `"}`
	}
	options := func(n int) string { return `[` + strings.TrimSuffix(strings.Repeat(option("a")+",", n), ",") + `]` }
	for name, c := range map[string][2]string{
		"button text":      {`{"type":"button","text":{"type":"plain_text","text":"` + long(76) + `"}}`, "at most 75"},
		"button value":     {`{"type":"button","text":{"type":"plain_text","text":"a"},"value":"` + long(2001) + `"}`, "at most 2000"},
		"option text":      {`{"type":"static_select","options":[` + option(long(76)) + `]}`, "at most 75"},
		"101 options":      {`{"type":"static_select","options":` + options(101) + `}`, "at most 100"},
		"11 radio buttons": {`{"type":"radio_buttons","options":` + options(11) + `}`, "at most 10"},
		"no options":       {`{"type":"static_select","options":[]}`, "no options"},
		"strange initial":  {`{"type":"static_select","options":` + options(1) + `,"initial_option":` + option("b") + `}`, "none of the options"},
		"max_length":       {`{"type":"plain_text_input","max_length":3001}`, "between 1 and 3000"},
		"initial_value":    {`{"type":"plain_text_input","max_length":3,"initial_value":"abcd"}`, "at most 3"},
		"placeholder":      {`{"type":"plain_text_input","placeholder":{"type":"plain_text","text":"` + long(151) + `"}}`, "at most 150"},
	} {
		t.Run(name, func(t *testing.T) {
			blocks, err := parseBlocks(`[{"type":"actions","elements":[` + c[0] + `]}]`)
			if err != nil {
				t.Fatal(err)
			}
			r := rules{}
			r.blocks(blocks, mostMessageBlocks)
			if !complained(r.broken, c[1]) {
				t.Errorf("broken rules are %q, want one that says %q", r.broken, c[1])
			}
		})
	}
}

func TestTokens(t *testing.T) {
	s := workspace(t, Options{})
	for want, bearer := range map[string]string{"not_authed": "", "invalid_auth": "xoxb-other"} {
		if a := send(t, s, "auth.test", "application/json", "", bearer); a["error"] != want {
			t.Errorf("with the token %q: %v, want %s", bearer, a, want)
		}
	}
	if a := send(t, s, "auth.test", "application/x-www-form-urlencoded", "token="+s.Options().BotToken, ""); a["ok"] != true {
		t.Errorf("with the token as an argument: %v", a)
	}
	s.Revoke()
	if a := ask(t, s, "auth.test", nil); a["error"] != "token_revoked" {
		t.Errorf("after Revoke: %v", a)
	}
}

// Unchecked takes a check back, that one alone.
func TestUnchecked(t *testing.T) {
	s, r := red(t, Options{Unchecked: []string{CheckUnfurl, CheckMentions}})
	ask(t, s, "chat.postMessage", map[string]string{"channel": team, "text": "<!here>"})
	if all := r.Complaints(); len(all) > 0 {
		t.Errorf("complaints: %q", all)
	}
	ask(t, s, "chat.postMessage", map[string]string{"channel": team, "blocks": section("x")})
	if all := r.Complaints(); !complained(all, "blocks without text") || len(all) != 1 {
		t.Errorf("complaints: %q", all)
	}
}

// What only the schema holds is refused where the contract is there.
func TestSchemaRefuses(t *testing.T) {
	s, r := red(t, Options{})
	if s.schemas == nil {
		t.Skip("SKIPPED: no CONTRACTS to hold blocks to")
	}
	for name, blocks := range map[string]string{
		"unknown block":  `[{"type":"banner"}]`,
		"unknown field":  `[{"type":"divider","colour":"red"}]`,
		"wrong text":     `[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]`,
		"unknown style":  strings.Replace(buttons(1, "a"), `"action_id"`, `"style":"loud","action_id"`, 1),
		"button in text": `[{"type":"section","text":{"type":"button","text":"x"}}]`,
	} {
		before := len(r.Complaints())
		a := ask(t, s, "chat.postMessage", post(map[string]string{"blocks": blocks}))
		if a["error"] != "invalid_blocks" || len(r.Complaints()) == before {
			t.Errorf("%s: %v, complaints %q", name, a, r.Complaints()[before:])
		}
	}
	t.Logf("complaints: %s", strings.Join(slices.Compact(r.Complaints()), "\n"))
}
