package discord

import (
	"context"
	"slices"

	"github.com/brouillon/brouillon/copilot"
)

// admit refuses somebody who may not read a conversation now: the bot may be where
// the person is not, and must not read there for them (P6). It refuses the bot too
// where Discord would show it an empty page.
func (c *Chat) admit(ctx context.Context, person snowflake, at copilot.Place) error {
	may, err := c.reads(ctx, person, at)
	if err != nil {
		return err
	}
	if !may {
		return copilot.NewFault(copilot.FaultForbidden, "fault.conversation.forbidden", nil, nil)
	}
	own, err := c.rest.self(ctx)
	if err != nil {
		return err
	}
	if may, err = c.reads(ctx, own.Bot, at); err == nil && !may {
		err = copilot.NewFault(copilot.FaultForbidden, "discord.fault.history", nil, nil)
	}
	return err
}

// reads says whether a member may see a place and read what was said before.
func (c *Chat) reads(ctx context.Context, person snowflake, at copilot.Place) (bool, error) {
	here, err := c.channels.find(ctx, channelOf(at), authorityAge)
	if err != nil {
		return false, err
	}
	if placeOf(here.Guild, here) != at {
		return false, nil // of another server, or not what the place says it is
	}
	may, err := c.mayIn(ctx, person, here)
	if err != nil {
		return false, err
	}
	if !may.has(viewChannel | readHistory) {
		return false, nil
	}
	if here.Type == privateThread && !may.has(manageThreads) {
		switch err := c.rest.threadMember(ctx, here.ID, person); {
		case gone(err) || closed(err) || meanings[codeOf(err)] == noPerson:
			return false, nil
		default:
			return err == nil, err
		}
	}
	return true, nil
}

// mayIn is what a member may do in a channel or thread now. Who may do what in a
// thread, its channel says.
func (c *Chat) mayIn(ctx context.Context, person snowflake, here channel) (permissions, error) {
	holder := here
	var err error
	if here.thread() {
		if holder, err = c.channels.find(ctx, here.Parent, authorityAge); err != nil {
			return 0, err
		}
	}
	g, err := c.guilds.find(ctx, here.Guild, authorityAge)
	if err != nil {
		return 0, err
	}
	m, err := c.memberAt(ctx, here.Guild, person)
	if err != nil {
		return 0, err
	}
	return g.permits(person, m, holder), nil
}

// speaks refuses somebody who may not write at a place: what they may not say there
// themselves, the bot does not say for them.
func (c *Chat) speaks(ctx context.Context, person snowflake, at copilot.Place) error {
	here, err := c.channels.find(ctx, channelOf(at), authorityAge)
	if err != nil {
		return err
	}
	needs := sendMessages
	if here.thread() {
		needs = sendInThreads
	}
	may, err := c.mayIn(ctx, person, here)
	if err == nil && !may.has(needs) {
		err = copilot.NewFault(copilot.FaultForbidden, "discord.fault.silent", nil, nil)
	}
	return err
}

// permits computes what a member may do in a channel, by Discord's rules: the roles
// of the server, then what the channel changes for everybody, for roles, and for
// the member. The owner and administrators may do everything.
func (g guild) permits(person snowflake, m member, in channel) permissions {
	if person == g.Owner {
		return allPermissions
	}
	var may permissions
	for _, r := range g.Roles {
		if r.ID == g.ID || slices.Contains(m.Roles, r.ID) {
			may |= r.Permissions
		}
	}
	if may&administrator != 0 {
		return allPermissions
	}
	var allow, deny permissions
	for _, o := range in.Overwrites {
		switch {
		case o.Type == overwriteRole && o.ID == g.ID:
			may = may&^o.Deny | o.Allow
		case o.Type == overwriteRole && slices.Contains(m.Roles, o.ID):
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	may = may&^deny | allow
	for _, o := range in.Overwrites {
		if o.Type == overwriteMember && o.ID == person {
			may = may&^o.Deny | o.Allow
		}
	}
	return may
}

// Types of overwrites.
const (
	overwriteRole   = 0
	overwriteMember = 1
)
