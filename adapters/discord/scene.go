package discord

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// scene is who did something where, as Discord signed it.
type scene struct {
	interaction

	person copilot.Person
	at     copilot.Place
}

// Contexts of an interaction's owners: who installed the app there.
const installedInServer = "0"

// sceneOf refuses what happens outside of a server that the app is installed in: in
// direct conversations and where only a person brought it along, there are no roles,
// and the bot may read nothing.
func (d *Door) sceneOf(i interaction) (scene, error) {
	s := scene{interaction: i}
	s.person = copilot.Person{Platform: Platform, Locale: d.Locale}
	if i.Locale != "" {
		s.person.Locale = catalogue.Base(i.Locale)
	}
	m := i.Member
	_, installed := i.Owners[installedInServer]
	if i.Guild == "" || m == nil || m.User == nil || !installed {
		return s, copilot.NewFault(copilot.FaultForbidden, "discord.fault.outside", nil, nil)
	}
	s.person.ID, s.person.Name = m.User.ID, m.name(m.User.ID)
	s.at = copilot.Place{Platform: Platform, Workspace: i.Guild, Channel: i.ChannelID}
	if i.Channel != nil {
		s.at = placeOf(i.Guild, *i.Channel)
		if _, known := d.chat.channels.recall(i.ChannelID, forEver); !known && i.Channel.thread() {
			d.chat.channels.note(i.ChannelID, *i.Channel)
		}
	}
	return s, nil
}

// placeOf is where a channel is: a thread lies in the channel it hangs in, whose
// settings and memory it shares. A private thread is a room of its own: what is said
// there, those who read the channel do not all read (P6).
func placeOf(guild snowflake, in channel) copilot.Place {
	at := copilot.Place{Platform: Platform, Workspace: guild, Channel: in.ID}
	if in.thread() && in.Parent != "" && in.Type != privateThread {
		at.Channel, at.Thread = in.Parent, in.ID
	}
	return at
}

// inThread says whether a place is a thread, private ones among them, as far as this
// process has heard of it.
func (c *Chat) inThread(at copilot.Place) bool {
	in, _ := c.channels.recall(at.Channel, forEver)
	return at.Thread != "" || in.thread()
}

// address is where this interaction is answered.
func (d *Door) address(s scene, alone bool) address {
	return address{Token: s.Token, Until: timeOf(s.ID).Add(addressAge), Alone: alone}
}

// carried is ctx with the member who does this, and what is known of them kept for
// those who read about them later.
func (d *Door) carried(ctx context.Context, s scene) context.Context {
	d.chat.members.keep(memberKey(s.Guild, s.person.ID), *s.Member)
	d.chat.locales.keep(s.person.ID, s.person.Locale)
	if s.Type == interactionComponent || s.Type == interactionModal {
		d.chat.addresses.meet(s.Guild, s.person.ID, d.address(s, true))
	}
	return withPresent(ctx, s.Guild, *s.Member)
}

// request is what an interaction asks for, before it says what.
func (d *Door) request(s scene) copilot.Request {
	return copilot.Request{ID: s.named(), Place: s.at, Person: s.person, Time: d.Now()}
}

// accept has the core keep a request, and promises its answer.
func (d *Door) accept(ctx context.Context, s scene, r copilot.Request) reply {
	r.Reply = d.chat.sealer.seal(d.address(s, r.Private))
	if err := d.core.Accept(ctx, r); err != nil {
		return whispered(d.sentence(ctx, s.person, err))
	}
	return deferred(r.Private)
}
