package discord

import (
	"context"
	"errors"

	"github.com/brouillon/brouillon/copilot"
)

// Show shows a card in the message that answers a command, in a message of the
// channel or thread, or before the eyes of one person alone; what does not fit
// continues in further messages. Progress is shown when it is its turn, everything
// else before Show returns.
func (c *Chat) Show(ctx context.Context, at copilot.Spot, card copilot.Card) (string, error) {
	if at.Message == "" {
		return c.create(ctx, at, card)
	}
	p, err := readPost(at.Message)
	if err != nil {
		return "", err
	}
	if card.Passing() {
		c.offer(ctx, p, at, card)
		return at.Message, nil
	}
	if err := c.progress.Quiet(ctx, p.String()); err != nil {
		return "", err
	}
	return c.edit(ctx, at, p, card)
}

// create makes the message, unless an earlier run made it: at first it is the answer
// that the person was promised when their command was accepted; when it is too late
// for that, a message of the bot's own, in a direct conversation for one alone.
func (c *Chat) create(ctx context.Context, at copilot.Spot, card copilot.Card) (string, error) {
	if to, ok := c.promised(at); ok {
		p, err := c.answer(ctx, at, to, card)
		if err == nil || !lapsed(err) {
			return p, err
		}
	}
	p, err := c.slot(ctx, at)
	if err != nil {
		return "", err
	}
	if at.Again || c.doubts.Has(at.Key) {
		found, ok, err := c.find(ctx, at, p.channel)
		if err != nil {
			return "", err
		}
		if ok {
			return c.edit(ctx, at, found, card)
		}
	}
	return c.continued(ctx, at, p, c.parts(at, p, card))
}

// promised is where an answer that Discord shows as being worked on is awaited.
func (c *Chat) promised(at copilot.Spot) (address, bool) {
	if to := c.sealer.open(at.Reply); to.live(c.now()) && to.Alone == (at.For.ID != "") {
		return to, true
	}
	if at.For.ID == "" {
		return address{}, false
	}
	return c.addresses.take(at.Key)
}

// answer shows a card as the answer that was promised. It may be repeated: there is
// one such message, whoever edits it how often.
func (c *Chat) answer(ctx context.Context, at copilot.Spot, to address, card copilot.Card) (string, error) {
	p := post{alone: to.Alone}
	parts := c.parts(at, p, card)
	m, err := c.editOriginal(ctx, to, c.answering(withMark(parts[0], at.Key), at))
	if err != nil {
		return "", err
	}
	c.addresses.answered(to)
	c.addresses.shown(m.ID, to, true)
	p.channel, p.ids = m.Channel, []snowflake{m.ID}
	return c.continued(ctx, at, p, parts)
}

// slot is where the bot makes a message of its own, with no message in it yet.
func (c *Chat) slot(ctx context.Context, at copilot.Spot) (post, error) {
	if at.For.ID == "" {
		return post{channel: channelOf(at.Place)}, nil
	}
	direct, err := c.rest.direct(ctx, at.For.ID)
	return post{channel: direct.ID}, err
}

// edit brings the message and its continuations to what the card is now.
func (c *Chat) edit(ctx context.Context, at copilot.Spot, p post, card copilot.Card) (string, error) {
	if p.alone && !c.reaches(at, p) {
		return c.overdue(ctx, at, p, card)
	}
	parts := c.parts(at, p, card)
	kept := min(len(p.ids), len(parts))
	for i := range kept {
		err := c.update(ctx, at, p, i, parts[i])
		switch {
		case errors.Is(err, errOverdue):
			return c.overdue(ctx, at, p, card)
		case i == 0 && codeOf(err) == codeArchived && !quiet(ctx):
			return c.reopened(ctx, at, p, card)
		case err != nil && (!gone(err) || codeOf(err) == codeArchived):
			return "", err
		case err != nil && i == 0: // taken away, or not the bot's to edit
			return c.anew(ctx, at, p, card)
		case err != nil: // from here on the card is made again: its buttons stand at its end
			kept, p.instead = i, p.ids[i]
		}
		if err != nil {
			break
		}
	}
	if err := c.remove(ctx, p, kept); err != nil {
		return "", err
	}
	p.ids = p.ids[:kept]
	return c.continued(ctx, at, p, parts)
}

// continued sends the parts that have no message yet, but for those that an earlier
// try had sent before it failed.
func (c *Chat) continued(ctx context.Context, at copilot.Spot, p post, parts []payload) (string, error) {
	p, err := c.resumed(ctx, at, p, parts)
	if err != nil {
		return "", err
	}
	for n := len(p.ids); n < len(parts); n++ {
		id, err := c.send(ctx, at, p, n, parts[n])
		if err != nil {
			return "", err
		}
		p.ids = append(p.ids, id)
		c.begun.keep(at.Key, p)
	}
	c.begun.settle(at.Key, p)
	c.doubts.Settle(at.Key)
	return p.String(), nil
}
