package slacktest

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestPlainText(t *testing.T) {
	for mrkdwn, want := range map[string]string{
		"*bold* and _soft_, ~gone~ `code`": "bold and soft, gone code",
		"*_both_*":                         "both",
		"2 * 3 * 4 and snake_case_name":    "2 * 3 * 4 and snake_case_name",
		"a &lt; b &amp;amp; c":             "a < b &amp; c",
		"see <https://x.example/a|here>":   "see here",
		"see <https://x.example/a>":        "see https://x.example/a",
		"<@U0ADA00001> in <#C0|team>":      "@U0ADA00001 in #team",
		"```\npre *x*\n```":                "\npre x\n",
	} {
		if got := plainText(mrkdwn); got != want {
			t.Errorf("%q shows %q, want %q", mrkdwn, got, want)
		}
	}
}

func TestVisibleIsWhatAPersonSees(t *testing.T) {
	s := workspace(t, Options{})
	a := listening(t, s)
	c := client(s)
	root := s.Say(ada, team, "", "who writes?")
	if _, _, err := c.PostMessageContext(t.Context(), team, append(card("a draft"), slack.MsgOptionTS(root))...); err != nil {
		t.Fatal(err)
	}
	s.Say(ben, team, "", "later")
	if _, err := c.PostEphemeralContext(t.Context(), team, ada, slack.MsgOptionText("for ada alone", true)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.PostMessageContext(t.Context(), ada, slack.MsgOptionText("to ada", true), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()); err != nil {
		t.Fatal(err)
	}
	s.Say(ben, secret, "", "the secret")
	s.GlobalShortcut(ada, "ask")
	if _, err := c.OpenViewContext(t.Context(), a.click().TriggerID, form()); err != nil {
		t.Fatal(err)
	}
	want := "who writes?\na draft\nApprove\nWhich?\nOne\nTwo\nlater\nfor ada alone\nto ada\nChanges\nWish\nshorter\nTone\nWarm\nDry\nWho\nOptional\nWho\nSend"
	if got := s.Visible(ada, team); got != want {
		t.Errorf("ada sees\n%s\nwant\n%s", got, want)
	}
	if got := s.Visible(ben, team); strings.Contains(got, "ada alone") || strings.Contains(got, "to ada") || !strings.Contains(got, "a draft") {
		t.Errorf("ben sees\n%s", got)
	}
	if got := s.Visible(eve, secret) + s.Visible(ada, secret); strings.Contains(got, "the secret") {
		t.Errorf("who is no member sees\n%s", got)
	}
}

func TestDirectMessages(t *testing.T) {
	s := workspace(t, Options{})
	a := listening(t, s)
	s.Say(ada, s.DM(ada), "", "help, @brouillon")
	if e := s.Events(); len(e) != 1 || !strings.Contains(string(a.last()), `"channel_type":"im"`) {
		t.Errorf("events: %+v, the last %s", e, a.last())
	}
	if got := s.Messages(s.DM(ada)); len(got) != 1 {
		t.Errorf("messages: %+v", got)
	}
}

func TestMembershipIsToldWhereTheBotIs(t *testing.T) {
	s := workspace(t, Options{})
	s.DM(ben)
	got, _, err := client(s).GetConversationsForUserContext(t.Context(), &slack.GetConversationsForUserParameters{
		UserID: ben, Types: []string{"public_channel", "private_channel", "im"}, Limit: 100,
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range got {
		ids = append(ids, c.ID)
	}
	if want := team + " " + secret + " " + s.DM(ben); strings.Join(ids, " ") != want {
		t.Errorf("ben is in %q, want %q: not in hidden, where the bot is not", ids, want)
	}
}
