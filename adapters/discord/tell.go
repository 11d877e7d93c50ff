package discord

import (
	"context"

	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/copilot/catalogue"
)

// Tell says something to one person: as an answer to what they did last in
// the server, for their eyes only; else in a direct message; and where they take
// none, they are told in the channel that there is something.
func (c *Chat) Tell(ctx context.Context, to copilot.Person, at copilot.Place, sentence string) error {
	words := said(escape(sentence))
	if a, ok := c.addresses.told(at.Workspace, to.ID); ok {
		alone := words
		alone.Flags |= flagEphemeral
		if c.followUp(ctx, a, alone) == nil {
			return nil
		}
	}
	direct, err := c.rest.direct(ctx, to.ID)
	if err == nil {
		_, err = c.rest.create(ctx, direct.ID, words)
	}
	if closed(err) && at.Channel != "" {
		err = c.callFor(ctx, to, at)
	}
	return err
}

// callFor says before everybody that there is something to tell somebody who takes no
// direct messages, and not what: silence would be worse. It pings nobody.
func (c *Chat) callFor(ctx context.Context, to copilot.Person, at copilot.Place) error {
	words := catalogue.Say(to.Locale, "discord.undelivered", catalogue.Args{"Name": to.Name})
	_, err := c.rest.create(ctx, channelOf(at), said(escape(words)))
	return err
}
