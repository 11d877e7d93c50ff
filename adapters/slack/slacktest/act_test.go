package slacktest

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestCommandTextIsEscaped(t *testing.T) {
	s := workspace(t, Options{})
	a := listening(t, s)
	for typed, want := range map[string]string{
		"a < b & c":                     "a &lt; b &amp; c",
		"for @ada, @nobody in #team":    "for <@" + ada + "|ada>, @nobody in <#" + team + "|team>",
		"ask @editors":                  "ask <!subteam^S0EDIT0001|@editors>",
		"mail a@ada.example.org":        "mail a@ada.example.org",
		"<@" + ben + "> as on the wire": "<@" + ben + "> as on the wire",
	} {
		s.Command(ada, team, "/draft", typed)
		if got := a.typed[len(a.typed)-1].Text; got != want {
			t.Errorf("%q arrives as %q, want %q", typed, got, want)
		}
	}
}

func TestClicksAreWhole(t *testing.T) {
	s := workspace(t, Options{})
	a := listening(t, s)
	c := client(s)
	_, ts, err := c.PostMessageContext(t.Context(), team, card("a draft")...)
	if err != nil {
		t.Fatal(err)
	}
	s.Click(ben, team, ts, "approve")
	i := a.click()
	if i.Type != slack.InteractionTypeBlockActions || i.User.ID != ben || i.User.Name != "ben" || i.Channel.ID != team ||
		i.Message.Timestamp != ts || i.Container.MessageTs != ts || len(i.Message.Blocks.BlockSet) != 2 || i.ResponseURL == "" {
		t.Errorf("the click is not whole: %+v", i)
	}
	if b := i.ActionCallback.BlockActions; len(b) != 1 || b[0].ActionID != "approve" || b[0].Value != "d1" || b[0].BlockID != "b1" || b[0].Text.Text != "Approve" {
		t.Errorf("the action is not whole: %+v", b)
	}
	s.Click(ben, team, ts, "variant", "two")
	if b := a.click().ActionCallback.BlockActions; b[0].SelectedOption.Value != "two" {
		t.Errorf("picked %+v", b[0])
	}
}

func TestModalsComeAndGo(t *testing.T) {
	now := time.Unix(1_770_000_000, 0)
	s := workspace(t, Options{Now: func() time.Time { return now }})
	a := listening(t, s)
	c := client(s)
	s.GlobalShortcut(ada, "ask")
	trigger := a.click().TriggerID
	v, err := c.OpenViewContext(t.Context(), trigger, form())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.OpenViewContext(t.Context(), trigger, form()); err == nil || err.Error() != "exchanged_trigger_id" {
		t.Errorf("a trigger used twice: %v", err)
	}
	if _, err := c.UpdateViewContext(t.Context(), form(), "", "1.OLD", v.ID); err == nil || err.Error() != "hash_conflict" {
		t.Errorf("an update with an old hash: %v", err)
	}
	if _, err := c.UpdateViewContext(t.Context(), form(), "", v.Hash, v.ID); err != nil {
		t.Errorf("an update: %v", err)
	}
	a.answers(0, `{"response_action":"errors","errors":{"wish":"Say more."}}`)
	s.Submit(ada, v.ID, map[string]string{"tone.tone": "dry", "who": ada + "," + ben})
	state := a.click().View.State.Values
	if w := state["wish"]["wish"].Value; w != "shorter" {
		t.Errorf("the initial value arrives as %q", w)
	}
	if got := state["tone"]["tone"].SelectedOption.Value; got != "dry" {
		t.Errorf("the tone arrives as %q", got)
	}
	if got := state["who"]["who"].SelectedUsers; strings.Join(got, ",") != ada+","+ben {
		t.Errorf("the users arrive as %q", got)
	}
	if _, open := s.View(ada); !open {
		t.Error("a modal with errors was closed")
	}
	a.answers(0, "")
	s.Submit(ada, "", nil)
	if _, open := s.View(ada); open {
		t.Error("a submitted modal is still open")
	}
	if _, err := c.UpdateViewContext(t.Context(), form(), "", "", v.ID); err == nil || err.Error() != "not_found" {
		t.Errorf("an update of a closed modal: %v", err)
	}
}

func TestTriggersGrowOld(t *testing.T) {
	now := time.Unix(1_770_000_000, 0)
	s := workspace(t, Options{Now: func() time.Time { return now }})
	a := listening(t, s)
	c := client(s)
	s.GlobalShortcut(ada, "ask")
	now = now.Add(triggerLife + time.Millisecond)
	if _, err := c.OpenViewContext(t.Context(), a.click().TriggerID, form()); err == nil || err.Error() != "expired_trigger_id" {
		t.Errorf("an old trigger: %v", err)
	}
	s.GlobalShortcut(ada, "ask")
	s.ExpireTriggers()
	if _, err := c.OpenViewContext(t.Context(), a.click().TriggerID, form()); err == nil || err.Error() != "expired_trigger_id" {
		t.Errorf("an expired trigger: %v", err)
	}
}

func TestModalsHoldPeopleBack(t *testing.T) {
	for name, c := range map[string]struct {
		values map[string]string
		want   string
	}{
		"nothing picked":  {nil, "it is required, and empty"},
		"emptied":         {map[string]string{"wish": "", "tone": "dry"}, "it is required, and empty"},
		"too long":        {map[string]string{"wish": strings.Repeat("x", 21), "tone": "dry"}, "at most 20"},
		"no such option":  {map[string]string{"tone": "loud"}, "no option that can be picked"},
		"no such user":    {map[string]string{"tone": "dry", "who": "U0"}, "no user that can be picked"},
		"no such input":   {map[string]string{"tone": "dry", "when": "now"}, `no input "when"`},
		"nothing is open": {nil, "no such modal"},
	} {
		t.Run(name, func(t *testing.T) {
			s, r := red(t, Options{})
			a := listening(t, s)
			s.GlobalShortcut(ada, "ask")
			if !strings.HasPrefix(c.want, "no such modal") {
				if _, err := client(s).OpenViewContext(t.Context(), a.click().TriggerID, form()); err != nil {
					t.Fatal(err)
				}
			}
			if said := r.Ends(func() { s.Submit(ada, "", c.values) }); !strings.Contains(said, c.want) {
				t.Errorf("the test ended with %q, want %q", said, c.want)
			}
		})
	}
}

func TestResponseURLsWearOut(t *testing.T) {
	s := workspace(t, Options{})
	a := listening(t, s)
	c := client(s)
	s.Command(ada, team, "/draft", "x")
	at := a.typed[0].ResponseURL
	for range hookUses {
		if _, _, err := c.PostMessageContext(t.Context(), team, slack.MsgOptionResponseURL(at, slack.ResponseTypeEphemeral), slack.MsgOptionText("working", true)); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := c.PostMessageContext(t.Context(), team, slack.MsgOptionResponseURL(at, slack.ResponseTypeEphemeral), slack.MsgOptionText("working", true)); err == nil {
		t.Error("a response_url can be used a sixth time")
	}
	if got := s.Ephemerals(ada); len(got) != hookUses || got[0].Text != "working" {
		t.Errorf("ephemerals: %+v", got)
	}
}

func TestEventsAreDeliveredAgain(t *testing.T) {
	s := workspace(t, Options{})
	a := listening(t, s)
	a.answers(500, "")
	s.Say(ada, team, "", "good morning")
	if e := s.Events(); len(e) != 1 || e[0].Attempts != 4 || e[0].Acked() {
		t.Fatalf("deliveries: %+v", e)
	}
	if h := a.headers[3]; h.Get("X-Slack-Retry-Num") != "3" || h.Get("X-Slack-Retry-Reason") != "http_error" {
		t.Errorf("the headers of the last attempt: %v", h)
	}
	a.answers(0, "")
	if r := s.Replay(s.Events()[0]); !r.Acked() || string(a.raw[0]) != string(a.raw[4]) {
		t.Errorf("the replay is not the same: %+v", r)
	}
	if r := s.Verify(); !r.Acked() {
		t.Errorf("url_verification: %+v", r)
	}
}

func TestLateIsLate(t *testing.T) {
	s := workspace(t, Options{AckLimit: 50 * time.Millisecond})
	a := listening(t, s)
	a.mu.Lock() // the app hangs
	r := s.Command(ada, team, "/draft", "x")
	a.mu.Unlock()
	if !r.Late || r.Acked() || r.Attempts != 1 {
		t.Errorf("the reply of an app that hangs: %+v", r)
	}
}
