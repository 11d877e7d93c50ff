package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// message is a message with some fields more.
func message(fields string) string { return `{` + quiet + `,` + fields + `}` }

func button(fields string) string {
	return message(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,` + fields + `}]}]`)
}

func embeds(n, size int) string {
	one := `{"description":"` + strings.Repeat("x", size) + `"}`
	return message(`"embeds":[` + strings.TrimSuffix(strings.Repeat(one+",", n), ",") + `]`)
}

// A fake that accepts everything proves nothing: each of these is refused, with
// that code, and makes a test red where it can only be the app's mistake.
func TestRefusals(t *testing.T) {
	const send = "POST /channels/" + team + "/messages"
	long := strings.Repeat("x", 2001)
	for _, c := range []struct {
		name, call, body string
		status, code     int
		red              string // part of the complaint; empty for none
	}{
		{"unknown route", "GET /channels/" + team + "/webhooks", "", 404, 0, "no such route"},
		{"unknown query", "GET /channels/" + team + "?colour=red", "", 200, 0, `no query parameter "colour"`},
		{"unknown field", send, message(`"content":"x","colour":"red"`), 400, 50035, "colour"},
		{"mistyped", send, message(`"content":7`), 400, 50035, "content"},
		{"empty", send, message(`"content":""`), 400, 50006, "neither content"},
		{"long", send, message(`"content":"` + long + `"`), 400, 50035, "between 0 and 2000"},
		{"embeds", send, embeds(11, 1), 400, 50035, "embeds"},
		{"embeds together", send, embeds(2, 3001), 400, 50035, "maximum size of 6000"},
		{"description", send, embeds(1, 4097), 400, 50035, "description"},
		{"bare button", send, button(`"label":"Go"`), 400, 50035, "needs a custom_id"},
		{"both", send, button(`"label":"Go","custom_id":"a","url":"https://example.org"`), 400, 50035, "needs a custom_id"},
		{"no label", send, button(`"custom_id":"a"`), 400, 50035, "label or emoji"},
		{"long id", send, button(`"label":"Go","custom_id":"` + strings.Repeat("x", 101) + `"`), 400, 50035, "custom_id"},
		{"twice", send, message(`"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"A","custom_id":"a"},{"type":2,"style":1,"label":"B","custom_id":"a"}]}]`), 400, 50035, "duplicated"},
		{"newer component", send, message(`"content":"x","components":[{"type":10,"content":"y"}]`), 400, 50035, "IS_COMPONENTS_V2"},
		{"newer flag", send, message(`"content":"x","flags":32768,"components":[{"type":10,"content":"y"}]`), 400, 50035, "do not go with the flag"},
		{"ephemeral", send, message(`"content":"x","flags":64`), 400, 50035, "cannot be set here"},
		{"no row", send, message(`"content":"x","components":[{"type":2,"style":1,"label":"A","custom_id":"a"}]`), 400, 50035, "components"},
		{"nonce", send, message(`"content":"x","enforce_nonce":true`), 400, 50035, "without a nonce"},
		{"mentions", send, `{"content":"x"}`, 200, 0, "no allowed_mentions"},
		{"parse null", send, `{"content":"x","allowed_mentions":{"parse":null}}`, 200, 0, "not []"},
		{"parse users", send, `{"content":"x","allowed_mentions":{"parse":["users"]}}`, 200, 0, "not []"},
		{"some users", send, `{"content":"x","allowed_mentions":{"parse":[],"users":["` + ada + `"]}}`, 200, 0, "lets some be pinged"},
		{"live", send, message(`"content":"hello <@` + ada + `>"`), 200, 0, "a live mention"},
		{"everyone", send, message(`"content":"@everyone"`), 200, 0, "a live mention"},
		{"in code", send, message(`"content":"` + "`@everyone`" + `"`), 200, 0, ""},
		{"link", send, message(`"content":"see https://example.org"`), 200, 0, "would unfurl"},
		{"quiet link", send, message(`"content":"see <https://example.org>"`), 200, 0, ""},
		{"label", send, strings.ReplaceAll(card, "DRAFT · ", "Draft: "), 200, 0, "without its label"},
		{"half a label", send, strings.Replace(card, `"footer":{"text":"DRAFT · needs human sign-off"}`, `"color":1`, 1), 200, 0, "without its label"},
		{"nowhere", "POST /channels/1/messages", message(`"content":"x"`), 404, 10003, ""},
		{"hidden", "POST /channels/" + hidden + "/messages", message(`"content":"x"`), 403, 50001, ""},
		{"muted", "POST /channels/" + muted + "/messages", message(`"content":"x"`), 403, 50013, ""},
		{"forum", "POST /channels/" + forum + "/messages", message(`"content":"x"`), 400, 50008, ""},
		{"no message", "PATCH /channels/" + team + "/messages/1", message(`"content":"x"`), 404, 10008, ""},
		{"limit", "GET /channels/" + team + "/messages?limit=101", "", 400, 50035, "between 1 and 100"},
		{"member", "GET /guilds/1200000000000000001/members/@me", "", 400, 50035, "not snowflake"},
		{"no member", "GET /guilds/1200000000000000001/members/1", "", 404, 10013, ""},
		{"no guild", "GET /guilds/1", "", 404, 10004, ""},
		{"refuses", "POST /users/@me/channels", `{"recipient_id":"` + eve + `"}`, 403, 50007, ""},
		{"other application", "GET /applications/1/commands", "", 403, 20012, ""},
		{"no interaction", "POST /interactions/1/x/callback", `{"type":5}`, 404, 10062, ""},
		{"no webhook", "POST /webhooks/1100000000000000001/x", message(`"content":"x"`), 404, 10015, ""},
		{"no JSON", send, `{`, 400, 50109, "no JSON"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, said := red(t, Options{})
			if d.schemas == nil && slices.Contains([]string{"unknown field", "mistyped"}, c.name) {
				t.Skip("SKIPPED: no CONTRACTS, which alone refuse this")
			}
			method, path, _ := strings.Cut(c.call, " ")
			status, o := ask(t, d, method, path, c.body)
			if status != c.status || num(o, "code") != c.code {
				t.Errorf("answered %d %v, want %d %d", status, o, c.status, c.code)
			}
			if got := said.Said(); c.red == "" && got != "" || !strings.Contains(got, c.red) {
				t.Errorf("the test says %q, want %q", got, c.red)
			}
			if c.code == 50035 && o["errors"] == nil {
				t.Errorf("no nested errors in %v", o)
			}
		})
	}
}

func TestCommandsAreChecked(t *testing.T) {
	option := func(fields string) string {
		return `[{"name":"a","description":"b","options":[` + fields + `]}]`
	}
	for name, c := range map[string]struct{ body, red string }{
		"capital":        {`[{"name":"Draft","description":"b"}]`, "name is invalid"},
		"description":    {`[{"name":"draft"}]`, "description"},
		"locale":         {`[{"name":"draft","description":"b","description_localizations":{"fr-FR":"c"}}]`, "no locale"},
		"twice":          {`[{"name":"draft","description":"b"},{"name":"draft","description":"b"}]`, "must be unique"},
		"permissions":    {`[{"name":"draft","description":"b","default_member_permissions":32}]`, "default_member_permissions"},
		"menu":           {`[{"name":"Draft","type":3,"description":"b"}]`, "cannot have description"},
		"required later": {option(`{"type":3,"name":"x","description":"y"},{"type":3,"name":"z","description":"y","required":true}`), "must be placed before"},
		"choices":        {option(`{"type":3,"name":"x","description":"y","autocomplete":true,"choices":[{"name":"n","value":"v"}]}`), "does not go with choices"},
		"mixed":          {option(`{"type":1,"name":"x","description":"y"},{"type":3,"name":"z","description":"y"}`), "do not go together"},
		"sixteen menus":  {"[" + menus(16) + "]", "commands of type 3"},
		"heavy":          {option(heavy()), "maximum size"},
	} {
		t.Run(name, func(t *testing.T) {
			d, said := red(t, Options{})
			if d.schemas == nil && name == "permissions" {
				t.Skip("SKIPPED: no CONTRACTS, which alone refuse this")
			}
			status, _ := ask(t, d, http.MethodPut, "/applications/"+d.o.Application+"/commands", c.body)
			if got := said.Said(); status != http.StatusBadRequest || !strings.Contains(got, c.red) {
				t.Errorf("answered %d, and the test says %q, want %q", status, got, c.red)
			}
		})
	}
}

func menus(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`{"name":"Menu %d","type":3}`, i))
	}
	return strings.Join(all, ",")
}

func heavy() string {
	var all []string
	for i := range 25 {
		var choices []string
		for j := range 4 {
			choices = append(choices, fmt.Sprintf(`{"name":"%d%s","value":"v"}`, j, strings.Repeat("n", 90)))
		}
		all = append(all, fmt.Sprintf(`{"type":3,"name":"o%d","description":"y","choices":[%s]}`, i, strings.Join(choices, ",")))
	}
	return strings.Join(all, ",")
}

func TestAnswersAreChecked(t *testing.T) {
	text := func(fields string) string {
		return `{"type":9,"data":{"custom_id":"a","title":"T","components":[{"type":1,"components":[{"type":4,"custom_id":"b","style":1,` + fields + `}]}]}}`
	}
	for name, c := range map[string]struct{ reply, red string }{
		"type":           {`{"type":7,"data":{"content":"x"}}`, "not answered with type 7"},
		"no type":        {`{}`, "not answered with type 0"},
		"no mentions":    {`{"type":4,"data":{"content":"x"}}`, "no allowed_mentions"},
		"unknown field":  {`{"type":4,"data":{"content":"x",` + quiet + `,"colour":1}}`, "colour"},
		"title":          {strings.Replace(text(`"label":"L"`), `"T"`, `"`+strings.Repeat("x", 46)+`"`, 1), "title"},
		"label":          {text(`"label":"` + strings.Repeat("x", 46) + `"`), "label"},
		"value too long": {text(`"label":"L","max_length":2,"value":"xxx"`), "between 0 and 2"},
		"content type":   {"text", "no JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			d, said := red(t, Options{})
			if d.schemas == nil && name == "unknown field" {
				t.Skip("SKIPPED: no CONTRACTS, which alone refuse this")
			}
			listening(t, d).answers(c.reply)
			d.Command(ada, team, "draft", map[string]any{"about": "x"})
			if got := said.Said(); !strings.Contains(got, c.red) {
				t.Errorf("the test says %q, want %q", got, c.red)
			}
		})
	}
}
