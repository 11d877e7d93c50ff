package slack_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// TestStats is told to whoever asks alone, in their language; the figures of all channels, to
// administrators. Whoever is denied may not ask.
func TestStats(t *testing.T) {
	s := overHTTP(t, setting{})
	s.asks(lea, "/draft", "variants:1 our launch")
	if said := s.says(lea, "stats 7"); !strings.Contains(said, "Key figures of this channel, last 7 days:") || !strings.Contains(said, "Drafts: 1 (/draft 1)") || strings.Contains(said, "All channels") {
		t.Errorf("told %q", said)
	}
	if said := s.says(ada, "stats"); !strings.Contains(said, "All channels together, last 30 days:") {
		t.Errorf("an administrator is told %q", said)
	}
	if said := s.says(marc, "chiffres trimestre"); !strings.Contains(said, "Chiffres clés de ce canal, 90 derniers jours") || strings.Contains(said, "canaux réunis") {
		t.Errorf("told %q", said)
	}
	if said := s.says(lea, "stats 12"); !strings.Contains(said, "7, 30 or 90 days") {
		t.Errorf("asked for twelve days, told %q", said)
	}
	if n := len(s.ours(launch)); n != 1 {
		t.Errorf("%d messages in the channel", n)
	}
	s.denies("@" + marc)
	if said := s.says(marc, "stats"); !strings.Contains(said, "Je ne suis pas à votre disposition") {
		t.Errorf("somebody who is denied is told %q", said)
	}
}

// TestStatsLink: with the figures goes a link to where they are drawn, for whoever asked
// alone, as long as they may see them; whether those of all channels are among them is as
// the answer says.
func TestStatsLink(t *testing.T) {
	onBoth(t, setting{plots: drawnAt}, func(t *testing.T, s *stage) {
		s.asks(lea, "/draft", "variants:1 our launch")
		for _, c := range []struct{ who, words, want string }{
			{lea, "stats 7", "\nThe same with plots, as a table and as CSV. The link is for you alone and opens for an hour.\n<https://drafts.example.com/figures/T-" + launch + "-" + lea + "-false-7|Open the plots>"},
			{ada, "stats", "\n<https://drafts.example.com/figures/T-" + launch + "-" + ada + "-true-30|Open the plots>"},
			{marc, "chiffres trimestre", "\n<https://drafts.example.com/figures/T-" + launch + "-" + marc + "-false-90|Ouvrir les graphiques>"},
		} {
			r := s.Command(c.who, launch, "/copilot", c.words)
			said, _ := r.JSON["text"].(string)
			if !strings.HasSuffix(said, c.want) || r.JSON["response_type"] != "ephemeral" || r.JSON["unfurl_links"] != false || r.JSON["unfurl_media"] != false {
				t.Errorf("%s, %s: told %v", c.who, c.words, r.JSON)
			}
		}
		for _, words := range []string{"usage", "stats 12", "facts"} {
			if said := s.says(ada, words); strings.Contains(said, "/figures/") {
				t.Errorf("%s: told %q", words, said)
			}
		}
		s.Slack.Channel(slacktest.Channel{ID: "C0SECRET01", Name: "secret", Private: true, Members: []string{lea}})
		said := ""
		for range 20 { // on a machine with much else to do it may not be known in time
			said, _ = s.Command(lea, "C0SECRET01", "/copilot", "stats").JSON["text"].(string)
			if !strings.Contains(said, "/figures/") {
				break
			}
		}
		if !strings.Contains(said, "No drafts in this channel") || strings.Contains(said, "/figures/") {
			t.Errorf("where the bot does not know who is in it, told %q", said)
		}
	})
}

// TestSees: who may be told figures is who is of the workspace and in the channel, a minute ago
// at most; those of all, who administers it.
func TestSees(t *testing.T) {
	s := overHTTP(t, setting{})
	s.shareWithPartner()
	guest := "U0GUEST001"
	s.User(slacktest.User{ID: guest, Name: "guest", Restricted: true})
	s.Slack.Channel(slacktest.Channel{ID: launch, Name: "launch", BotIn: true, ExtShared: true, Members: []string{ada, lea, guest, paula}})
	sees := func(who string, at copilot.Place, whole, want bool) {
		t.Helper()
		got, err := s.chat.Sees(s.Ctx, copilot.Person{Platform: slack.Platform, ID: who}, at, whole)
		if err != nil || got != want {
			t.Errorf("%s sees, whole %v: %v, %v", who, whole, got, err)
		}
	}
	for who, may := range map[string][2]bool{ada: {true, true}, lea: {true, false}, guest: {true, false}, marc: {false, false}, paula: {false, false}, "U0NOBODY01": {false, false}} {
		sees(who, s.place(), false, may[0])
		sees(who, s.place(), true, may[1])
	}
	elsewhere, nowhere := s.place(), s.place()
	elsewhere.Workspace, nowhere.Channel = partner, "C0NOWHERE1"
	sees(ada, elsewhere, false, false)
	sees(ada, nowhere, false, false)

	s.User(slacktest.User{ID: ada, Name: "ada", RealName: "Ada Stone"}) // administers no more
	s.User(slacktest.User{ID: guest, Name: "guest", Restricted: true, Deleted: true})
	s.Slack.Channel(slacktest.Channel{ID: launch, Name: "launch", BotIn: true, Members: []string{ada, guest}})
	s.Clock.Forward(time.Minute)
	sees(ada, s.place(), false, true)
	sees(ada, s.place(), true, false)
	sees(lea, s.place(), false, false)
	sees(guest, s.place(), false, false)
	s.Fail("users.conversations", "internal_error", 99)
	s.Clock.Forward(time.Minute)
	if got, err := s.chat.Sees(s.Ctx, copilot.Person{Platform: slack.Platform, ID: ada}, s.place(), false); got || err == nil {
		t.Errorf("while Slack does not say: %v, %v", got, err)
	}
}

// drawnAt is where figures are drawn in these tests.
func drawnAt(at copilot.Place, by copilot.Person, whole bool, days int) string {
	return fmt.Sprintf("https://drafts.example.com/figures/%.1s-%s-%s-%v-%d", at.Workspace, at.Channel, by.ID, whole, days)
}
