package discord

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// reaches says whether what one person alone sees can still be edited: Discord lets
// only those do that who hold a fresh address of it.
func (c *Chat) reaches(at copilot.Spot, p post) bool {
	_, _, ok := c.addresses.of(p.ids[0])
	return ok || c.sealer.open(at.Reply).live(c.now())
}

// errOverdue says that what somebody waits for cannot be shown before their eyes alone
// any more: Discord gave the address up sooner than it should.
var errOverdue = errors.New("discord: the answer for one person alone cannot be edited any more")

// overdue is for an answer before one person's eyes that cannot be edited any more:
// what they were promised a moment ago comes there, what they wait for comes as a
// direct message, and nothing else does.
func (c *Chat) overdue(ctx context.Context, at copilot.Spot, p post, card copilot.Card) (string, error) {
	if at.Reply == "" && !c.addresses.awaits(at.Key) {
		return p.String(), nil
	}
	at.Message, at.Reply = "", ""
	return c.create(ctx, at, card)
}

// anew makes the message again that somebody took away, or that cannot be edited
// any more, and takes what is left of it away: it would be an old answer, or half
// of one, with buttons.
func (c *Chat) anew(ctx context.Context, at copilot.Spot, p post, card copilot.Card) (string, error) {
	if err := c.remove(ctx, p, 0); err != nil {
		return "", err
	}
	return c.instead(ctx, at, p, card)
}

// instead makes the messages of a card in the place of others, which is not the same
// send repeated.
func (c *Chat) instead(ctx context.Context, at copilot.Spot, of post, card copilot.Card) (string, error) {
	at.Message, at.Reply = "", ""
	p, err := c.slot(ctx, at)
	if err != nil {
		return "", err
	}
	p.instead = of.ids[0]
	return c.continued(ctx, at, p, c.parts(at, p, card))
}

type quietKey struct{}

// quietly carries that nobody waits for what is shown: no archived thread is to be
// opened for it.
func quietly(ctx context.Context) context.Context { return context.WithValue(ctx, quietKey{}, true) }

func quiet(ctx context.Context) bool { return ctx.Value(quietKey{}) != nil }

// reopened makes the message again in a thread that is archived, where nothing can be
// edited or taken away until somebody writes there: what was there goes then.
func (c *Chat) reopened(ctx context.Context, at copilot.Spot, p post, card copilot.Card) (string, error) {
	id, err := c.instead(ctx, at, p, card)
	if err != nil {
		return "", err
	}
	if err := c.remove(ctx, p, 0); err != nil { // the card stands: it must not be made once more
		c.log.WarnContext(ctx, "discord: an old card is left", "error", err)
	}
	return id, nil
}
