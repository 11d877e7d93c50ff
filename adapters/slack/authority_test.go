package slack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

const clicker = "U0CLICKER1"

// TestWhoMayApprove: the profile names them, and yet it is looked at who they are
// when they click. Every refusal is in the audit, and the person is told why.
func TestWhoMayApprove(t *testing.T) {
	grid := slacktest.Options{Enterprise: "E0ACME0001"}
	for _, c := range []struct {
		name     string
		slack    slacktest.Options
		user     slacktest.User
		approver string // default: the clicker
		group    []string
		fail     string // usergroups.list
		says     string // "": they may
	}{
		{name: "a full member"},
		{name: "an administrator", user: slacktest.User{Admin: true}},
		{name: "a member of the group", approver: "S0TEAM0001", group: []string{lea, clicker}},
		{name: "not of the group", approver: "S0TEAM0001", group: []string{lea}, says: "not an approver"},
		{name: "not an approver", approver: marc, says: "not an approver"},
		{name: "an administrator who is no approver", user: slacktest.User{Admin: true, Owner: true}, approver: marc, says: "not an approver"},
		{name: "the groups cannot be read", approver: "S0TEAM0001", group: []string{clicker}, fail: "internal_error", says: "cannot be checked"},
		{name: "no scope for groups", approver: "S0TEAM0001", group: []string{clicker}, fail: "missing_scope", says: "permission"},
		{name: "a plan without groups", fail: "plan_upgrade_required"},
		{name: "a guest", user: slacktest.User{Restricted: true}, says: "Guests cannot"},
		{name: "a guest of one channel", user: slacktest.User{UltraRestricted: true}, says: "Guests cannot"},
		{name: "a guest in the group", user: slacktest.User{Restricted: true}, approver: "S0TEAM0001", group: []string{clicker}, says: "Guests cannot"},
		{name: "a guest who administers", user: slacktest.User{Restricted: true, Admin: true}, says: "Guests cannot"},
		{name: "a program", user: slacktest.User{Bot: true}, says: "Programs cannot"},
		{name: "a deactivated account", user: slacktest.User{Deleted: true}, says: "deactivated"},
		{name: "a stranger", user: slacktest.User{Stranger: true, Team: "T0OTHER001"}, says: "another company"},
		{name: "another team in a shared channel", user: slacktest.User{Team: "T0OTHER001"}, says: "another company"},
		{name: "another team, an administrator there", user: slacktest.User{Team: "T0OTHER001", Admin: true}, says: "another company"},
		{name: "grid: a member of the team", slack: grid},
		{name: "grid: an id of the organization", slack: grid, user: slacktest.User{ID: "W0CLICKER1"}},
		{name: "grid: a stranger", slack: grid, user: slacktest.User{ID: "W0CLICKER1", Stranger: true, Team: "T0OTHER001"}, says: "another company"},
		{name: "grid: a guest", slack: grid, user: slacktest.User{ID: "W0CLICKER1", Restricted: true}, says: "Guests cannot"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := overHTTP(t, setting{slack: c.slack})
			if c.user.ID == "" {
				c.user.ID = clicker
			}
			s.User(c.user)
			s.Slack.Channel(slacktest.Channel{ID: launch, BotIn: true, ExtShared: true, Members: []string{ada, lea, marc, c.user.ID}})
			if c.approver == "" {
				c.approver = c.user.ID
			}
			if c.group != nil {
				s.Group(slacktest.Group{ID: "S0TEAM0001", Handle: "editors", Users: c.group})
			}
			s.approvers(c.approver)
			s.asks(lea, "/draft", "variants:1 our launch")
			if c.fail != "" {
				s.Fail("usergroups.list", c.fail, 0)
			}
			s.Click(c.user.ID, launch, s.card(launch).TS, "act.approve")
			s.rest()
			s.decided(c.user.ID, c.says)
		})
	}
}

// decided holds the newest draft to an outcome: signed when nobody refused.
func (s *stage) decided(user, refusal string) {
	s.t.Helper()
	d := s.newest()
	trail, err := s.core.Trail(s.Ctx, d.Ref())
	if err != nil {
		s.t.Fatal(err)
	}
	act := trail[len(trail)-1].Act
	if refusal == "" {
		if d.State() != copilot.Approved || act != "approve" {
			s.t.Errorf("it is %s after %q: %s", d.State(), act, s.whispers(user))
		}
		return
	}
	if d.State() != copilot.Pending || act != "refused" || trail[len(trail)-1].Person.ID != user {
		s.t.Errorf("it is %s, and the audit ends with %+v", d.State(), trail[len(trail)-1])
	}
	if told := s.whispers(user); !strings.Contains(told, refusal) {
		s.t.Errorf("told %q", told)
	}
}

// TestRevokedMeanwhile: authority is looked at when it is used, not believed for
// longer than a minute, and at once anew when Slack says that it changed.
func TestRevokedMeanwhile(t *testing.T) {
	for _, c := range []struct {
		name     string
		approver string
		change   func(*stage)
		says     string
	}{
		{"became a guest", marc, func(s *stage) {
			s.User(slacktest.User{ID: marc, Restricted: true})
			s.Clock.Forward(61 * time.Second)
		}, "Guests cannot"},
		{"left the company", marc, func(s *stage) {
			s.User(slacktest.User{ID: marc, Deleted: true})
			s.Clock.Forward(61 * time.Second)
		}, "deactivated"},
		{"left the group", "S0TEAM0001", func(s *stage) {
			s.Group(slacktest.Group{ID: "S0TEAM0001", Handle: "editors"})
			s.Clock.Forward(61 * time.Second)
		}, "not an approver"},
		{"left the group, with an event", "S0TEAM0001", func(s *stage) {
			s.Group(slacktest.Group{ID: "S0TEAM0001", Handle: "editors"})
			s.happens(`{"type":"subteam_members_changed","subteam_id":"S0TEAM0001"}`)
		}, "not an approver"},
		{"became a guest, with an event", marc, func(s *stage) {
			s.User(slacktest.User{ID: marc, Restricted: true})
			s.happens(`{"type":"user_change","user":{"id":"` + marc + `","is_restricted":true}}`)
		}, "Guests cannot"},
		{"taken from the profile", marc, func(s *stage) { s.approvers(ada) }, "not an approver"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := overHTTP(t, setting{})
			s.Group(slacktest.Group{ID: "S0TEAM0001", Handle: "editors", Users: []string{marc}})
			s.User(slacktest.User{ID: marc, Name: "marc"})
			s.approvers(c.approver)
			for _, launched := range []string{"first", "second"} {
				s.asks(lea, "/draft", "variants:1 our launch, "+launched)
			}
			all := s.ours(launch)
			s.Click(marc, launch, all[0].TS, "act.approve") // who they are is known from now on
			s.rest()
			c.change(s)
			s.Click(marc, launch, all[1].TS, "act.approve")
			s.rest()
			s.decided(marc, c.says)
		})
	}
}

// happens delivers an event.
func (s *stage) happens(event string) {
	s.t.Helper()
	body := fmt.Sprintf(`{"type":"event_callback","team_id":%q,"event":%s}`, s.Options().Team, event)
	if status, _ := s.sends(s.genuine(eventsAt, body)); status != 200 {
		s.t.Errorf("status %d of %s", status, event)
	}
}

// TestOwnRequest: nobody signs off what they asked for, unless the channel says so.
func TestOwnRequest(t *testing.T) {
	s := overHTTP(t, setting{})
	s.approvers(lea)
	s.asks(lea, "/draft", "variants:1 our launch")
	s.Click(lea, launch, s.card(launch).TS, "act.approve")
	s.rest()
	s.decided(lea, "somebody else has to")
	if err := s.core.SetProfile(s.Ctx, s.place(), copilot.Profile{Approvers: []copilot.Approver{{ID: lea}}, SelfSignOff: true}); err != nil {
		t.Fatal(err)
	}
	s.Click(lea, launch, s.card(launch).TS, "act.approve")
	s.rest()
	s.decided(lea, "")
}

// TestForgedClicks: a button is a way, no authority. Nothing in it can be changed
// to sign what was not shown, and nobody else's workspace is reached.
func TestForgedClicks(t *testing.T) {
	s := overHTTP(t, setting{})
	s.approvers(marc)
	s.asks(lea, "/draft", "variants:2 our launch")
	d := s.newest()
	digest := d.Latest().Digest
	ts := s.card(launch).TS
	for _, value := range []string{
		d.ID + "|1|" + strings.Repeat("0", len(digest)), d.ID + "|2|" + digest, d.ID + "|0|" + digest, d.ID + "|-1|" + digest,
		"nothere|1|" + digest, "|1|" + digest, d.ID, "", d.ID + "|1|", d.ID + "|x|" + digest, d.ID + "|1|" + digest + "|more",
		d.ID + "|1|" + digest, // two variants: which one?
	} {
		for _, id := range []string{"act.approve", "act.approve?", "act.", "act.nonsense", "approve", "act.retry", "act.approve??"} {
			s.ForgeClick(marc, launch, ts, id, value)
		}
	}
	s.rest()
	if d := s.newest(); d.State() != copilot.Pending {
		t.Errorf("it is %s", d.State())
	}
	trail, err := s.core.Trail(s.Ctx, d.Ref())
	if err != nil || slices.ContainsFunc(trail, func(a copilot.Audit) bool { return a.Act == "approve" }) {
		t.Errorf("%+v, %v", trail, err)
	}
}
