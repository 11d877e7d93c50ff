package slack

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// member is what Slack says of a user.
type member struct {
	name   string
	locale string // as the catalogue has it; "" when it has none
	team   string
	org    string
	teams  []string // of the organization
	admin  bool
	// outsider is why the person can hold no authority here: a key of the
	// catalogue under "fault.", or "".
	outsider string
	at       time.Time // when it was read
}

// How long what was read about somebody is believed: their name for long, their
// authority hardly at all, since a manager who left must not sign off.
const (
	nameAge      = time.Hour
	authorityAge = time.Minute
)

// maxMembers bounds what is remembered of people.
const maxMembers = 20_000

// people remembers users for a while. It is safe for concurrent use.
type people struct {
	api *web
	now func() time.Time

	mu        sync.Mutex
	known     map[string]member
	forgotten int // how often
}

// find is a user, read anew when what is known is older than age.
func (p *people) find(ctx context.Context, id string, age time.Duration) (member, error) {
	if m, ok := p.recall(id, age); ok {
		return m, nil
	}
	p.mu.Lock()
	begun := p.forgotten
	p.mu.Unlock()
	var u *slackgo.User
	err := p.api.patiently(ctx, func() (err error) {
		u, err = p.api.GetUserInfoContext(ctx, id)
		return err
	})
	if err != nil {
		return member{}, err
	}
	m := readMember(*u)
	m.at = p.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= maxMembers {
		clear(p.known)
	}
	if p.forgotten == begun { // else what was read may be what was to be forgotten
		p.known[id] = m
	}
	return m, nil
}

// teams are the teams of an organization that somebody is in: what is listed for an
// app that is installed for all of it is listed team by team. An app of one
// workspace names none, which is "".
func (p *people) teams(ctx context.Context, workspace, id string) ([]string, error) {
	if !strings.HasPrefix(workspace, "E") {
		return []string{""}, nil
	}
	m, err := p.find(ctx, id, nameAge)
	if err != nil {
		return nil, err
	}
	if len(m.teams) > 0 {
		return m.teams, nil
	}
	return []string{m.team}, nil
}

// recall is a user as far as is known.
func (p *people) recall(id string, age time.Duration) (member, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, ok := p.known[id]
	return m, ok && p.now().Sub(m.at) < age
}

// forget has a user read anew.
func (p *people) forget(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.known, id)
	p.forgotten++
}

func readMember(u slackgo.User) member {
	m := member{
		name: cmp.Or(u.Profile.DisplayName, u.Profile.RealName, u.RealName, u.Name, u.ID),
		team: u.TeamID, org: u.Enterprise.EnterpriseID, teams: u.Enterprise.Teams,
		admin: u.IsAdmin || u.IsOwner || u.IsPrimaryOwner,
	}
	if lang := catalogue.Base(u.Locale); u.Locale != "" {
		m.locale = lang
	}
	switch {
	case u.IsBot || u.IsWorkflowBot || u.IsConnectorBot:
		m.outsider = "approver.bot"
	case u.Deleted:
		m.outsider = outsiderGone
	case u.IsRestricted || u.IsUltraRestricted || u.IsInvitedUser:
		m.outsider = "approver.guest"
	case u.IsStranger:
		m.outsider = "approver.stranger"
	}
	return m
}

// belongs says whether the person is of the workspace or organization.
func (m member) belongs(workspace string) bool {
	return workspace != "" && (m.team == workspace || m.org == workspace || slices.Contains(m.teams, workspace))
}

// resident is nil for somebody of the workspace, guests among them: people of
// another company, in a channel shared with it, are shown drafts and do nothing
// to them.
func (m member) resident(workspace string) error {
	if m.belongs(workspace) && m.outsider != "approver.stranger" {
		return nil
	}
	return copilot.NewFault(copilot.FaultForbidden, "slack.fault.stranger", nil, nil)
}

// outsiderGone is of somebody whose account is no more.
const outsiderGone = "approver.gone"

// gone says whether the person's account is no more.
func (m member) gone() bool { return m.outsider == outsiderGone }

// administers is nil for somebody who administers the workspace.
func (m member) administers(workspace string) error {
	if err := m.authority(workspace); err != nil {
		return err
	}
	if !m.admin {
		return copilot.NewFault(copilot.FaultForbidden, "slack.fault.admin", nil, nil)
	}
	return nil
}

// authority is nil for somebody who may hold a role at a place.
func (m member) authority(workspace string) error {
	why := m.outsider
	if why == "" && !m.belongs(workspace) {
		why = "approver.stranger"
	}
	if why == "" {
		return nil
	}
	return copilot.NewFault(copilot.FaultForbidden, "fault."+why, nil, nil)
}
