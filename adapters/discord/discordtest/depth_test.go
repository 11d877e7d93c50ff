package discordtest

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/platformtest"
)

const picker = `{"type":4,"data":{` + quiet + `,"content":"pick","components":[
	{"type":1,"components":[{"type":5,"custom_id":"who"}]},{"type":1,"components":[{"type":6,"custom_id":"role"}]},
	{"type":1,"components":[{"type":7,"custom_id":"both","max_values":2}]},
	{"type":1,"components":[{"type":3,"custom_id":"what","options":[{"label":"One","value":"1"},{"label":"Two","value":"2"}]}]}]}}`

func TestSelectsAreChosenFrom(t *testing.T) {
	d, said := red(t, Options{})
	a := listening(t, d)
	a.answers(picker)
	r := d.Command(ada, team, "draft", map[string]any{"about": "x"})
	a.answers(`{"type":6}`)
	for id, values := range map[string][]string{"who": {ben}, "role": {editors}, "both": {ben, editors}, "what": {"2"}} {
		d.Select(ben, team, r.Message, id, values...)
		data := asObject(a.last()["data"])
		if got := list(data, "values"); len(got) != len(values) || got[0] != values[0] || (id != "what") != (data["resolved"] != nil) {
			t.Errorf("%s: %v", id, data)
		}
	}
	if got := said.Ends(func() { d.Select(ben, team, r.Message, "what", "3") }); !strings.Contains(got, "is no option") {
		t.Errorf("an option that is not there: %q", got)
	}
}

func TestForgeriesArrive(t *testing.T) {
	d, said := red(t, Options{})
	a := listening(t, d)
	a.answers(`{"type":6}`)
	d.ForgeClick(eve, team, "1600000000000000001", "act.approve|forged")
	if got := str(asObject(a.last()["message"]), "id"); got != "1600000000000000001" {
		t.Errorf("the click of a message that is not there: %q", got)
	}
	a.answers(`{"type":4,"data":{"content":"No",` + quiet + `,"flags":64}}`)
	r := d.ForgeSubmit(eve, team, "act.changes|forged", map[string]string{"wish": "more"})
	if r.Type != 4 || d.Replay(r).Type != 0 {
		t.Errorf("a form that was never open: %+v", r)
	}
	if got := d.Ephemerals(eve); len(got) != 1 {
		t.Errorf("delivered twice, answered %d times", len(got))
	}
	id := d.Ephemerals(eve)[0].ID
	if _, o := ask(t, d, http.MethodPatch, "/channels/"+team+"/messages/"+id, message(`"content":"x"`)); num(o, "code") != 10008 {
		t.Errorf("the bot's token reaches an ephemeral: %v", o)
	}
	if _, o := ask(t, d, http.MethodPatch, "/channels/"+team+"/messages/"+d.Say(ben, team, "mine"), message(`"content":"x"`)); num(o, "code") != 50005 {
		t.Errorf("the bot edits what others wrote: %v", o)
	}
	if got := said.Said(); strings.Count(got, "discordtest:") != 1 || !strings.Contains(got, "of another author") {
		t.Errorf("the test says %q", got)
	}
}

func TestUserInstallsHaveFiveFollowUps(t *testing.T) {
	d := server(t, Options{})
	listening(t, d)
	d.Guild(Guild{ID: "1200000000000000009", UserInstalled: true})
	d.Channel(Channel{ID: "1500000000000000099", Guild: "1200000000000000009"})
	r := d.Command(ben, "1500000000000000099", "draft", map[string]any{"about": "x"})
	at := "/webhooks/" + d.o.Application + "/" + r.Token
	for i := range 7 {
		status, o := ask(t, d, http.MethodPost, at, message(`"content":"x"`))
		if want := i < 6; (status == http.StatusOK) != want { // the first takes the defer's place
			t.Errorf("follow-up %d: %d %v", i, status, o)
		}
	}
	if _, o := ask(t, d, http.MethodGet, "/channels/1500000000000000099/messages", ""); num(o, "code") != 50001 {
		t.Errorf("the bot is not there, and reads: %v", o)
	}
}

func TestTokensAreGoodOnceAnswered(t *testing.T) {
	d := New(&platformtest.Recorder{TB: t}, Options{Patience: 30 * time.Millisecond})
	d.User(User{ID: ada})
	d.Channel(Channel{ID: team})
	d.Register(`[{"name":"draft","description":"b"}]`)
	a := listening(t, d)
	a.answers("")
	r := d.Command(ada, team, "draft", nil)
	at := "/webhooks/" + d.o.Application + "/" + r.Token + "/messages/@original"
	if _, o := ask(t, d, http.MethodPatch, at, message(`"content":"x"`)); num(o, "code") != 10015 {
		t.Errorf("before the answer: %v", o)
	}
}

func TestDirectMessages(t *testing.T) {
	d := server(t, Options{})
	_, o := ask(t, d, http.MethodPost, "/users/@me/channels", `{"recipient_id":"`+ben+`"}`)
	at := "/channels/" + str(o, "id") + "/messages"
	if status, o := ask(t, d, http.MethodPost, at, message(`"content":"hello"`)); status != http.StatusOK {
		t.Errorf("a direct message: %v", o)
	}
	if got := d.Direct(ben); len(got) != 1 || got[0].Content != "hello" {
		t.Errorf("direct: %+v", got)
	}
	d.Change(ben, func(u *User) { u.Refuses = true })
	if _, o := ask(t, d, http.MethodPost, at, message(`"content":"hello"`)); num(o, "code") != 50007 {
		t.Errorf("to one who refuses: %v", o)
	}
}

func TestRawSignatures(t *testing.T) {
	d := server(t, Options{})
	listening(t, d)
	for name, mutate := range map[string]func(http.Header){
		"none":  func(h http.Header) { h.Del("X-Signature-Ed25519") },
		"older": func(h http.Header) { h.Set("X-Signature-Timestamp", "1") },
	} {
		if resp := d.SendRaw([]byte(`{"type":1}`), mutate); resp.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
	}
	if resp := d.SendRaw([]byte(`{"type":1}`), nil); resp.StatusCode != http.StatusOK {
		t.Errorf("a good one: %d", resp.StatusCode)
	}
}

func TestReasonsAreToldOnce(t *testing.T) {
	d, said := red(t, Options{})
	for range 3 {
		ask(t, d, http.MethodPost, "/channels/"+team+"/messages", `{"content":"x"}`)
	}
	if got := said.Said(); strings.Count(got, "no allowed_mentions") != 1 {
		t.Errorf("told: %q", got)
	}
}

func TestChecksCanBeTakenBack(t *testing.T) {
	d, said := red(t, Options{Unchecked: []string{CheckAllowedMentions, CheckMentions, CheckLinks, CheckLabel, CheckSchema}})
	body := strings.Replace(strings.ReplaceAll(card, quiet+",", ""), "✏️ **DRAFT", "@everyone https://example.org", 1)
	if status, o := ask(t, d, http.MethodPost, "/channels/"+team+"/messages", body); status != http.StatusOK || said.Said() != "" {
		t.Errorf("%d %v: %s", status, o, said.Said())
	}
}

func TestBlanksAreDropped(t *testing.T) {
	d, said := red(t, Options{})
	at := "/channels/" + team + "/messages"
	_, o := ask(t, d, http.MethodPost, at, message(`"content":" \n x \n"`))
	if got := str(o, "content"); got != "x" {
		t.Errorf("the content is %q", got)
	}
	if _, o := ask(t, d, http.MethodPost, at, message(`"content":" \n "`)); num(o, "code") != 50006 || !strings.Contains(said.Said(), "neither content") {
		t.Errorf("a blank message: %v", o)
	}
}

func TestFormsStayWhenNobodyAnswers(t *testing.T) {
	d := server(t, Options{Unchecked: []string{CheckAnswered}})
	a := listening(t, d)
	a.answers(`{"type":9,"data":{"custom_id":"a","title":"T","components":[{"type":1,"components":[{"type":4,"custom_id":"b","label":"L","style":1}]}]}}`)
	d.Command(ada, team, "draft", map[string]any{"about": "x"})
	a.mu.Lock()
	a.status = http.StatusInternalServerError
	a.mu.Unlock()
	if r := d.Submit(ada, map[string]any{"b": "x"}); r.Answered() || r.Status != http.StatusInternalServerError {
		t.Errorf("the answer is %+v", r)
	}
	if _, open := d.Modal(ada); !open {
		t.Error("the form is gone, with all that was typed")
	}
	d.CloseModal(ada)
	if _, open := d.Modal(ada); open {
		t.Error("a closed form is open")
	}
}
