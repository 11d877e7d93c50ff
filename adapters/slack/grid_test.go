package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// TestOrganization: an app that is installed for a whole organization does all that
// one of a single workspace does, and keys what it keeps by the organization.
func TestOrganization(t *testing.T) {
	onBoth(t, setting{slack: slacktest.Options{Enterprise: "E0ACME0001", EnterpriseInstall: true}}, func(t *testing.T, s *stage) {
		const wanda = "W0WANDA001"
		s.User(slacktest.User{ID: wanda, Name: "wanda"})
		s.User(slacktest.User{ID: "W0ADMIN001", Name: "admin", Admin: true})
		s.Group(slacktest.Group{ID: "S0TEAM0001", Handle: "editors", Users: []string{wanda}})
		s.Slack.Channel(slacktest.Channel{ID: launch, Name: "launch", BotIn: true, Members: []string{lea, marc, wanda}})
		s.SeedHistory(launch, 3, []string{lea, wanda})
		s.Command("W0ADMIN001", launch, "/copilot", "approvers @editors")
		s.door.Wait()
		s.Submit("W0ADMIN001", "", nil)
		s.asks(lea, "/draft", "variants:1 our launch")
		s.asks(lea, "/summarize", "50")
		if said := plain(s.card(s.DM(lea))); !strings.Contains(said, "The launch is on Thursday.") {
			t.Errorf("the summary is %s", said)
		}
		s.OpenHome(wanda)
		s.door.Wait()
		if v, _ := s.Home(wanda); !strings.Contains(v.Plain(), "The text alpha is out.") {
			t.Errorf("the Home is %s", v.Plain())
		}
		s.Click(wanda, launch, s.card(launch).TS, "act.approve")
		s.rest()
		all, err := s.core.Drafts(s.Ctx, copilot.Filter{Tenant: copilot.Tenant{Platform: "slack", Workspace: "E0ACME0001"}})
		if err != nil || len(all) != 1 || all[0].State() != copilot.Approved {
			t.Errorf("%d drafts, %v: %s", len(all), err, s.whispers(wanda))
		}
	})
}
