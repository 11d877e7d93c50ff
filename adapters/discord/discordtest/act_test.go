package discordtest

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestCommandIsDeferredAndAnswered(t *testing.T) {
	d := server(t, Options{})
	a := listening(t, d)
	d.Ping()
	r := d.Command(ada, thread, "draft", map[string]any{"about": "a launch", "count": 2, "who": ben})
	if r.Type != 5 || !r.Answered() {
		t.Fatalf("the answer is %+v", r)
	}
	i := a.last()
	member, ch := asObject(i["member"]), asObject(i["channel"])
	if str(i, "locale") != "fr" || str(member, "nick") != "Ada" || num(ch, "type") != PublicThread || str(ch, "parent_id") != team {
		t.Errorf("the payload is %v", i)
	}
	if !strings.Contains(d.Visible(ben, thread), thinking) {
		t.Errorf("nobody sees the bot think: %q", d.Visible(ben, thread))
	}
	at := "/webhooks/" + d.o.Application + "/" + r.Token
	if status, o := ask(t, d, http.MethodPatch, at+"/messages/@original", card); status != http.StatusOK || str(o, "id") != r.Message {
		t.Fatalf("the edit is answered with %d %v", status, o)
	}
	want := "✏️ DRAFT · needs human sign-off\nDraft\nThe text* is out.\nDRAFT · needs human sign-off\nApprove\nReject"
	if got := d.Visible(ben, thread); got != want {
		t.Errorf("visible: %q, want %q", got, want)
	}
	a.answers(`{"type":6}`)
	if r := d.Click(ben, thread, r.Message, "act.app"); r.Type != 6 {
		t.Errorf("the click is answered with %+v", r)
	}
	if id := str(asObject(a.last()["data"]), "custom_id"); id != "act.approve|d1|1|abc" {
		t.Errorf("clicked %q", id)
	}
	a.answers(`{"type":4,"data":{"content":"Only you",` + quiet + `,"flags":64}}`)
	d.MessageCommand(ada, thread, r.Message, "Draft a reply")
	if got := d.Ephemerals(ada); len(got) != 1 || got[0].Content != "Only you" {
		t.Errorf("ephemerals: %+v", got)
	}
	if strings.Contains(d.Visible(ben, thread), "Only you") || !strings.Contains(d.Visible(ada, thread), "Only you") {
		t.Error("an ephemeral is seen by whom it should not be, or not by whom it should")
	}
}

func TestFormsComeAndGo(t *testing.T) {
	d, said := red(t, Options{})
	a := listening(t, d)
	a.answers(`{"type":9,"data":{"custom_id":"approvers","title":"Who may sign off","components":[
		{"type":18,"label":"People and roles","component":{"type":7,"custom_id":"who","min_values":0,"max_values":5,"required":false}},
		{"type":1,"components":[{"type":4,"custom_id":"why","label":"Why","style":2,"min_length":3,"max_length":10,"value":"because"}]}]}}`)
	d.Command(ada, team, "copilot approvers", nil)
	if m, open := d.Modal(ada); !open || m.Plain() != "Who may sign off\nPeople and roles\nWhy\nbecause" {
		t.Fatalf("the form is %q", m.Plain())
	}
	for what, values := range map[string]map[string]any{
		"takes 3 to 10": {"why": "x"}, "is required": {"why": ""}, "cannot be chosen": {"who": []string{team}}, "has nothing with": {"when": "now"},
	} {
		if got := said.Ends(func() { d.Submit(ada, values) }); !strings.Contains(got, what) {
			t.Errorf("submitting %v: %q, want %q", values, got, what)
		}
	}
	said.Forget()
	a.answers(`{"type":4,"data":{"content":"Kept",` + quiet + `,"flags":64}}`)
	d.Submit(ada, map[string]any{"who": []string{ben, editors}})
	data := asObject(a.last()["data"])
	label := asObject(list(data, "components")[0])
	if got := list(asObject(label["component"]), "values"); len(got) != 2 || asObject(asObject(data["resolved"])["roles"])[editors] == nil {
		t.Errorf("submitted: %v", data)
	}
	if _, open := d.Modal(ada); open {
		t.Error("a submitted form is still open")
	}
	if got := said.Said(); got != "" {
		t.Error(got)
	}
}

func TestAutocompletionOffers(t *testing.T) {
	d := server(t, Options{})
	a := listening(t, d)
	a.answers(`{"type":8,"data":{"choices":[{"name":"LinkedIn","value":"linkedin"}]}}`)
	got := d.Autocomplete(ada, team, "draft", "network", "li", map[string]any{"about": "x"})
	if len(got) != 1 || got[0].Value != "linkedin" {
		t.Errorf("offered: %+v", got)
	}
}

func TestDirectMessagesAndUserInstalls(t *testing.T) {
	d := server(t, Options{})
	a := listening(t, d)
	d.Command(ben, d.DM(ben), "draft", map[string]any{"about": "x"})
	if i := a.last(); i["member"] != nil || str(asObject(i["user"]), "id") != ben || num(i, "context") != 1 || i["guild_id"] != nil {
		t.Errorf("from a direct message: %v", i)
	}
	d.Guild(Guild{ID: "1200000000000000009", UserInstalled: true})
	d.Channel(Channel{ID: "1500000000000000099", Guild: "1200000000000000009"})
	d.Command(ben, "1500000000000000099", "draft", map[string]any{"about": "x"})
	if o := asObject(a.last()["authorizing_integration_owners"]); len(o) != 1 || o["1"] != ben {
		t.Errorf("owners: %v", o)
	}
}

func TestClientsHoldPeopleBack(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*Discord)
		want string
	}{
		"no command": {func(d *Discord) { d.Command(ada, team, "shout", nil) }, "no command"},
		"required":   {func(d *Discord) { d.Command(ada, team, "draft", nil) }, "is required"},
		"too long":   {func(d *Discord) { d.Command(ada, team, "draft", map[string]any{"about": strings.Repeat("x", 21)}) }, "takes 0 to 20"},
		"too many":   {func(d *Discord) { d.Command(ada, team, "draft", map[string]any{"about": "x", "count": 6}) }, "is above 5"},
		"permission": {func(d *Discord) { d.Command(ben, team, "copilot settings", nil) }, "lacks the permission"},
		"not here":   {func(d *Discord) { d.Command(ada, d.DM(ada), "copilot settings", nil) }, "not offered"},
		"unseen":     {func(d *Discord) { d.Say(eve, hidden, "hello") }, "does not see"},
		"no button":  {func(d *Discord) { d.Click(ada, team, d.Say(d.o.Application, team, "x"), "act") }, "nothing with the custom_id"},
		"no form":    {func(d *Discord) { d.Submit(ada, nil) }, "no form is open"},
		"time-out": {func(d *Discord) {
			d.Change(ben, func(u *User) { u.TimedOutUntil = time.Now().Add(time.Hour) })
			d.Command(ben, team, "draft", map[string]any{"about": "x"})
		}, "in time-out"},
	} {
		t.Run(name, func(t *testing.T) {
			d, r := red(t, Options{})
			listening(t, d)
			if said := r.Ends(func() { c.do(d) }); !strings.Contains(said, c.want) {
				t.Errorf("the test ended with %q, want %q", said, c.want)
			}
		})
	}
}

func TestLateAnswersAreRefused(t *testing.T) {
	clock := newStanding()
	d, said := red(t, Options{Now: clock.Now, Patience: 50 * time.Millisecond})
	a := listening(t, d)
	a.answers("")
	r := d.Command(ada, team, "draft", map[string]any{"about": "x"})
	if r.Answered() || !strings.Contains(said.Said(), "not answered in time") {
		t.Errorf("no answer: %+v %q", r, said.Said())
	}
	at := "/interactions/" + r.Interaction + "/" + r.Token + "/callback"
	clock.pass(answerLimit + time.Millisecond)
	if status, o := ask(t, d, http.MethodPost, at, `{"type":5}`); status != http.StatusNotFound || num(o, "code") != 10062 {
		t.Errorf("late: %d %v", status, o)
	}
	a.answers(`{"type":5}`)
	r = d.Command(ada, team, "draft", map[string]any{"about": "x"})
	at = "/interactions/" + r.Interaction + "/" + r.Token + "/callback"
	if _, o := ask(t, d, http.MethodPost, at, `{"type":5}`); num(o, "code") != 40060 {
		t.Errorf("twice: %v", o)
	}
	clock.pass(tokenLife + time.Millisecond)
	original := "/webhooks/" + d.o.Application + "/" + r.Token + "/messages/@original"
	if status, o := ask(t, d, http.MethodPatch, original, card); status != http.StatusUnauthorized || num(o, "code") != 50027 {
		t.Errorf("an old token: %d %v", status, o)
	}
	if status, o := ask(t, d, http.MethodPatch, "/channels/"+team+"/messages/"+r.Message, card); status != http.StatusOK {
		t.Errorf("with the bot's token: %d %v", status, o)
	}
}

func TestFirstFollowUpTakesTheDefersPlace(t *testing.T) {
	d := server(t, Options{})
	listening(t, d)
	r := d.Command(ada, team, "draft", map[string]any{"about": "x"})
	at := "/webhooks/" + d.o.Application + "/" + r.Token
	if _, o := ask(t, d, http.MethodPost, at, `{"content":"one",`+quiet+`}`); str(o, "id") != r.Message {
		t.Errorf("the first follow-up is %v", o)
	}
	if _, o := ask(t, d, http.MethodPost, at+"?wait=true", `{"content":"two",`+quiet+`,"flags":64}`); str(o, "id") == r.Message {
		t.Errorf("the second follow-up is %v", o)
	}
	if len(d.Messages(team)) != 1 || len(d.Ephemerals(ada)) != 1 {
		t.Errorf("messages: %+v, ephemerals: %+v", d.Messages(team), d.Ephemerals(ada))
	}
}
