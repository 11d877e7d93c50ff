package discordtest

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// contracted is a Discord with the contracts; without them the test is skipped.
func contracted(t *testing.T) *Discord {
	t.Helper()
	d := server(t, Options{})
	if d.schemas == nil {
		t.Skip("SKIPPED: no CONTRACTS to compare with")
	}
	return d
}

// Every route is one of the contract, with the query parameters that it lists.
func TestRoutesAreThoseOfTheContract(t *testing.T) {
	d := contracted(t)
	for _, r := range known() {
		method, path, _ := strings.Cut(r.name, " ")
		operation := asObject(asObject(d.schemas.paths[path])[strings.ToLower(method)])
		if operation == nil {
			t.Errorf("%s is not in the contract", r.name)
			continue
		}
		want := []string{}
		for _, p := range objects(list(operation, "parameters")) {
			if str(p, "in") == "query" {
				want = append(want, str(p, "name"))
			}
		}
		got := slices.Clone(r.query)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s knows the query parameters %q, the contract says %q", r.name, got, want)
		}
		if (asObject(operation["requestBody"]) != nil) != (r.body != "" || r.name == "POST "+atCallback) {
			t.Errorf("%s: a body, says the contract: %v", r.name, operation["requestBody"] != nil)
		}
	}
}

// What is answered is what the contract says is answered.
func TestAnswersAreThoseOfTheContract(t *testing.T) {
	d := contracted(t)
	listening(t, d)
	r := d.Command(ada, team, "draft", map[string]any{"about": "x"})
	said := d.Say(ada, team, "<@"+ben+"> hello")
	d.Answer(ben, team, said, "hello <@&"+editors+">")
	hooked := "/webhooks/" + d.o.Application + "/" + r.Token
	for _, c := range []struct{ route, path, body string }{
		{"GET /applications/@me", "/applications/@me", ""},
		{"GET /users/@me", "/users/@me", ""},
		{"GET /gateway", "/gateway", ""},
		{"GET /gateway/bot", "/gateway/bot", ""},
		{"GET " + atCommands, "/applications/" + d.o.Application + "/commands?with_localizations=true", ""},
		{"GET /guilds/{guild_id}", "/guilds/" + d.o.Guild, ""},
		{"GET /guilds/{guild_id}/roles", "/guilds/" + d.o.Guild + "/roles", ""},
		{"GET /guilds/{guild_id}/members/{user_id}", "/guilds/" + d.o.Guild + "/members/" + ada, ""},
		{"GET /channels/{channel_id}", "/channels/" + team, ""},
		{"GET /channels/{channel_id}", "/channels/" + thread, ""},
		{"GET /channels/{channel_id}", "/channels/" + forum, ""},
		{"GET /channels/{channel_id}", "/channels/" + d.DM(ada), ""},
		{"GET /channels/{channel_id}/thread-members/{user_id}", "/channels/" + thread + "/thread-members/" + ada, ""},
		{"GET /guilds/{guild_id}/threads/active", "/guilds/" + d.o.Guild + "/threads/active", ""},
		{"GET /channels/{channel_id}/threads/archived/public", "/channels/" + team + "/threads/archived/public?limit=2", ""},
		{"POST /users/@me/channels", "/users/@me/channels", `{"recipient_id":"` + ben + `"}`},
		{"PATCH " + atOriginal, hooked + "/messages/@original", card},
		{"GET " + atOriginal, hooked + "/messages/@original", ""},
		{"POST " + atMessages, "/channels/" + team + "/messages", message(`"content":"x","nonce":"n","message_reference":{"message_id":"` + said + `"}`)},
		{"GET " + atMessages, "/channels/" + team + "/messages", ""},
		{"GET " + atMessage, "/channels/" + team + "/messages/" + said, ""},
	} {
		method, _, _ := strings.Cut(c.route, " ")
		status, raw, _ := call(t, d, method, c.path, c.body, "Bot "+d.o.Token)
		if status != http.StatusOK {
			t.Errorf("%s: %d %s", c.route, status, raw)
			continue
		}
		at := strings.Replace(bodyOf(c.route), "/requestBody/", "/responses/200/", 1)
		if b := d.check(at, decoded(t, raw)); b != nil {
			t.Errorf("%s: /%s: %s", c.route, strings.Join(b.path, "/"), b.said)
		}
	}
}
