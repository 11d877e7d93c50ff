package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
)

const clicker = "1300000000000000009"

// TestWhoMayApprove: the profile names them, and yet it is looked at who they are
// when they click. Every refusal is in the audit, and the person is told why.
func TestWhoMayApprove(t *testing.T) {
	t.Parallel()
	later := chattest.NewClock().Now().Add(time.Hour)
	for _, c := range []struct {
		name     string
		before   discordtest.User // when the draft was made
		change   func(*discordtest.User)
		approver string // default: the clicker
		says     string // "": they may
	}{
		{name: "named"},
		{name: "not named", approver: marc, says: "not an approver"},
		{name: "the owner of the server, not named", before: discordtest.User{Owner: true}, approver: marc, says: "not an approver"},
		{name: "who manages the server, not named", before: discordtest.User{Roles: []string{admins}}, approver: marc, says: "not an approver"},
		{name: "with the role", before: discordtest.User{Roles: []string{editors}}, approver: editors},
		{name: "without the role", approver: editors, says: "not an approver"},
		{name: "the role was given since", approver: editors, change: func(u *discordtest.User) { u.Roles = []string{editors} }},
		{
			name: "the role was taken away since", before: discordtest.User{Roles: []string{editors}}, approver: editors,
			change: func(u *discordtest.User) { u.Roles = nil }, says: "not an approver",
		},
		{name: "in a time-out", change: func(u *discordtest.User) { u.TimedOutUntil = later }, says: "time-out"},
		{name: "after a time-out", before: discordtest.User{TimedOutUntil: chattest.NewClock().Now().Add(-time.Hour)}},
		{name: "with the role, in a time-out", before: discordtest.User{Roles: []string{editors}}, approver: editors, change: func(u *discordtest.User) { u.TimedOutUntil = later }, says: "time-out"},
		{name: "who has not accepted the rules", before: discordtest.User{Pending: true}, says: "rules"},
		{name: "a program", before: discordtest.User{Bot: true}, says: "Programs cannot"},
		{name: "a role of somebody's id", before: discordtest.User{Roles: []string{editors}}, approver: admins, says: "not an approver"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := open(t, setting{})
			c.before.ID, c.before.Name = clicker, "clicker"
			s.User(c.before)
			if c.approver == "" {
				c.approver = clicker
			}
			s.approvers(c.approver)
			card := s.drafts()
			approve := card.Buttons()[0].CustomID
			s.ForgeClick(clicker, launch, card.ID, "act.unknown|x|1|y") // so that they are known as they were
			if c.change != nil {
				s.Change(clicker, c.change)
			}
			r := s.ForgeClick(clicker, launch, card.ID, approve)
			s.rest()
			d := s.newest()
			trail, err := s.core.Trail(s.Ctx, d.Ref())
			if err != nil {
				t.Fatal(err)
			}
			last := trail[len(trail)-1]
			if c.says == "" {
				if d.State() != copilot.Approved || r.Type != 7 {
					t.Errorf("it is %s; answered with type %d: %v", d.State(), r.Type, r.Data)
				}
				return
			}
			s.says(r, c.says)
			if d.State() != copilot.Pending || last.Act != "refused" || last.Person.ID != clicker {
				t.Errorf("it is %s; the audit ends in %+v", d.State(), last)
			}
		})
	}
}

// TestOfAnotherPlace: the button of a draft does nothing in another server, in a
// direct conversation or where only a person brought the app along, not even for who
// may sign off in both (P6).
func TestOfAnotherPlace(t *testing.T) {
	t.Parallel()
	const theirs, brought = "1200000000000000002", "1200000000000000003"
	const hall, yard = "1500000000000000008", "1500000000000000009"
	s := open(t, setting{})
	s.Guild(discordtest.Guild{ID: theirs})
	s.Guild(discordtest.Guild{ID: brought, UserInstalled: true})
	s.Discord.Channel(discordtest.Channel{ID: hall, Guild: theirs})
	s.Discord.Channel(discordtest.Channel{ID: yard, Guild: brought})
	s.approvers(marc)
	at := copilot.Place{Platform: discord.Platform, Workspace: theirs, Channel: hall}
	if err := s.core.SetProfile(s.Ctx, at, copilot.Profile{Approvers: []copilot.Approver{{ID: marc}}}); err != nil {
		t.Fatal(err)
	}
	approve := s.drafts().Buttons()[0].CustomID
	for in, want := range map[string]string{hall: "ne dit pas ce que j’avais mis", yard: "Je travaille dans les serveurs", s.DM(marc): "Je travaille dans les serveurs"} {
		s.says(s.ForgeClick(marc, in, "1480000000000000000", approve), want)
		edit := strings.Replace(approve, "act.approve|", "act.edit?|", 1)
		s.says(s.ForgeClick(marc, in, "1480000000000000000", edit), want)
	}
	if d := s.newest(); d.State() != copilot.Pending {
		t.Errorf("it is %s", d.State())
	}
}

// TestPrivateIsPrivate: what one person alone was shown is nobody else's to edit,
// share or sign off, not even for who knows its buttons.
func TestPrivateIsPrivate(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	s.Say(marc, launch, "The launch is on Thursday.")
	s.asks(lea, "summarize", nil)
	card := s.whisper(lea)
	for _, b := range card.Buttons() {
		name, about, _ := strings.Cut(b.CustomID, "|")
		for _, forged := range []string{b.CustomID, "act.approve|" + about, strings.TrimRight(name, "?*") + "|" + about} {
			s.says(s.ForgeClick(marc, launch, card.ID, forged), "")
		}
	}
	s.rest()
	d := s.newest()
	if d.State() != copilot.Pending || d.Latest().Number != 1 || !d.Private || len(s.ours(launch)) > 0 || len(s.draftsFor(marc)) > 0 {
		t.Errorf("it is %s, at revision %d; the channel reads %d messages", d.State(), d.Latest().Number, len(s.ours(launch)))
	}
}
