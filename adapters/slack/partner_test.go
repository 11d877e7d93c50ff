package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// Paula is of another company, in a channel that is shared with it.
const (
	paula   = "U0PAULA001"
	partner = "T0OTHER001"
)

// shareWithPartner lets Paula into the channel. Administering her own company is
// no authority here.
func (s *stage) shareWithPartner() {
	s.User(slacktest.User{ID: paula, Name: "paula", Team: partner, Admin: true})
	s.Slack.Channel(slacktest.Channel{ID: launch, Name: "launch", BotIn: true, ExtShared: true, Members: []string{ada, lea, marc, paula}})
}

// foreign are the drafts that were kept under the other company's name.
func (s *stage) foreign() int {
	s.t.Helper()
	all, err := s.core.Drafts(s.Ctx, copilot.Filter{Tenant: copilot.Tenant{Platform: "slack", Workspace: partner}, Limit: 10})
	if err != nil {
		s.t.Fatal(err)
	}
	return len(all)
}

// TestPartnersAreNoResidents: what people of another company do in a shared channel
// comes with their company's id, and still is looked at as what they are here.
func TestPartnersAreNoResidents(t *testing.T) {
	for name, do := range map[string]func(*stage){
		"mention": func(s *stage) { s.Say(paula, launch, "", s.bot()+" draft our launch") },
		"click":   func(s *stage) { s.Click(paula, launch, s.card(launch).TS, "act.withdraw") },
		"approve": func(s *stage) { s.Click(paula, launch, s.card(launch).TS, "act.approve") },
		"submission": func(s *stage) {
			s.Click(paula, launch, s.card(launch).TS, "act.edit?")
			s.door.Wait()
			if r := s.Submit(paula, "", map[string]string{"text.1/0": "Buy ours."}); !strings.Contains(string(r.Body), "another company") {
				s.t.Errorf("the form is answered %s", r.Body)
			}
			s.CloseView(paula)
		},
		"settings": func(s *stage) { s.Command(paula, launch, "/copilot", "approvers @paula") },
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, setting{}, func(t *testing.T, s *stage) {
				s.shareWithPartner()
				s.approvers(paula, marc)
				s.asks(lea, "/draft", "variants:1 our launch")
				do(s)
				s.rest()
				if name != "submission" {
					s.hears(paula, "another company")
				}
				if d := s.newest(); len(s.drafts()) != 1 || s.foreign() != 0 || d.State() != copilot.Pending || d.Latest().Number != 1 {
					t.Errorf("%d drafts, %d of the other company, one %s: %+v", len(s.drafts()), s.foreign(), d.State(), d.Latest())
				}
			})
		})
	}
}

// TestPartnersTakeBack: what another company's people edit or delete is followed
// through in the one workspace that kept something of it.
func TestPartnersTakeBack(t *testing.T) {
	s := overHTTP(t, setting{written: ofTheSecond})
	s.shareWithPartner()
	root := s.Say(lea, launch, "", "The launch is on Thursday.")
	said := s.Say(paula, launch, root, "Our stand is in hall four.")
	s.Shortcut(lea, launch, root, "summarize_thread")
	s.rest()
	if !strings.Contains(plain(s.card(s.DM(lea))), "hall four") {
		t.Fatalf("the summary is %s", plain(s.card(s.DM(lea))))
	}
	s.Delete(paula, launch, said)
	s.rest()
	if told := plain(s.card(s.DM(lea))); strings.Contains(told, "hall four") {
		t.Errorf("still says %s", told)
	}
}

// ofTheSecond is a summary that rests on the second message.
func ofTheSecond(copilot.Prompt) string { return "=== tldr\n- Our stand is in hall four. [m2]\n" }

// TestBeforeSlackHasAnswered: while nobody knows where the app is installed, what
// was acknowledged is not lost, and still nobody is taken for a resident.
func TestBeforeSlackHasAnswered(t *testing.T) {
	s := overHTTP(t, setting{})
	s.shareWithPartner()
	s.Status("auth.test", 503, 0)
	s.asks(lea, "/draft", "variants:1 our launch")
	if d := s.newest(); d.Place.Workspace != s.Options().Team {
		t.Errorf("it is kept under %q", d.Place.Workspace)
	}
	s.Click(paula, launch, s.card(launch).TS, "act.withdraw")
	s.rest()
	if d := s.newest(); d.State() != copilot.Pending {
		t.Errorf("it is %s", d.State())
	}
}
