package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// page of the history, as ids, newest first.
func listed(t *testing.T, d *Discord, channel, query string) []object {
	t.Helper()
	status, raw, _ := call(t, d, http.MethodGet, "/channels/"+channel+"/messages"+query, "", "Bot "+d.o.Token)
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, raw)
	}
	var all []object
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestHistoryHasPages(t *testing.T) {
	d := server(t, Options{})
	var ids []string
	for i := range 7 {
		ids = append(ids, d.Say(ada, team, fmt.Sprint(i)))
	}
	for query, want := range map[string]string{
		"?limit=2": "65", "?before=" + ids[3] + "&limit=2": "21", "?after=" + ids[3] + "&limit=2": "54",
		"?around=" + ids[3] + "&limit=3": "432", "": "6543210", "?after=0&limit=1": "0",
	} {
		got := ""
		for _, m := range listed(t, d, team, query) {
			got += str(m, "content")
		}
		if got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	d.Say(ada, muted, "unread")
	if got := listed(t, d, muted, ""); len(got) != 0 {
		t.Errorf("without READ_MESSAGE_HISTORY: %v", got)
	}
}

func TestHistoryIsVeiled(t *testing.T) {
	d := server(t, Options{NoMessageContent: true})
	d.Say(ada, team, "secret")
	d.Say(ada, team, "<@"+d.o.Application+"> hello")
	ask(t, d, http.MethodPost, "/channels/"+team+"/messages", message(`"content":"mine"`))
	all := listed(t, d, team, "")
	if len(all) != 3 || str(all[2], "content") != "" || str(all[1], "content") == "" || str(all[0], "content") != "mine" {
		t.Errorf("history: %v", all)
	}
	d.MessageContent(true)
	if got := str(listed(t, d, team, "")[2], "content"); got != "secret" {
		t.Errorf("with the intent: %q", got)
	}
}

func TestThreadsBeginWithAReference(t *testing.T) {
	d := server(t, Options{})
	first := d.Say(ada, team, "the start")
	d.Channel(Channel{ID: first, Type: PublicThread, Parent: team, Starter: first})
	d.Put(ada, first, `{"components":[{"type":99,"what":"is this"}],"content":"new"}`)
	all := listed(t, d, first, "")
	if len(all) != 2 || num(all[1], "type") != typeStarter || str(asObject(all[1]["message_reference"]), "message_id") != first {
		t.Fatalf("a thread: %v", all)
	}
	if num(asObject(list(all[0], "components")[0]), "type") != 99 {
		t.Errorf("what Put put: %v", all[0])
	}
}

func TestArchivedThreads(t *testing.T) {
	d := server(t, Options{})
	_, o := ask(t, d, http.MethodPost, "/channels/"+thread+"/messages", message(`"content":"x"`))
	at := "/channels/" + thread + "/messages"
	d.Archive(thread, true, false)
	if _, o := ask(t, d, http.MethodPatch, at+"/"+str(o, "id"), message(`"content":"y"`)); num(o, "code") != 50083 {
		t.Errorf("an edit: %v", o)
	}
	if status, o := ask(t, d, http.MethodPost, at, message(`"content":"z"`)); status != http.StatusOK {
		t.Errorf("a message opens it again: %v", o)
	}
	d.Archive(thread, true, true)
	if _, o := ask(t, d, http.MethodPost, at, message(`"content":"z"`)); num(o, "code") != 50083 {
		t.Errorf("a locked one: %v", o)
	}
}

func TestNoncesMakeMessagesOnce(t *testing.T) {
	clock := newStanding()
	d := server(t, Options{Now: clock.Now})
	at, body := "/channels/"+team+"/messages", message(`"content":"x","nonce":"n1","enforce_nonce":true`)
	_, first := ask(t, d, http.MethodPost, at, body)
	_, second := ask(t, d, http.MethodPost, at, body)
	clock.pass(nonceLife)
	_, third := ask(t, d, http.MethodPost, at, body)
	if first["id"] != second["id"] || first["id"] == third["id"] {
		t.Errorf("ids: %v %v %v", first["id"], second["id"], third["id"])
	}
	if !made(str(third, "id")).Equal(clock.Now()) {
		t.Errorf("the id is of %v, the clock says %v", made(str(third, "id")), clock.Now())
	}
}

func TestLimitsAreKept(t *testing.T) {
	clock := newStanding()
	d := server(t, Options{Now: clock.Now})
	d.Limits("POST /channels/{channel_id}/messages", 2, 5*time.Second)
	at, body := "/channels/"+team+"/messages", message(`"content":"x"`)
	for range 2 {
		ask(t, d, http.MethodPost, at, body)
	}
	clock.pass(time.Second)
	status, raw, h := call(t, d, http.MethodPost, at, body, "Bot "+d.o.Token)
	if status != http.StatusTooManyRequests || !strings.Contains(string(raw), `"retry_after":4`) || h.Get("X-RateLimit-Remaining") != "0" || h.Get("Retry-After") != "4" {
		t.Errorf("the third call: %d %s %v", status, raw, h)
	}
	if status, _ := ask(t, d, http.MethodPost, "/channels/"+thread+"/messages", body); status != http.StatusOK {
		t.Errorf("another channel: %d", status)
	}
	clock.pass(4 * time.Second)
	if status, _ := ask(t, d, http.MethodPost, at, body); status != http.StatusOK {
		t.Errorf("after the wait: %d", status)
	}
	call(t, d, http.MethodGet, "/users/@me", "", "Bot wrong")
	if got := d.Invalid(); got != 2 {
		t.Errorf("%d invalid answers", got)
	}
	calls := d.Calls("POST /channels/{}/messages")
	if len(calls) != 5 || calls[2].Status != http.StatusTooManyRequests || calls[2].At.Sub(calls[0].At) != time.Second {
		t.Errorf("calls: %+v", calls)
	}
}

func TestFaultsBreakAnswers(t *testing.T) {
	d := server(t, Options{})
	at, body := "/channels/"+team+"/messages", message(`"content":"x"`)
	d.Fail("POST", atMessages, 1, Fault{Status: 503, Body: "upstream"})
	d.Fail("POST", atMessages, 1, Fault{Status: 500, After: true})
	d.Fail("", "", 1, Fault{Status: 403, Code: 50013})
	for i, want := range []int{503, 500, 403, 200} {
		if status, o := ask(t, d, http.MethodPost, at, body); status != want {
			t.Errorf("call %d: %d %v, want %d", i, status, o, want)
		}
	}
	if n := len(d.Messages(team)); n != 2 {
		t.Errorf("%d messages: only the second of the broken calls had an effect", n)
	}
}

func TestPermissionsAreComputed(t *testing.T) {
	d := server(t, Options{})
	for _, c := range []struct {
		user, channel string
		sees          bool
	}{
		{ben, hidden, true}, {eve, hidden, false}, {ada, hidden, true}, {ben, privateOne, false}, {ada, privateOne, true}, {ben, topic, true},
	} {
		if got := d.sees(c.user, d.channels[c.channel]); got != c.sees {
			t.Errorf("%s sees %s: %v", c.user, c.channel, got)
		}
	}
}

func TestMarkdownIsDisplayed(t *testing.T) {
	for text, want := range map[string]string{
		`a \*b\* **c** __d__ ~~e~~ ||f||`: "a *b* c d e f", "```go\nx *y*\n```": "x *y*", "`\\*`": `\*`, "[text](<https://example.org>)": "text",
		"<https://example.org>": "https://example.org", "snake_case _slanted_": "snake_case slanted", `C:\dir \\`: `C:\dir \`, "# Title": "Title",
		`\[text\](https://example.org)`: "[text](https://example.org)", "-# small": "small", "`open": "`open", "> quoted": "quoted",
	} {
		if got := displayed(text); got != want {
			t.Errorf("%q is displayed as %q, want %q", text, got, want)
		}
	}
}

func TestCommandsKeepTheirIDs(t *testing.T) {
	d := server(t, Options{})
	was := d.RegisteredCommands()[0]["id"]
	at := "/applications/" + d.o.Application
	for _, path := range []string{"/commands", "/guilds/" + d.o.Guild + "/commands"} {
		if status, _, _ := call(t, d, http.MethodPut, at+path, `[{"name":"draft","description":"Draft"}]`, "Bot "+d.o.Token); status != http.StatusOK {
			t.Fatalf("%s: %d", path, status)
		}
	}
	if got := d.RegisteredCommands(); len(got) != 1 || got[0]["id"] != was || d.RegisteredCommands(d.o.Guild)[0]["id"] == was || d.CommandWrites() != 2 {
		t.Errorf("commands: %v, %d writes", got, d.CommandWrites())
	}
}
