package discord

import (
	"context"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// present is the member who does something now, as Discord signed it: whose roles
// these are, in which server.
type present struct {
	guild snowflake
	member
}

type presentKey struct{}

// withPresent carries a member to where their roles are asked for.
func withPresent(ctx context.Context, guild snowflake, m member) context.Context {
	return context.WithValue(ctx, presentKey{}, present{guild, m})
}

// memberAt is a member as they are now: from what they do at this moment, or as the
// server says.
func (c *Chat) memberAt(ctx context.Context, guild, id snowflake) (member, error) {
	if p, ok := ctx.Value(presentKey{}).(present); ok && p.guild == guild && p.User != nil && p.User.ID == id {
		return p.member, nil
	}
	return c.members.find(ctx, memberKey(guild, id), authorityAge)
}

// Roles lists the roles a member of the server holds. Programs, people who have not
// accepted the server's rules and people in a time-out are refused.
func (c *Chat) Roles(ctx context.Context, p copilot.Person, at copilot.Place) ([]string, error) {
	m, err := c.memberAt(ctx, at.Workspace, p.ID)
	if err != nil {
		return nil, err
	}
	if err := m.authority(c.now()); err != nil {
		return nil, err
	}
	return m.Roles, nil
}

// authority is nil for a member who may hold a role.
func (m member) authority(now time.Time) error {
	until, err := time.Parse(time.RFC3339, m.TimedOut)
	switch {
	case m.User == nil || m.User.Bot || m.User.System:
		return copilot.NewFault(copilot.FaultForbidden, "fault.approver.bot", nil, nil)
	case m.Pending:
		return copilot.NewFault(copilot.FaultForbidden, "fault.approver.pending", nil, nil)
	case m.TimedOut != "" && (err != nil || until.After(now)):
		return copilot.NewFault(copilot.FaultForbidden, "fault.approver.muted", nil, nil)
	}
	return nil
}
